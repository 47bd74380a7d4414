package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** Who was told what and when, and what they were not told. */
final class MessagesChapter implements Chapter {

    private static final Set<String> KINDS = Set.of(
            "notice.missed", "notice.sent", "update.sent", "update.missed", "owners.notified", "improvement.reminded");

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("Notices and updates", "When", "What", "To whom");
        KINDS.forEach(ledger::all);
        for (Entry entry : ledger.all()) {
            JsonNode body = entry.body();
            switch (entry.kind()) {
                case "notice.sent" ->
                    table.row(entry, Times.of(entry.at()), Shown.line(body, "subject"), recipients(body));
                case "notice.missed" ->
                    table.row(
                            entry,
                            Times.of(entry.at()),
                            "Missed: " + Shown.line(body, "subject") + ", " + Shown.line(body, "reason"),
                            "nobody");
                case "update.missed" -> table.row(entry, Times.of(entry.at()), missed(body), "nobody");
                case "owners.notified" ->
                    table.row(
                            entry,
                            Times.of(entry.at()),
                            "The owner of " + Shown.line(body, "application")
                                    + (Kinds.reached(entry)
                                            ? " was told"
                                            : " was not reached: " + Shown.prose(body, "why")),
                            Shown.line(body, "owner"));
                case "update.sent" ->
                    table.row(
                            entry,
                            Times.of(entry.at()),
                            "Update " + Shown.line(body, "number") + " went out",
                            Shown.count(body.path("recipients").asLong(), "stakeholder", "stakeholders")
                                    + (body.path("missed").isEmpty() ? "" : "\nnot: " + Shown.line(body, "missed")));
                default -> {
                    // Reminders are notices as well, and stand here as such.
                }
            }
        }
        return new SectionBuilder("messages", "Who was told").add(table).build();
    }

    private static String missed(JsonNode body) {
        String number = Shown.line(body, "number");
        String reason = Shown.prose(body, "reason");
        return number.isEmpty()
                ? "Missed: " + Shown.line(body, "count") + " between " + Shown.time(body, "from") + " and "
                        + Shown.time(body, "until") + ", " + reason
                : "Missed: update " + number + ", " + reason;
    }

    private static String recipients(JsonNode body) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : body.path("recipients")) {
            String remark = Shown.line(one, "remark");
            names.add(Shown.line(one, "name") + ", " + Shown.line(one, "role") + ", by " + Shown.line(one, "channel")
                    + (remark.isEmpty() ? "" : " (" + remark + ")"));
        }
        if (names.isEmpty()) {
            names.add("the case's timeline");
        }
        for (JsonNode one : body.path("missed")) {
            names.add("not reached: " + Shown.line(one, "name") + ", " + Shown.line(one, "role") + " ("
                    + Shown.prose(one, "remark") + ")");
        }
        return String.join("\n", names);
    }
}
