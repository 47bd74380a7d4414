package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What was done to a resource, in the playbook's words (Part 3, step 3); the strongest first. The words are those of a finding's category. */
public enum Change {
    CREATED,
    DELETED,
    MODIFIED,
    IDENTITY,
    ACCESSED,
    OTHER,
    RECON;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException where no change has this word */
    @JsonCreator
    public static Change of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether afterwards it is another than before; what is not known may have made it one. */
    boolean alters() {
        return this != RECON && this != ACCESSED;
    }

    /** Whether a resource belongs into the inventory for this alone: looking around touches nothing. */
    public boolean touches() {
        return this != RECON;
    }
}
