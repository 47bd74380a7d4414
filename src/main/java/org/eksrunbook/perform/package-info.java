/** The steps of the {@code performActions} model: how it is now, performed by a person, read back. */
@NullMarked
package org.eksrunbook.perform;

import org.jspecify.annotations.NullMarked;
