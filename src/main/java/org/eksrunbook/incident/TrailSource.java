package org.eksrunbook.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the CloudTrail events of an incident are read from. */
public enum TrailSource {
    ARCHIVE,
    ATHENA,
    LOOKUP,
    UPLOAD;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
