package org.eksrunbook.people;

import org.eksrunbook.incident.Phase;

/** The phases in the playbook's words. */
public final class PhaseWords {

    private PhaseWords() {}

    public static String of(Phase phase) {
        return switch (phase) {
            case OPENED -> "opened";
            case ERADICATE -> "Part 3, eradicate";
            case RECOVER -> "Part 4, recover";
            case POST_INCIDENT -> "Part 5, post-incident activity";
            case CLOSED -> "closed";
        };
    }
}
