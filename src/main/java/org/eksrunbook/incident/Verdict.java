package org.eksrunbook.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the cluster's owner said of the finding (playbook, Part 1). Benign goes straight to Part 5. */
public enum Verdict {
    MALICIOUS,
    UNVERIFIED,
    BENIGN;

    /** The word as it stands in start variables and in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
