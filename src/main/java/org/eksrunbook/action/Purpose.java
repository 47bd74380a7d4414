package org.eksrunbook.action;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a plan is for. */
public enum Purpose {
    CUT,
    ERADICATE,
    RECOVER,
    TERMINATE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people say it. */
    String label() {
        return switch (this) {
            case CUT -> "cut";
            case ERADICATE -> "clean-up";
            case RECOVER -> "recovery";
            case TERMINATE -> "termination";
        };
    }

    @JsonCreator
    public static Purpose of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
