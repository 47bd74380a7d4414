/** The engine: its database, settings and deployment, the people's door, starting, users and rights, mending failed steps. */
@NullMarked
package org.eksrunbook.process;

import org.jspecify.annotations.NullMarked;
