package org.eksrunbook.trail;

/** The hashes of the tokens that a value or an object comes to, looked up once. For one thread. */
final class KnownTokens {

    private final long[] hashes;
    private final boolean wanted;
    private int file = -1;

    /** @param wanted whether one of them is */
    KnownTokens(long[] hashes, boolean wanted) {
        this.hashes = hashes;
        this.wanted = wanted;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Notes them for a file, once. */
    void noteIn(int number, TokenFiles files) {
        if (file != number) {
            file = number;
            for (long hash : hashes) {
                files.add(hash);
            }
        }
    }
}
