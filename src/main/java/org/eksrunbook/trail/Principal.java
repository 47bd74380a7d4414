package org.eksrunbook.trail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A principal that was considered in an incident.
 *
 * @param id what it is looked for by: an ARN, a unique id, an access key id, a name as it was given
 * @param arn as CloudTrail writes it for the principal's calls; {@code null} where no call told it
 * @param type such as {@code user}, {@code role}, {@code session}, {@code accessKey}
 * @param source where it is known from, in words
 * @param confidence {@code high}, {@code medium} or {@code low}
 * @param evidence ids of the events that led to it
 * @param round the round that first looked for it
 * @param included whether it is a principal of the attack
 * @param watched looked for, yet no call of it was found: made or handed out by the attacker, never used in the logs that were read
 * @param why the reason, in words, for leaving it out or for only watching it
 * @param renamedTo the ARN by which the user is called since a rename; {@code null}: by the one that it is known by
 */
public record Principal(
        String id,
        @Nullable String arn,
        String type,
        String source,
        String confidence,
        List<String> evidence,
        int round,
        boolean included,
        boolean watched,
        @Nullable String why,
        @Nullable String renamedTo) {

    public Principal {
        evidence = List.copyOf(evidence);
    }
}
