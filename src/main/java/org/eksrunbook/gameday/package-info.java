/** The bundled game-day incident: writes its logs and starts it in the running server, over HTTP only. */
@NullMarked
package org.eksrunbook.gameday;

import org.jspecify.annotations.NullMarked;
