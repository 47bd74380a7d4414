package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Entry;

/** What was touched, by application: what happened to it, what was decided, and what shows that it was done. */
final class ResourcesChapter implements Chapter {

    private static final int SHOWN = 200;
    private static final int EVENTS_CITED = 2;

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        Optional<Entry> inventory = ledger.last("inventory.built");
        if (inventory.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = inventory.get();
        SectionBuilder section = new SectionBuilder("resources", "What was touched");
        section.say(
                Shown.count(entry.body().path("count").asLong(), "resource was", "resources were") + " touched: "
                        + Shown.line(entry.body(), "byChange") + ". Applications: "
                        + Shown.line(entry.body(), "applications") + ".",
                entry);
        String artefact = entry.body().path("artefact").asText();
        if (Artefact.isHash(artefact)) {
            Map<String, List<JsonNode>> byApplication = new TreeMap<>();
            Rows.forEach(
                    ledger.artefacts(),
                    artefact,
                    row -> byApplication
                            .computeIfAbsent(application(row), key -> new ArrayList<>())
                            .add(row));
            Dispositions dispositions = Dispositions.of(ledger);
            byApplication.forEach((application, rows) -> section.add(table(application, rows, entry, dispositions)));
        }
        return section.build();
    }

    private static String application(JsonNode row) {
        return Shown.line(row, "application");
    }

    private static TableBuilder table(
            String application, List<JsonNode> rows, Entry inventory, Dispositions dispositions) {
        String caption = application.isEmpty() ? "Of no known application" : "Application " + application;
        String owner = Shown.line(rows.get(0), "owner");
        TableBuilder table = new TableBuilder(
                owner.isEmpty() ? caption : caption + ", owner " + owner,
                "Resource",
                "Account, region",
                "What happened",
                "What was decided",
                "What shows that it was done");
        for (JsonNode row : rows.subList(0, Math.min(SHOWN, rows.size()))) {
            List<Dispositions.Line> decided = dispositions.decided(row);
            List<Dispositions.Line> proven = dispositions.proven(row);
            table.row(
                    cites(inventory, row, decided, proven),
                    ResourceNames.shown(row),
                    (Shown.line(row, "accountId") + " " + Shown.line(row, "region")).strip(),
                    happened(row),
                    decided.isEmpty() ? "nothing" : text(decided),
                    proven.isEmpty() ? "" : text(proven));
        }
        if (rows.size() > SHOWN) {
            table.remark(
                    "Shown are " + SHOWN + " of " + rows.size() + "; all stand in the artefact "
                            + Shown.line(inventory.body(), "artefact") + ".",
                    inventory);
        }
        return table;
    }

    private static String happened(JsonNode row) {
        String changes = Shown.line(row, "changes");
        String text = changes.isEmpty() ? Shown.line(row, "change") : changes;
        String data = Shown.line(row, "dataClass");
        String tags = Shown.line(row, "suspectTags");
        return text
                + (data.isEmpty() ? "" : "\ndata class " + data)
                + (tags.isEmpty() ? "" : "\ntags changed since, not trusted: " + tags);
    }

    private static String text(List<Dispositions.Line> lines) {
        Set<String> texts = new LinkedHashSet<>();
        lines.forEach(line -> texts.add(line.text()));
        return String.join("\n", texts);
    }

    private static List<Report.Cite> cites(
            Entry inventory, JsonNode row, List<Dispositions.Line> decided, List<Dispositions.Line> proven) {
        Set<Report.Cite> cites = new LinkedHashSet<>();
        cites.add(Cites.of(inventory));
        decided.forEach(line -> line.entries().forEach(entry -> cites.add(Cites.of(entry))));
        proven.forEach(line -> line.entries().forEach(entry -> cites.add(Cites.of(entry))));
        int events = 0;
        for (JsonNode event : row.path("events")) {
            if (events++ < EVENTS_CITED) {
                cites.add(Cites.event(Shown.line(event.isObject() ? event.path("eventId") : event)));
            }
        }
        return List.copyOf(cites);
    }
}
