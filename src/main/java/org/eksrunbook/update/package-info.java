/** The steps of the models that tell and remind: {@code stakeholderUpdate} and {@code improvementAction}. */
@NullMarked
package org.eksrunbook.update;

import org.jspecify.annotations.NullMarked;
