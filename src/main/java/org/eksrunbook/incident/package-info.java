/** The vocabulary of a case (ids, scope, severity, clocks) and the case record. */
@NullMarked
package org.eksrunbook.incident;

import org.jspecify.annotations.NullMarked;
