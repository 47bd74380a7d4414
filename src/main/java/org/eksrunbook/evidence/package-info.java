/** The hash-chained ledger, the artefact store, and verifying both offline. */
@NullMarked
package org.eksrunbook.evidence;

import org.jspecify.annotations.NullMarked;
