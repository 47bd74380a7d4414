package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** Whether the attacker is gone, and who says so. */
final class EradicationChapter implements Chapter {

    private static final int SHOWN = 5;

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        SectionBuilder section = new SectionBuilder("eradication", "Is the attacker gone?");
        List<Entry> proofs = ledger.all("eradication.proved");
        int earlier = Math.max(0, proofs.size() - SHOWN);
        if (earlier > 0) {
            section.say(
                    earlier(proofs.subList(0, earlier)),
                    proofs.subList(0, earlier).toArray(Entry[]::new));
        }
        for (Entry proof : proofs.subList(earlier, proofs.size())) {
            section.say(sentence(proof), proof);
        }
        for (Entry confirmed : ledger.all("eradication.confirmed")) {
            String reason = Shown.prose(confirmed.body(), "reason");
            section.say(
                    Shown.actor(confirmed.actor()) + " decided on " + Times.of(confirmed.at()) + ": "
                            + Shown.line(confirmed.body(), "decision")
                            + (reason.isEmpty() ? "." : ", because: " + Shown.ended(reason)),
                    confirmed);
        }
        return section.add(playbooks(ledger)).build();
    }

    private static String earlier(List<Entry> proofs) {
        Map<String, Integer> states = new TreeMap<>();
        proofs.forEach(proof -> states.merge(Shown.line(proof.body(), "state"), 1, Integer::sum));
        List<String> times = new ArrayList<>();
        states.forEach((state, count) -> times.add(state + " " + Shown.count(count, "time", "times")));
        return "Looked at " + Shown.count(proofs.size(), "time", "times") + " before those that follow: "
                + String.join(", ", times) + ".";
    }

    private static String sentence(Entry proof) {
        JsonNode body = proof.body();
        String window = window(body);
        String gaps = gaps(body.path("gaps"));
        String text = switch (body.path("state").asText()) {
            case "quiet" -> "Quiet: logs that cover the whole window show nothing new";
            case "active" -> "Still active: the logs of the window show new calls";
            case "waiting" -> "Not known yet: logs of the window are still to arrive";
            case "unprovable" -> "Not provable from these logs: they do not cover the window";
            default -> "State " + Shown.line(body, "state");
        };
        return "Looked at on " + Times.of(proof.at()) + ". " + text + (window.isEmpty() ? "" : " (" + window + ")")
                + (gaps.isEmpty() ? "." : "; gaps: " + gaps + ".");
    }

    private static String window(JsonNode body) {
        String from = Shown.time(body, "from");
        return from.isEmpty() ? Shown.line(body, "window") : from + " to " + Shown.time(body, "until");
    }

    static String gaps(JsonNode gaps) {
        List<String> sentences = new ArrayList<>();
        for (JsonNode gap : gaps) {
            sentences.add(
                    gap.isObject() && gap.has("what")
                            ? Shown.line(gap, "what") + " from " + Shown.time(gap, "from") + " to "
                                    + Shown.time(gap, "until") + " (" + Shown.line(gap, "reason") + ")"
                            : Shown.line(gap));
        }
        return String.join("; ", sentences);
    }

    private static TableBuilder playbooks(CaseLedger ledger) {
        TableBuilder table =
                new TableBuilder("Follow-up playbooks", "When", "Who", "Playbook", "What came of it", "Why");
        for (Entry entry : ledger.all("playbook.proposed")) {
            for (JsonNode one : Rows.of(ledger, entry, "playbooks")) {
                String title = Shown.line(one, "title");
                table.row(
                        entry,
                        Times.of(entry.at()),
                        Shown.actor(entry.actor()),
                        title.isEmpty() ? Shown.line(one, "playbook") : title,
                        "proposed",
                        Shown.line(one, "reason") + "\n" + Shown.line(one, "resources"));
            }
        }
        for (Entry entry : ledger.all("playbook.followed")) {
            table.row(
                    entry,
                    Times.of(entry.at()),
                    Shown.actor(entry.actor()),
                    Shown.line(entry.body(), entry.body().has("playbooks") ? "playbooks" : "playbook"),
                    Shown.prose(entry.body(), "outcome")
                            + (entry.body().path("widened").asBoolean() ? " (the scope was widened)" : ""),
                    Shown.prose(entry.body(), "reason"));
        }
        return table;
    }
}
