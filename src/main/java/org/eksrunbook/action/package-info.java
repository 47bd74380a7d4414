/** Changing things: what can be done, plans, their approval, the script for the person who performs them, and the proof. */
@NullMarked
package org.eksrunbook.action;

import org.jspecify.annotations.NullMarked;
