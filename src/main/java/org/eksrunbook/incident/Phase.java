package org.eksrunbook.incident;

import com.fasterxml.jackson.annotation.JsonValue;

/** The part of the playbook an incident is in. */
public enum Phase {
    OPENED("opened"),
    ERADICATE("eradicate"),
    RECOVER("recover"),
    POST_INCIDENT("postIncident"),
    CLOSED("closed");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException where no phase has this word */
    public static Phase of(String word) {
        for (Phase phase : values()) {
            if (phase.word.equals(word)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("No phase is called " + word);
    }

    /** The word as it stands in JSON: the id of the phase's process. */
    @JsonValue
    public String word() {
        return word;
    }
}
