/** Who must know: stakeholders, notices, updates, regulatory clocks, owners, and the actions that outlive the case. */
@NullMarked
package org.eksrunbook.people;

import org.jspecify.annotations.NullMarked;
