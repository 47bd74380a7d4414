package org.eksrunbook.trail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which order findings are listed; each is given by an index. */
public enum FindingOrder {
    /** As it happened. */
    TIME("time", "f.event_time, f.event_id, f.source"),
    /** What took effect first, then the most serious class, of reads what weighs most, then what shows most that is new for its principal, then as it happened. */
    WEIGHT("weight", "f.standing, f.event_time, f.event_id, f.source");

    private final String word;
    private final String columns;

    FindingOrder(String word, String columns) {
        this.word = word;
        this.columns = columns;
    }

    public String word() {
        return word;
    }

    /** Of the rows {@code f}. */
    String columns() {
        return columns;
    }

    public static Optional<FindingOrder> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** For people who wrote another one. */
    public static String words() {
        return List.of(values()).stream().map(FindingOrder::word).collect(Collectors.joining(" or "));
    }
}
