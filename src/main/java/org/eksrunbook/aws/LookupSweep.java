package org.eksrunbook.aws;

import org.eksrunbook.incident.IncidentId;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes the pages that no answer will take any more: of incidents that ended, or were deleted, while they were looked up. */
@Component
class LookupSweep {

    private final LookupSearches searches;
    private final TransactionTemplate transaction;

    LookupSweep(LookupSearches searches, TransactionTemplate transaction) {
        this.searches = searches;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT30S")
    void sweep() {
        for (IncidentId id : searches.leftBehind()) {
            transaction.executeWithoutResult(status -> {
                searches.giveUp(id);
                searches.dropAll(id);
            });
        }
    }
}
