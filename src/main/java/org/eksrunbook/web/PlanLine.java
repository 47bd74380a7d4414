package org.eksrunbook.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Entry;

/** A plan as the overview lists it. */
record PlanLine(String id, String purpose, int actions, String state) {

    private static final String WAITS = "waits for approval";
    private static final String APPROVED = "approved, waits to be performed";

    /** The plans of an incident, the newest first, from the entries of its ledger. */
    static List<PlanLine> of(List<Entry> entries) {
        Map<String, PlanLine> plans = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String id = entry.body().path("plan").asText();
            if (entry.kind().equals("plan.made")) {
                plans.put(
                        id,
                        new PlanLine(
                                id,
                                entry.body().path("purpose").asText(),
                                entry.body()
                                        .path("count")
                                        .asInt(entry.body().path("actions").size()),
                                WAITS));
                String superseded = entry.body().path("supersedes").asText("");
                plans.computeIfPresent(superseded, (key, plan) -> plan.followed());
            }
            plans.computeIfPresent(id, (key, plan) -> plan.after(entry));
        }
        List<PlanLine> newestFirst = new ArrayList<>(plans.values());
        java.util.Collections.reverse(newestFirst);
        return newestFirst;
    }

    private PlanLine after(Entry entry) {
        return switch (entry.kind()) {
            case "plan.approved" -> in(APPROVED);
            case "plan.refused" -> in("refused");
            case "action.performed" ->
                in(entry.body().path("outcome").asText().equals("done") ? "performed" : "failed");
            case "action.proved" -> in("performed and looked at");
            default -> this;
        };
    }

    /** A later plan takes its place where it still waits; what was performed or refused stays so. */
    private PlanLine followed() {
        return state.equals(WAITS) || state.equals(APPROVED) ? in("superseded") : this;
    }

    private PlanLine in(String newState) {
        return new PlanLine(id, purpose, actions, newState);
    }
}
