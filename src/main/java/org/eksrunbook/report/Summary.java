package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Deadline;
import org.eksrunbook.people.Times;

/** What happened, in plain sentences for somebody who reads one page. */
final class Summary {

    private static final int MOST_UNSEEN = 8;
    private static final int LONGEST_UNSEEN = 500;

    private final CaseLedger ledger;
    private final List<Report.Sentence> sentences = new ArrayList<>();

    private Summary(CaseLedger ledger) {
        this.ledger = ledger;
    }

    static List<Report.Sentence> of(CaseLedger ledger) {
        Summary summary = new Summary(ledger);
        summary.opened();
        summary.attackers();
        summary.calls();
        summary.resources();
        summary.actions();
        summary.eradicated();
        summary.recovered();
        summary.learned();
        summary.unseen();
        summary.clocks();
        return summary.sentences;
    }

    private void say(String text, Entry... entries) {
        sentences.add(SectionBuilder.sentence(text, entries));
    }

    private void opened() {
        Entry opened = ledger.opened();
        JsonNode finding = opened.body().path("finding");
        JsonNode detail = finding.has("detail") ? finding.path("detail") : finding;
        Entry from = ScopeChapter.newest(ledger).orElse(opened);
        JsonNode scope = from.body().path("scope");
        String type = Shown.line(detail, "type");
        String cluster = Shown.line(scope, "clusterName");
        say(
                "On " + Times.of(CaseFacts.awareAt(ledger)) + " the organisation became aware of "
                        + (type.isEmpty() ? "a possible compromise" : "the finding " + type)
                        + (cluster.isEmpty() ? "" : " at the cluster " + cluster) + " in account "
                        + Shown.line(scope, "accountId") + ", " + Shown.line(scope, "region")
                        + ". The compromise is dated " + Shown.time(scope, "compromisedAt")
                        + "; the verdict given was " + CaseFacts.verdict(ledger) + ", the severity "
                        + CaseFacts.severity(ledger) + ".",
                opened,
                from);
        if (CaseFacts.verdict(ledger).equals("benign")) {
            say("Because the verdict was benign, Parts 3 and 4 of the playbook were passed over.", opened);
        }
    }

    private void attackers() {
        ledger.last("principals.derived").ifPresent(entry -> {
            int given = ScopeChapter.newest(ledger)
                    .map(scope -> scope.body().path("scope").path("principals").size())
                    .orElse(0);
            int known = Rows.of(ledger, entry, "principals").size();
            say(
                    "The search began with " + Shown.count(given, "principal", "principals")
                            + " that people named and ended with "
                            + Shown.count(known, "principal", "principals")
                            + " the attacker acts or could act as, after "
                            + Shown.count(entry.body().path("round").asLong(), "round", "rounds") + ".",
                    entry);
        });
    }

    private void calls() {
        ledger.last("findings.classified").ifPresent(entry -> {
            String denied = Shown.number(entry.body(), "denied");
            say(
                    "In their name " + Shown.count(entry.body().path("count").asLong(), "call was", "calls were")
                            + " found in the logs, " + denied
                            + " of them denied or failed. By class (a call may have several): "
                            + Shown.line(entry.body(), "byCategory") + ".",
                    entry);
        });
        ledger.last("findings.reviewed")
                .ifPresent(entry -> say(
                        "They were reviewed by " + Shown.actor(entry.actor()) + ": "
                                + Decisions.describe(entry).replaceFirst("^[^:]*: ", "") + ".",
                        entry));
    }

    private void resources() {
        ledger.last("inventory.built")
                .ifPresent(entry -> say(
                        Shown.count(entry.body().path("count").asLong(), "resource was", "resources were")
                                + " touched (" + Shown.line(entry.body(), "byChange") + "), of these applications: "
                                + Shown.line(entry.body(), "applications") + ".",
                        entry));
    }

    private void actions() {
        for (Plan plan : ledger.plans()) {
            Entry decision = plan.lastDecision();
            Optional<Entry> outcome = plan.outcome();
            if (decision != null && plan.approved() && outcome.isPresent()) {
                long proven = count(plan, "proven");
                say(
                        "The " + ActionWords.purpose(plan.purpose()) + " of "
                                + Shown.count(plan.actions().size(), "action", "actions") + " was approved by "
                                + Shown.actor(decision.actor()) + " and performed by "
                                + Shown.actor(outcome.get().actor()) + " ("
                                + Times.of(outcome.get().at()) + ", "
                                + Shown.line(outcome.get().body(), "outcome") + "); " + proven
                                + " proven by a read-back, " + count(plan, "stated") + " stated and not read, "
                                + count(plan, "failed") + " not done.",
                        decision,
                        outcome.get());
            }
        }
    }

