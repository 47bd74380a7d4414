package org.eksrunbook.trail;

/** Receives hashes of tokens. */
@FunctionalInterface
interface HashSink {
    void add(long hash);
}
