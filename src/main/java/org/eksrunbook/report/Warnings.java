package org.eksrunbook.report;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.evidence.Chain;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.people.Deadline;
import org.eksrunbook.people.Times;

/** What a reader has to know before anything else; break-glass stands first, unless the ledger itself was changed. */
final class Warnings {

    private Warnings() {}

    static List<Report.Sentence> of(CaseLedger ledger) {
        List<Report.Sentence> warnings = new ArrayList<>();
        changed(ledger, warnings);
        breakGlass(ledger, warnings);
        skipped(ledger, warnings);
        failedProofs(ledger, warnings);
        notProven(ledger, warnings);
        overdue(ledger, warnings);
        missedUpdates(ledger, warnings);
        return warnings;
    }

    /** Who can write into the database can change an entry; that it then does not fit, he cannot change. */
    private static void changed(CaseLedger ledger, List<Report.Sentence> warnings) {
        Chain.broken(ledger.all())
                .ifPresent(entry -> warnings.add(SectionBuilder.sentence(
                        "The record was changed outside this server: an entry does not fit its hash or the entry before it. Nothing that rests on it, or on"
                                + " what stands behind it, is evidence.",
                        entry)));
    }

    private static void breakGlass(CaseLedger ledger, List<Report.Sentence> warnings) {
        for (Entry entry : ledger.all()) {
            if (entry.body().path("breakGlass").asBoolean()) {
                warnings.add(SectionBuilder.sentence(
                        "Break-glass was used: on " + Times.of(entry.at()) + " " + Shown.actor(entry.actor())
                                + " decided alone what a second person has to decide ("
                                + Decisions.describe(entry) + "). The reason given: "
                                + Shown.ended(Shown.prose(entry.body(), "reason")),
                        entry));
            }
        }
    }

    private static void skipped(CaseLedger ledger, List<Report.Sentence> warnings) {
        for (Entry entry : ledger.all("step.skipped")) {
            String without = entry.body().path(MissingFacts.WITHOUT).asText();
            String what = FactSource.of(without)
                    .map(one -> "The response went on without " + one.shown() + ", by the word of "
                            + Shown.actor(entry.actor()))
                    .orElseGet(() -> "A failing step was skipped by " + Shown.actor(entry.actor()) + ": "
                            + Shown.line(entry.body(), "activity"));
            warnings.add(SectionBuilder.sentence(
                    what + ". The reason given: " + Shown.ended(Shown.prose(entry.body(), "reason")), entry));
        }
    }

    private static void failedProofs(CaseLedger ledger, List<Report.Sentence> warnings) {
        for (Plan plan : ledger.plans()) {
            List<Entry> entries = new ArrayList<>();
            long failed = 0;
            for (var action : plan.actions()) {
                var proof = plan.proof(action.path("id").asText());
                if (proof.isPresent() && proof.get().state().equals("failed")) {
                    failed++;
                    entries.add(proof.get().entry());
                }
            }
            if (failed > 0) {
                warnings.add(SectionBuilder.sentence(
                        Shown.count(failed, "action", "actions") + " of plan "
                                + Shown.line(plan.made().body(), "plan") + " had not taken effect.",
                        entries.stream().distinct().toArray(Entry[]::new)));
            }
        }
    }

    private static void notProven(CaseLedger ledger, List<Report.Sentence> warnings) {
        ledger.last("eradication.proved")
                .filter(entry -> entry.body().path("state").asText().equals("unprovable"))
                .ifPresent(entry -> warnings.add(SectionBuilder.sentence(
                        "That the attacker is gone is not provable from the logs at hand: "
                                + Shown.ended(
                                        EradicationChapter.gaps(entry.body().path("gaps"))),
                        entry)));
    }

    private static void overdue(CaseLedger ledger, List<Report.Sentence> warnings) {
        for (Deadline deadline : ClocksChapter.deadlines(ledger)) {
            if (deadline.state() == Deadline.State.OVERDUE || deadline.state() == Deadline.State.MET_LATE) {
                warnings.add(SectionBuilder.sentence(
                        "Regulatory clock: " + deadline.sentence(ledger.newest().at()) + ".",
                        ledger.entry(deadline.seq()).orElse(ledger.opened())));
            }
        }
    }

    private static void missedUpdates(CaseLedger ledger, List<Report.Sentence> warnings) {
        List<Entry> missed = ledger.all("update.missed");
        long count = missed.stream()
                .mapToLong(entry -> entry.body().path("count").asLong(1))
                .sum();
        if (count > 0) {
            warnings.add(SectionBuilder.sentence(
                    Shown.count(count, "update", "updates") + " to the stakeholders " + (count == 1 ? "was" : "were")
                            + " missed.",
                    missed.toArray(Entry[]::new)));
        }
        List<Entry> partly = ledger.all("notice.sent").stream()
                .filter(entry -> !entry.body().path("missed").isEmpty())
                .toList();
        if (!partly.isEmpty()) {
            warnings.add(SectionBuilder.sentence(
                    Shown.count(partly.size(), "notice", "notices")
                            + " did not reach everybody; who was told lists whom.",
                    partly.toArray(Entry[]::new)));
        }
    }
}
