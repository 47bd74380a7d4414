package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One effective call that touched a row, as the inventory's artefact keeps it.
 *
 * @param changes those for this resource
 * @param madeBy what made the call by itself; empty: somebody called himself, or the log does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Touch(
        String event,
        Instant time,
        String action,
        List<Change> changes,
        String principal,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MadeBy> madeBy) {

    Touch {
        madeBy = madeBy == null ? List.of() : List.copyOf(madeBy);
    }

    Touch(String event, Instant time, String action, List<Change> changes, String principal) {
        this(event, time, action, changes, principal, List.of());
    }
}
