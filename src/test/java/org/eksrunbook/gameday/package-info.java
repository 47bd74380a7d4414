/** Tests of the game day: its logs, its play over REST, its survival of kills. */
@NullMarked
package org.eksrunbook.gameday;

import org.jspecify.annotations.NullMarked;
