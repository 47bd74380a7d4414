package org.eksrunbook.trail;

/** How many of the file groups of this round have been read. */
public record Progress(int done, int of) {

    public boolean complete() {
        return done >= of;
    }
}
