package org.eksrunbook.incident;

import java.util.List;

/** What a person or system sent cannot be used; the message names every fault. Answers 400; nothing was changed. */
public final class InvalidInput extends RuntimeException {

    private final transient List<String> faults;

    public InvalidInput(String fault) {
        this(List.of(fault));
    }

    public InvalidInput(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
