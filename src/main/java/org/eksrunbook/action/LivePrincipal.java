package org.eksrunbook.action;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A principal of the attack that may still act.
 *
 * @param id access key id, AROA…/AIDA… id or name
 * @param type {@code role}, {@code user}, {@code accessKey}, {@code session}, {@code accessEntry}, … as the trail calls it
 * @param accountId of the ARN, else where it was seen
 * @param userName user that an access key belongs to, where known
 * @param createdByAttacker true: nothing legitimate depends on it
 * @param revokeBefore sessions issued before this end
 * @param why for the reason shown to the approver
 */
public record LivePrincipal(
        String id,
        @Nullable String arn,
        String type,
        String accountId,
        String region,
        @Nullable String userName,
        boolean createdByAttacker,
        Instant revokeBefore,
        List<String> events,
        String why) {

    public LivePrincipal {
        events = List.copyOf(events);
    }
}
