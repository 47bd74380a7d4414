package org.eksrunbook.trail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** In what a call can be new for the principal that made it (playbook, correction 13). */
public enum Aspect {
    CALL("call", "call"),
    REGION("region", "region"),
    ADDRESS("address", "address"),
    USER_AGENT("userAgent", "user agent"),
    RESOURCE("resource", "resource");

    private final String word;
    private final String label;

    Aspect(String word, String label) {
        this.word = word;
        this.label = label;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** As people write it. */
    public String label() {
        return label;
    }

    /**
     * What is new, for people; never «new» where there is nothing to compare with.
     *
     * @param known whether anything is known of the principal from before
     */
    public static String words(boolean known, List<Aspect> unseen) {
        if (!known) {
            return "nothing known of before";
        }
        return unseen.isEmpty()
                ? "nothing new"
                : unseen.stream().map(Aspect::label).collect(Collectors.joining(", "));
    }

    @JsonCreator
    public static Aspect of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No call is new in this: " + word));
    }
}
