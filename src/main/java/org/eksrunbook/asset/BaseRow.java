package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource with the calls that touched it and what was known of it when the inventory was built: one line of the inventory's artefact.
 *
 * @param keys of every name it was called by; {@code key} is the first of them
 * @param existed true: AWS Config has it alive at the time of the compromise, so the attacker did not create it
 * @param unsure true: what made it may have found it there, and AWS Config did not say whether it was
 * @param given change named at the start for recovery alone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BaseRow(
        String key,
        Set<String> keys,
        ResourceRef resource,
        boolean existed,
        boolean unsure,
        boolean contained,
        @Nullable Change given,
        Attribution attribution,
        int typeSensitivity,
        List<Touch> touches) {}
