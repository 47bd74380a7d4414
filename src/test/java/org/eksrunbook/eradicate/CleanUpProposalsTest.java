package org.eksrunbook.eradicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.asset.MadeBy;
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

    @Test
    void whatTheDeletionOfItsMakerTakesAlongSaysSoAndIsProposedAsBefore() {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(DecisionTables.class, CleanUpProposals.class)) {
            CleanUpProposals proposals = context.getBean(CleanUpProposals.class);
            InventoryRow stack = row("stack", "AWS::CloudFormation::Stack", CleanUpProposals.DELETE, List.of());
            InventoryRow kept = row("kept", "AWS::CloudFormation::Stack", CleanUpProposals.KEEP, List.of());
            InventoryRow goes = row("goes", "AWS::SNS::Topic", null, List.of(madeBy("stack", true)));
            InventoryRow stays = row("stays", "AWS::SNS::Topic", null, List.of(madeBy("kept", true)));
            InventoryRow perhaps = row("perhaps", "AWS::SNS::Topic", null, List.of(madeBy("stack", false)));
            InventoryRow decided =
                    row("decided", "AWS::SNS::Topic", CleanUpProposals.KEEP, List.of(madeBy("stack", true)));
            List<CleanUpProposals.Proposal> all = List.copyOf(proposals
                    .of(List.of(stack, kept, goes, stays, perhaps, decided))
                    .values());
            assertThat(all.get(2).disposition()).isEqualTo(CleanUpProposals.NONE);
            assertThat(all.get(2).reason())
                    .contains("made by AWS::CloudFormation::Stack alarms\\u202E,", "takes along what it made");
            assertThat(all.get(3).reason()).doesNotContain("made by");
            assertThat(all.get(4).reason()).as("it may have been another").doesNotContain("made by");
            assertThat(all.get(5).reason()).as("his own words").isEqualTo("His");
        }
    }

    @Test
    void stackSetsAndPoliciesLeaveWhatTheyMade() {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(DecisionTables.class, CleanUpProposals.class)) {
            CleanUpProposals proposals = context.getBean(CleanUpProposals.class);
            for (String type : List.of("AWS::CloudFormation::StackSet", "AWS::FMS::Policy")) {
                InventoryRow maker = row("maker", type, CleanUpProposals.DELETE, List.of());
                InventoryRow made = row("made", "AWS::SNS::Topic", null, List.of(madeBy("maker", true)));
                assertThat(proposals.of(List.of(maker, made)))
                        .extractingByKey(made)
                        .extracting(CleanUpProposals.Proposal::reason, InstanceOfAssertFactories.STRING)
                        .contains("made by " + type, "what it made stays then, and needs an action of its own")
                        .doesNotContain("takes along");
            }
        }
    }

    private static MadeBy madeBy(String key, boolean certain) {
        return new MadeBy(
                "AWS::CloudFormation::Stack",
                "perf",
                null,
                "111122223333",
                "eu-central-1",
                "e1",
                "id",
                "",
                certain,
                key);
    }

    private static CleanUpProposals.Proposal only(CleanUpProposals proposals, InventoryRow row) {
        return proposals.of(List.of(row)).values().iterator().next();
    }

    private static InventoryRow topic(@Nullable String disposition) {
        return row("key", "AWS::SNS::Topic", disposition, List.of());
    }

    private static InventoryRow row(String key, String type, @Nullable String disposition, List<MadeBy> madeBy) {
        return new InventoryRow(
                key,
                type,
                "alarms\u202E",
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
                madeBy,
                null);
    }
}
