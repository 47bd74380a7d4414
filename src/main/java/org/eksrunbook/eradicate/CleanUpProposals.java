package org.eksrunbook.eradicate;

import java.util.HashMap;
import java.util.Map;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.process.DecisionTables;
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

    private final DecisionTables tables;

    CleanUpProposals(DecisionTables tables) {
        this.tables = tables;
    }

    /** @param disposition {@code none}, {@code delete}, {@code keep}, {@code putBack} or {@code rotate} */
    record Proposal(String disposition, String reason) {}

    Proposal of(InventoryRow row) {
        if (row.cleanUp() != null) {
            String reason = row.cleanUpReason();
            return new Proposal(row.cleanUp(), reason == null || reason.isEmpty() ? "Decided in the review." : reason);
        }
        if (row.perhapsThereBefore()) {
            return new Proposal(NONE, THERE_BEFORE);
        }
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("change", row.change().word());
        inputs.put("resourceType", row.type());
        inputs.put("state", row.state());
        inputs.put("dataClass", row.dataClass());
        return tables.ask("eradicationProposal", inputs)
                .map(answer ->
                        new Proposal(String.valueOf(answer.get("disposition")), String.valueOf(answer.get("reason"))))
                .orElse(new Proposal(NONE, "The table of proposals has no row for this."));
    }
}
