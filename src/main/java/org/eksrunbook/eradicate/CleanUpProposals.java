package org.eksrunbook.eradicate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.asset.MadeBy;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.process.DecisionTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is proposed for each thing the attacker touched, from the organisation's table, with the reason. */
@Component
class CleanUpProposals {

    static final String NONE = "none";
    static final String DELETE = "delete";
    static final String KEEP = "keep";
    static final String PUT_BACK = "putBack";
    static final String ROTATE = "rotate";

    /** Never deleted on the tool's own word: it may be the organisation's. */
    private static final String THERE_BEFORE =
            "AWS Config did not say whether it was there before, and the call that seems to have made it succeeds on what is there"
                    + " already: look whose it is, then decide.";

    /** What is deleted with all that it made. */
    private static final Set<String> TAKING_ALONG = Set.of(
            "AWS::CloudFormation::Stack",
            "AWS::AutoScaling::AutoScalingGroup",
            "AWS::EKS::Nodegroup",
            "AWS::ElasticBeanstalk::Environment");

    private final DecisionTables tables;

    CleanUpProposals(DecisionTables tables) {
        this.tables = tables;
    }

    /** @param disposition {@code none}, {@code delete}, {@code keep}, {@code putBack} or {@code rotate} */
    record Proposal(String disposition, String reason) {}

    /** One for each row, in their order. */
    Map<InventoryRow, Proposal> of(List<InventoryRow> rows) {
        List<InventoryRow> open =
                rows.stream().filter(row -> settled(row) == null).toList();
        List<Optional<Map<String, Object>>> answers = tables.askAll(
                "eradicationProposal",
                open.stream().map(CleanUpProposals::inputs).toList());
        Map<InventoryRow, Proposal> proposals = new LinkedHashMap<>();
        rows.forEach(row -> proposals.put(row, settled(row)));
        for (int at = 0; at < open.size(); at++) {
            proposals.put(open.get(at), proposal(answers.get(at)));
        }
        return goingAlong(proposals);
    }

    /** Whether what made a thing takes it along where it is deleted is said beside what is proposed for the thing, which stays; a person's own reason stays as he wrote it. */
    private static Map<InventoryRow, Proposal> goingAlong(Map<InventoryRow, Proposal> proposals) {
        Map<String, InventoryRow> deleted = new HashMap<>();
        proposals.forEach((row, proposal) -> {
            if (proposal.disposition().equals(DELETE)) {
                deleted.put(row.key(), row);
            }
        });
        proposals.replaceAll((row, proposal) -> row.cleanUp() != null
                ? proposal
                : row.madeBy().stream()
                        .filter(MadeBy::certain)
                        .map(maker -> deleted.get(maker.resource()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(maker -> new Proposal(proposal.disposition(), proposal.reason() + withIts(maker)))
                        .orElse(proposal));
        return proposals;
    }

    /**
     * A stack set can be deleted only once its stacks are, and its stacks may be kept; Firewall Manager keeps what it made, unless it is told to delete that too (Firewall Manager
     * API reference, «DeletePolicy», DeleteAllPolicyResources).
     */
    private static String withIts(InventoryRow maker) {
        return " It was made by " + maker.type() + " " + VisibleText.of(maker.id()) + ", which is to be deleted: "
                + (TAKING_ALONG.contains(maker.type())
                        ? "that takes along what it made, unless its template or settings keep it."
                        : "what it made stays then, and needs an action of its own.");
    }

    /** What is proposed whatever the table says; {@code null}: the table is asked. */
    private static @Nullable Proposal settled(InventoryRow row) {
        if (row.cleanUp() != null) {
            String reason = row.cleanUpReason();
            return new Proposal(row.cleanUp(), reason == null || reason.isEmpty() ? "Decided in the review." : reason);
        }
        return row.perhapsThereBefore() ? new Proposal(NONE, THERE_BEFORE) : null;
    }

    private static Map<String, Object> inputs(InventoryRow row) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("change", row.change().word());
        inputs.put("resourceType", row.type());
        inputs.put("state", row.state());
        inputs.put("dataClass", row.dataClass());
        return inputs;
    }

    private static Proposal proposal(Optional<Map<String, Object>> answer) {
        return answer.map(
                        row -> new Proposal(String.valueOf(row.get("disposition")), String.valueOf(row.get("reason"))))
                .orElse(new Proposal(NONE, "The table of proposals has no row for this."));
    }
}
