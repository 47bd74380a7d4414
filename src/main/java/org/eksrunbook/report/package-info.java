/** The report, the timeline and the metrics: pure functions of an incident's ledger and the artefacts it names. */
@NullMarked
package org.eksrunbook.report;

import org.jspecify.annotations.NullMarked;