    private static long count(Plan plan, String state) {
        long count = 0;
        for (JsonNode action : plan.actions()) {
            if (plan.proof(action.path("id").asText())
                    .map(proof -> proof.state().equals(state))
                    .orElse(false)) {
                count++;
            }
        }
        return count;
    }

    private void eradicated() {
        ledger.last("eradication.proved").ifPresent(entry -> {
            String text = switch (entry.body().path("state").asText()) {
                case "quiet" -> "Logs that cover a quiet window show nothing new of the attacker.";
                case "unprovable" -> "Whether the attacker is gone is not provable from these logs.";
                case "active" -> "When last looked at, the attacker was still active.";
                default -> "Whether the attacker is gone is not known yet.";
            };
            say(text, entry);
        });
        ledger.last("eradication.confirmed")
                .ifPresent(entry -> say(
                        "The decision on it was left to " + Shown.actor(entry.actor()) + ": "
                                + Shown.line(entry.body(), "decision") + ", because: "
                                + Shown.ended(Shown.prose(entry.body(), "reason")),
                        entry));
    }

    private void recovered() {
        ledger.last("recovery.decided")
                .ifPresent(entry -> say(
                        "How they got in: " + Shown.ended(Shown.prose(entry.body(), "cause")) + " What was mended: "
                                + Shown.ended(Shown.prose(entry.body(), "fix")),
                        entry));
        List<Entry> confirmed = ledger.all("recovery.confirmed");
        if (!confirmed.isEmpty()) {
            List<String> applications = confirmed.stream()
                    .map(entry -> Shown.line(entry.body(), "application") + " (" + Shown.line(entry.body(), "decision")
                            + ", " + Shown.actor(entry.actor()) + ")")
                    .distinct()
                    .toList();
            say(
                    "Asked whether it is back, people answered: " + String.join(", ", applications) + ".",
                    confirmed.toArray(Entry[]::new));
        }
    }

    private void learned() {
        ledger.last("incident.reviewed")
                .ifPresent(entry -> say(
                        "The incident was reviewed by " + Shown.actor(entry.actor()) + "; "
                                + Shown.count(entry.body().path("actions").size(), "action follows", "actions follow")
                                + " from it.",
                        entry));
        ledger.last("report.signed")
                .ifPresent(entry -> say(
                        (CaseFacts.signed(ledger)
                                        ? "The report was signed off by "
                                        : "The report was last looked at by ")
                                + Shown.actor(entry.actor()) + " on " + Times.of(entry.at()) + ": "
                                + Shown.line(entry.body(), "decision") + "."
                                + (goneOn(entry) ? " The case has gone on since: this state is not signed." : ""),
                        entry));
    }

    private boolean goneOn(Entry lastWord) {
        return lastWord.body().path("decision").asText().equals("approve") && !CaseFacts.signed(ledger);
    }

    private void unseen() {
        Optional<Entry> coverage = ledger.last("trail.coverage");
        if (coverage.isPresent()) {
            List<String> told = new ArrayList<>();
            coverage.get()
                    .body()
                    .path("summary")
                    .forEach(statement -> told.add(Shown.ended(cut(Shown.line(statement)))));
            int more = told.size() - MOST_UNSEEN;
            say(
                    "What the logs do not show may have happened all the same."
                            + told.stream()
                                    .limit(MOST_UNSEEN)
                                    .map(one -> " " + one)
                                    .collect(Collectors.joining())
                            + (more > 0 ? " And " + more + " more: see «What could not be seen»." : ""),
                    coverage.get());
        } else if (!CaseFacts.verdict(ledger).equals("benign")) {
            say("The logs have not been read to their end: this report is not complete.", ledger.newest());
        }
    }

    /** It is one page: the chapter has all of it. */
    private static String cut(String statement) {
        return statement.codePointCount(0, statement.length()) <= LONGEST_UNSEEN
                ? statement
                : statement.substring(0, statement.offsetByCodePoints(0, LONGEST_UNSEEN)) + "…";
    }

    private void clocks() {
        List<Deadline> running = ClocksChapter.deadlines(ledger).stream()
                .filter(deadline -> deadline.state() == Deadline.State.RUNNING)
                .sorted(Comparator.comparing(Deadline::due))
                .toList();
        if (!running.isEmpty()) {
            say(
                    Shown.count(running.size(), "regulatory clock is", "regulatory clocks are")
                            + " running; the next is " + running.get(0).regulation() + ", due "
                            + Times.of(running.get(0).due()) + ".",
                    ledger.opened(),
                    ledger.newest());
        }
    }
}
