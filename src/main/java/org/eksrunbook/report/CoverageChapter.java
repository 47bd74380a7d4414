package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Entry;

/** What the logs show and what they cannot: «nothing found» and «not recorded» must never look alike. */
final class CoverageChapter implements Chapter {

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        SectionBuilder section = new SectionBuilder("coverage", "What could not be seen");
        Optional<Entry> coverage = ledger.last("trail.coverage");
        if (coverage.isPresent()) {
            Entry entry = coverage.get();
            entry.body().path("summary").forEach(statement -> section.say(Shown.line(statement), entry));
            if (entry.body().path("summary").isEmpty()) {
                section.say(
                        "What the logs cover stands in the artefact " + Shown.line(entry.body(), "artefact") + ".",
                        entry);
            }
        } else {
            section.say(
                    "No logs have been read to their end: that nothing is told of something does not mean that it did not happen.",
                    ledger.newest());
        }
        read(ledger, section);
        return section.add(searched(ledger))
                .add(asked(ledger))
                .add(unreadable(ledger))
                .add(questions(ledger))
                .build();
    }

    private static void read(CaseLedger ledger, SectionBuilder section) {
        List<Entry> parts = ledger.all("trail.part");
        if (!parts.isEmpty()) {
            long events = parts.stream()
                    .mapToLong(part -> part.body().path("events").asLong())
                    .sum();
            long matched = parts.stream()
                    .mapToLong(part -> part.body().path("matched").asLong())
                    .sum();
            section.say(
                    "Files were read in " + Shown.count(parts.size(), "group", "groups") + ", over all rounds: "
                            + Shown.number(events) + " events looked at, " + Shown.number(matched)
                            + " of them kept as concerning the case.",
                    parts.get(0),
                    parts.get(parts.size() - 1));
        }
        for (Entry renounced : ledger.all("logs.renounced")) {
            section.say(
                    Shown.actor(renounced.actor()) + " went on without logs: "
                            + Shown.ended(Shown.line(renounced.body())),
                    renounced);
        }
        for (String kind : List.of("scan.approved", "scan.refused")) {
            for (Entry decided : ledger.all(kind)) {
                section.say(
                        Shown.actor(decided.actor())
                                + (kind.equals("scan.approved") ? " approved" : " refused") + " a query of about "
                                + Shown.number(decided.body(), "bytes") + " bytes, "
                                + Shown.line(decided.body(), "money")
                                + ": " + Shown.ended(Shown.line(decided.body(), "reason")),
                        decided);
            }
        }
        for (Entry supplied : ledger.all("logs.supplied")) {
            section.say(
                    "Logs were supplied by hand, by " + Shown.line(supplied.body(), "by") + ": "
                            + Shown.line(supplied.body(), "files") + ", " + Shown.line(supplied.body(), "bytes")
                            + " bytes.",
                    supplied);
        }
    }

    private static TableBuilder searched(CaseLedger ledger) {
        TableBuilder table =
                new TableBuilder("Where logs were looked for", "Source", "Where", "Files", "Bytes", "From", "Until");
        for (Entry entry : ledger.all("trail.surveyed")) {
            JsonNode body = entry.body();
            table.row(
                    entry,
                    Shown.line(body, "source"),
                    Shown.line(body, "location"),
                    Shown.number(body, "files"),
                    Shown.number(body, "bytes"),
                    Shown.time(body, "from"),
                    Shown.time(body, "until"));
        }
        return table;
    }

    /** What a source was asked that is not read but asked, with what it cost: anybody can look the query up in its workgroup, by its id. */
    private static TableBuilder asked(CaseLedger ledger) {
        TableBuilder table = new TableBuilder(
                "What a source was asked",
                "Source",
                "Round",
                "What",
                "Query",
                "Workgroup",
                "Rows",
                "Bytes read",
                "Cost");
        for (Entry entry : ledger.all("trail.brought")) {
            for (JsonNode receipt : entry.body().path("receipts")) {
                table.row(
                        entry,
                        Shown.line(entry.body(), "source"),
                        Shown.number(entry.body(), "round"),
                        what(receipt),
                        Shown.line(receipt, "query"),
                        workgroup(receipt),
                        Shown.number(receipt, "rows"),
                        Shown.number(receipt, "bytes"),
                        Shown.line(receipt, "cost"));
            }
        }
        return table;
    }

    private static String what(JsonNode receipt) {
        String what = Shown.line(receipt, "what");
        return receipt.has("account") ? what + " in account " + Shown.line(receipt, "account") : what;
    }

    private static String workgroup(JsonNode receipt) {
        return receipt.has("workgroup") ? Shown.line(receipt, "workgroup") + ", " + Shown.line(receipt, "region") : "";
    }

    private static TableBuilder unreadable(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("Log files that could not be read", "File", "Why");
        // Logs are looked for again, a group is read again for what came up later, and what was broken is broken still.
        Set<List<String>> told = new HashSet<>();
        for (Entry entry : ledger.all("trail.surveyed")) {
            for (JsonNode file : entry.body().path("refused")) {
                String name = file.isObject() ? Shown.line(file, "file") : Shown.line(file);
                String reason = Shown.line(file, "reason");
                if (told.add(List.of(name, reason))) {
                    table.row(entry, name, reason);
                }
            }
        }
        for (Entry entry : ledger.all("trail.part")) {
            for (JsonNode file : entry.body().path("unreadable")) {
                String name = Shown.line(file, "file");
                String reason = Shown.line(file, "reason");
                if (told.add(List.of(name, reason))) {
                    table.row(entry, name, reason);
                }
            }
            long all = entry.body().path("unreadableCount").asLong();
            if (all > entry.body().path("unreadable").size()) {
                table.remark(
                        "Of group " + Shown.line(entry.body(), "group") + " " + Shown.number(all)
                                + " could not be read; the rest stands in the artefact "
                                + Shown.line(entry.body(), "report") + ".",
                        entry);
            }
        }
        return table;
    }

    private static String window(JsonNode window) {
        return window.isObject()
                ? Shown.time(window, "from") + " to " + Shown.time(window, "until")
                : Shown.line(window);
    }

    private static TableBuilder questions(CaseLedger ledger) {
        TableBuilder table = new TableBuilder(
                "What the events were asked, with receipts", "Question", "Window", "Rows", "SHA-256 of the SQL");
        for (Entry entry : ledger.all("trail.question")) {
            JsonNode body = entry.body();
            table.row(
                    entry,
                    Shown.line(body, "question"),
                    window(body.path("window")),
                    Shown.number(body, "rows"),
                    Shown.line(body, "sqlHash"));
        }
        return table;
    }
}
