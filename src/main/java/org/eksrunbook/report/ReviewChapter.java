package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.people.Times;

/** What was learned: vectors, lessons, misconfigurations, detection gaps, and the actions with owner and date. */
final class ReviewChapter implements Chapter {

    private static final Map<String, String> WORDS = words();

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        SectionBuilder section = new SectionBuilder("review", "What was learned");
        ledger.last("incident.reviewed").ifPresent(entry -> {
            section.say("Reviewed by " + Shown.actor(entry.actor()) + " on " + Times.of(entry.at()) + ".", entry);
            for (Map.Entry<String, JsonNode> field : entry.body().properties()) {
                if (!field.getKey().equals("actions") && !field.getKey().equals("regulators")) {
                    tell(entry, field.getKey(), field.getValue(), section);
                }
            }
            section.add(actions(ledger, entry));
        });
        for (Entry signed : ledger.all("report.signed")) {
            boolean approved = signed.body().path("decision").asText().equals("approve");
            String reason = Shown.prose(signed.body(), "reason");
            section.say(
                    "The report was " + (approved ? "signed off" : "sent back") + " by " + Shown.actor(signed.actor())
                            + " on "
                            + Times.of(signed.at()) + (reason.isEmpty() ? "" : ", because: " + reason)
                            + ". What was read is the ledger up to this head: "
                            + head(signed.body().path("head")) + ".",
                    signed);
        }
        return section.add(filed(ledger)).build();
    }

    private static String head(JsonNode head) {
        return head.isObject()
                ? Shown.count(head.path("count").asLong(), "entry", "entries") + ", the last with the hash "
                        + Shown.line(head, "hash")
                : Shown.line(head);
    }

    private static void tell(Entry entry, String field, JsonNode value, SectionBuilder section) {
        String words = WORDS.getOrDefault(field, VisibleText.of(field));
        if (value.isArray()) {
            value.forEach(one -> tell(entry, field, one, section));
            return;
        }
        String text = value.isTextual() ? Shown.prose(value.asText()) : Shown.line(value);
        if (!text.isBlank()) {
            section.say(words + ": " + text, entry);
        }
    }

    private static TableBuilder actions(CaseLedger ledger, Entry reviewed) {
        TableBuilder table = new TableBuilder(
                "What is to be done so that it does not happen again", "What", "Owner", "Due", "State");
        for (JsonNode action : reviewed.body().path("actions")) {
            String what = Shown.prose(action, "what");
            Optional<Entry> done = ledger.all("improvement.done").stream()
                    .filter(entry -> Shown.prose(entry.body(), "what").equals(what)
                            && Shown.line(entry.body(), "owner").equals(Shown.line(action, "owner")))
                    .findFirst();
            table.row(
                    done.orElse(reviewed),
                    what,
                    Shown.line(action, "owner"),
                    Shown.line(action, "due"),
                    done.map(entry -> "done on " + Times.of(entry.at())).orElse("open"));
        }
        return table;
    }

    private static TableBuilder filed(CaseLedger ledger) {
        TableBuilder table =
                new TableBuilder("Where the artefacts are filed", "When", "With the CMDB entries of", "What");
        for (Entry entry : ledger.all("artefacts.filed")) {
            String applications = Shown.line(entry.body(), "applications");
            table.row(
                    entry,
                    Times.of(entry.at()),
                    (applications.isEmpty() ? Shown.line(entry.body(), "application") : applications)
                            + (entry.body().path("process").asBoolean() ? "\nthis response process" : ""),
                    "report " + Shown.line(entry.body(), "reportArtefact"));
        }
        return table;
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("vectors", "Attack vector");
        words.put("lessons", "Lesson");
        words.put("misconfigurations", "Misconfiguration");
        words.put("detectionGaps", "Detection gap");
        words.put("mitigations", "Mitigation");
        words.put("impact", "Impact on users");
        words.put("participants", "Took part in the review");
        words.put("wentWell", "Went well");
        words.put("processChanges", "Change of the process");
        return words;
    }
}
