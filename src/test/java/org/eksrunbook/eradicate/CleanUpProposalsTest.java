package org.eksrunbook.eradicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.process.DecisionTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class CleanUpProposalsTest {

    @Test
    void whatMayHaveBeenThereBeforeIsDeletedOnAPersonsWordAlone() {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(DecisionTables.class, CleanUpProposals.class)) {
            CleanUpProposals proposals = context.getBean(CleanUpProposals.class);
            CleanUpProposals.Proposal proposal = only(proposals, topic(null));
            assertThat(proposal.disposition()).isEqualTo(CleanUpProposals.NONE);
            assertThat(proposal.reason()).startsWith("AWS Config did not say whether it was there before");
            assertThat(only(proposals, topic(CleanUpProposals.DELETE)).disposition())
                    .isEqualTo(CleanUpProposals.DELETE);
        }
    }

    private static CleanUpProposals.Proposal only(CleanUpProposals proposals, InventoryRow row) {
        return proposals.of(List.of(row)).values().iterator().next();
    }

    private static InventoryRow topic(@Nullable String disposition) {
        return new InventoryRow(
                "key",
                "AWS::SNS::Topic",
                "alarms",
                null,
                "111122223333",
                "eu-central-1",
                Change.CREATED,
                List.of(Change.CREATED),
                "present",
                "",
                "none",
                "",
                "",
                "",
                List.of(),
                0,
                List.of("e1"),
                1,
                List.of("eve"),
                null,
                null,
                "trail",
                disposition,
                disposition == null ? null : "His",
                disposition,
                disposition == null ? null : "His",
                disposition == null ? null : "user:rita",
                List.of(),
                null,
                true,
                List.of(),
                null);
    }
}
