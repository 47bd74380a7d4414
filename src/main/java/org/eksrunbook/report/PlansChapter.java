package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** What was done about it: each plan with its approval, its performance and its proof. */
final class PlansChapter implements Chapter {

    private static final int NAMED = 20;

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        List.of("action.intended", "action.performed", "action.proved").forEach(ledger::all);
        SectionBuilder section = new SectionBuilder("actions", "What was done about it");
        for (Plan plan : ledger.plans()) {
            tell(plan, section);
            section.add(table(plan));
        }
        for (Entry left : ledger.all("plan.outsideScope")) {
            List<String> concerned = Rows.of(ledger, left, "actions").stream()
                    .map(action -> ResourceNames.shown(action.path("target")))
                    .distinct()
                    .toList();
            section.say(
                    "Left out of the " + ActionWords.purpose(Shown.line(left.body(), "purpose")) + ", "
                            + Shown.count(Rows.of(ledger, left, "actions").size(), "action", "actions") + ": "
                            + Shown.ended(Shown.prose(left.body(), "reason")) + " They concern: "
                            + String.join(", ", concerned.subList(0, Math.min(NAMED, concerned.size())))
                            + (concerned.size() > NAMED
                                    ? " and " + Shown.number(concerned.size() - NAMED) + " more, in the entry."
                                    : "."),
                    left);
        }
        return section.build();
    }

    private static void tell(Plan plan, SectionBuilder section) {
        String name =
                "Plan " + Shown.line(plan.made().body(), "plan") + " (" + ActionWords.purpose(plan.purpose()) + ")";
        section.say(
                name + " was made on " + Times.of(plan.made().at()) + " with "
                        + Shown.count(plan.actions().size(), "action", "actions") + "; its hash is "
                        + Shown.line(plan.made().body(), "hash") + "."
                        + (plan.superseded() ? " A later plan took its place." : ""),
                plan.made());
        for (Entry decision : plan.decisions()) {
            boolean approved = decision.kind().equals("plan.approved");
            String reason = Shown.prose(decision.body(), "reason");
            section.say(
                    name + " was " + (approved ? "approved" : "refused") + " by " + Shown.actor(decision.actor())
                            + " on "
                            + Times.of(decision.at())
                            + (decision.body().path("breakGlass").asBoolean() ? ", alone, by break-glass" : "")
                            + (reason.isEmpty() ? "." : ", because: " + Shown.ended(reason)),
                    decision);
        }
        for (Entry performed : plan.performed()) {
            String failed = Shown.line(performed.body(), "failed");
            section.say(
                    name + " was performed by " + Shown.actor(performed.actor()) + ", outcome on "
                            + Times.of(performed.at()) + ": " + Shown.line(performed.body(), "outcome")
                            + (failed.isEmpty() ? "." : "; failed: " + failed + "."),
                    performed);
        }
    }

    private static TableBuilder table(Plan plan) {
        TableBuilder table = new TableBuilder(
                "Plan " + Shown.line(plan.made().body(), "plan"), "Step", "What", "To what", "Why", "What shows it");
        for (JsonNode action : plan.actions()) {
            Optional<Plan.Proof> proof = plan.proof(action.path("id").asText());
            Set<Report.Cite> cites = new LinkedHashSet<>();
            cites.add(Cites.of(plan.made()));
            proof.ifPresent(one -> cites.add(Cites.of(one.entry())));
            plan.intended().forEach(before -> cites.add(Cites.of(before)));
            table.row(
                    List.copyOf(cites),
                    Shown.line(action, "id"),
                    ActionWords.of(action),
                    ResourceNames.shown(action.path("target")),
                    Shown.line(action, "reason"),
                    proof.map(one -> ProofWords.of(plan, one))
                            .orElse(plan.outcome()
                                    .map(done -> ProofWords.unread(
                                            plan, action.path("id").asText(), done))
                                    .orElse("not performed")));
        }
        return table;
    }
}
