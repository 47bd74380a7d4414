/** What happened: sources of logs, event parts, questions, classification, principals, coverage. */
@NullMarked
package org.eksrunbook.trail;

import org.jspecify.annotations.NullMarked;
