package org.eksrunbook.report;

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
                            decisions,
                            of(ledger, "action.intended", id),
                            of(ledger, "action.performed", id),
                            of(ledger, "action.proved", id),
                            superseded(ledger, id));
                })
                .toList();
    }

    private static List<Entry> of(CaseLedger ledger, String kind, String plan) {
        return ledger.all(kind).stream().filter(entry -> concerns(entry, plan)).toList();
    }

    private static boolean superseded(CaseLedger ledger, String plan) {
        return ledger.all("plan.made").stream()
                .anyMatch(later -> later.body().path("supersedes").asText().equals(plan));
    }

    private static boolean concerns(Entry entry, String plan) {
        return entry.body().path("plan").asText().equals(plan);
    }
}
