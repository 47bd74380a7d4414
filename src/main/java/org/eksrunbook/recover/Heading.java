package org.eksrunbook.recover;

import org.eksrunbook.asset.Change;

/** The three headings of Part 4 (steps 2, 3 and 4), and what belongs under none of them. */
final class Heading {

    static final String MODIFIED = "modified";
    static final String DELETED = "deleted";
    static final String CREATED = "created";
    static final String UNTOUCHED = "untouched";

    private Heading() {}

    static String of(Change change) {
        return switch (change) {
            case CREATED -> CREATED;
            case DELETED -> DELETED;
            case MODIFIED, IDENTITY -> MODIFIED;
            case ACCESSED, OTHER, RECON -> UNTOUCHED;
        };
    }
}
