package org.eksrunbook.asset;

import static org.eksrunbook.asset.Projection.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.InventoryRow.RowAction;
import org.eksrunbook.asset.InventoryRow.RowProof;
import org.jspecify.annotations.Nullable;

/** The plans of an incident as the ledger tells them, asked for by row. */
final class PlansSeen {

    /** An action that touches a row. */
    record Step(String row, String id, String kind) {}

    /** What became of one action. */
    record Done(
            RowAction action,
            @Nullable RowProof proof,
            @Nullable HandOver handOver) {

        boolean tookEffect() {
            return proof != null && !proof.state().equals("failed");
        }

        boolean isBefore(Instant act) {
            return handOver != null && handOver.isBefore(act);
        }
    }

    private static final class PlanSeen {
        final String purpose;
        final List<Step> steps;
        final Map<String, String> failed = new HashMap<>();
        final Map<String, RowProof> proofs = new HashMap<>();
        String state = "planned";
        boolean superseded;

        @Nullable
        HandOver handOver;

        PlanSeen(String purpose, List<Step> steps) {
            this.purpose = purpose;
            this.steps = steps;
        }
    }

    private final Map<String, PlanSeen> plans = new LinkedHashMap<>();

    void made(JsonNode body, List<Step> steps) {
        PlanSeen before = plans.get(text(body, "supersedes"));
        if (before != null) {
            before.superseded = true;
        }
        plans.put(text(body, "plan"), new PlanSeen(text(body, "purpose"), steps));
    }

    void decided(JsonNode body, String state) {
        PlanSeen plan = plans.get(text(body, "plan"));
        if (plan != null) {
            plan.state = state;
        }
    }

    void handedOut(JsonNode body, Instant at) {
        PlanSeen plan = plans.get(text(body, "plan"));
        if (plan != null) {
            plan.handOver = new HandOver(at);
        }
    }

    void performed(JsonNode body) {
        PlanSeen plan = plans.get(text(body, "plan"));
        if (plan == null) {
            return;
        }
        body.path("failed").forEach(one -> plan.failed.put(text(one, "action"), text(one, "reason")));
        // «failed» without a list: nothing of it is certain.
        boolean nothing = text(body, "outcome").equals("failed") && plan.failed.isEmpty();
        plan.state = nothing ? "failed" : "performed";
    }

    void proved(Iterable<JsonNode> proofs, JsonNode body) {
        PlanSeen plan = plans.get(text(body, "plan"));
        if (plan != null) {
            proofs.forEach(one -> plan.proofs.put(
                    text(one, "action"),
                    new RowProof(text(one, "state"), text(one, "how"), text(body, "plan"), text(one, "action"))));
        }
    }

    /** What was planned and done for a row, in order. Plans that others took the place of before they were performed are left out. */
    List<Done> of(String row) {
        List<Done> done = new ArrayList<>();
        plans.forEach((id, plan) -> {
            boolean dropped = plan.superseded && !plan.state.equals("performed") && !plan.state.equals("failed");
            if (!dropped) {
                plan.steps.stream()
                        .filter(step -> step.row().equals(row))
                        .forEach(step -> done.add(done(id, plan, step)));
            }
        });
        return done;
    }

    private static Done done(String id, PlanSeen plan, Step step) {
        String state = plan.failed.containsKey(step.id()) ? "failed" : plan.state;
        return new Done(
                new RowAction(id, plan.purpose, step.id(), step.kind(), state),
                plan.proofs.get(step.id()),
                plan.handOver);
    }
}
