package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Entry;

/** The plans of a case in the order they were made. */
final class Plans {

    private Plans() {}

    static List<Plan> of(CaseLedger ledger) {
        List<Entry> approvals = ledger.all("plan.approved");
        List<Entry> refusals = ledger.all("plan.refused");
        return ledger.all("plan.made").stream()
                .map(made -> {
                    String id = made.body().path("plan").asText();
                    List<Entry> decisions = Stream.concat(approvals.stream(), refusals.stream())
                            .filter(entry -> concerns(entry, id))
                            .sorted(Comparator.comparingLong(Entry::seq))
                            .toList();
                    return new Plan(
                            id,
                            made,
                            Rows.of(ledger, made, "actions"),
                            decisions,
                            of(ledger, "action.intended", id),
                            of(ledger, "action.performed", id),
                            proofs(ledger, id),
                            superseded(ledger, id));
                })
                .toList();
    }

    private static List<Entry> of(CaseLedger ledger, String kind, String plan) {
        return ledger.all(kind).stream().filter(entry -> concerns(entry, plan)).toList();
    }

    private static List<Plan.Proof> proofs(CaseLedger ledger, String plan) {
        List<Plan.Proof> proofs = new ArrayList<>();
        for (Entry entry : of(ledger, "action.proved", plan)) {
            for (JsonNode proof : Rows.of(ledger, entry, "proofs")) {
                proofs.add(new Plan.Proof(
                        entry,
                        proof.path("action").asText(),
                        proof.path("state").asText(),
                        proof.path("how").asText()));
            }
        }
        return proofs;
    }

    /** Each plan names the one of its purpose before it, also one that was carried out; that one stays what was done. */
    private static boolean superseded(CaseLedger ledger, String plan) {
        return of(ledger, "action.performed", plan).isEmpty()
                && ledger.all("plan.made").stream()
                        .anyMatch(later ->
                                later.body().path("supersedes").asText().equals(plan));
    }

    private static boolean concerns(Entry entry, String plan) {
        return entry.body().path("plan").asText().equals(plan);
    }
}
