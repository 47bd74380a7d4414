package org.eksrunbook.trail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a call did, in the playbook's classes (Part 3: accessed, created, identity, deleted, modified) plus two: {@code recon} for looking
 * around and {@code other} for what must be reported and is none of these.
 */
public enum Category {
    IDENTITY,
    DELETED,
    MODIFIED,
    CREATED,
    ACCESSED,
    OTHER,
    RECON;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Category of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
