package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ReadGroup;

/** What the attacker did: counts by the playbook's classes, the most serious calls, and what the review changed. */
final class FindingsChapter implements Chapter {

    private static final int SHOWN = 50;

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        SectionBuilder section = new SectionBuilder("findings", "What was done");
        ledger.last("findings.classified").ifPresent(entry -> classified(ledger, entry, section));
        return section.add(overruled(ledger)).add(added(ledger)).build();
    }

    private static void classified(CaseLedger ledger, Entry entry, SectionBuilder section) {
        String artefact = Shown.line(entry.body(), "artefact");
        section.say(
                Shown.count(entry.body().path("count").asLong(), "call was", "calls were") + " classified in round "
                        + Shown.line(entry.body(), "round") + " by the rules of version "
                        + Shown.line(entry.body(), "ruleVersion")
                        + (artefact.isEmpty() ? "." : "; every one stands in the artefact " + artefact + "."),
                entry);
        FindingStock stock = new FindingStock(SHOWN);
        if (Artefact.isHash(artefact)) {
            Rows.forEach(ledger.artefacts(), artefact, stock::add);
            if (stock.newness().told()) {
                section.say(stock.newness().sentence(), entry);
            }
            section.add(counts(entry, stock)).add(serious(entry, stock)).add(reads(ledger, entry));
        } else {
            section.add(stated(entry));
        }
    }

    private static TableBuilder counts(Entry entry, FindingStock stock) {
        TableBuilder table = new TableBuilder(
                "Calls by their most serious class", "Class", "Took effect", "Denied or failed", "All");
        for (Map.Entry<String, FindingStock.Count> one : stock.counts().entrySet()) {
            long effective = one.getValue().effective();
            long denied = one.getValue().denied();
            table.row(
                    entry,
                    Shown.prose(one.getKey()),
                    Shown.number(effective),
                    Shown.number(denied),
                    Shown.number(effective + denied));
        }
        return table;
    }

    private static TableBuilder stated(Entry entry) {
        TableBuilder table = new TableBuilder("Calls by class", "Class", "Calls");
        for (Map.Entry<String, JsonNode> one : entry.body().path("byCategory").properties()) {
            table.row(entry, Shown.prose(one.getKey()), Shown.line(one.getValue()));
        }
        return table;
    }

    private static TableBuilder serious(Entry entry, FindingStock stock) {
        TableBuilder table = new TableBuilder(
                "The most serious calls",
                "When",
                "Call",
                "Class",
                "By",
                "On what",
                "New for its principal",
                "Why this class",
                "ATT&CK");
        stock.mostSerious()
                .forEach(finding -> table.row(
                        List.of(Cites.event(Shown.line(finding, "eventId")), Cites.of(entry)),
                        Shown.time(finding, "eventTime"),
                        Shown.line(finding, "eventName")
                                + (finding.path("effective").asBoolean()
                                        ? ""
                                        : " (denied or failed " + Shown.line(finding, "errorCode") + ")"),
                        Shown.line(finding, "category") + weight(finding),
                        Shown.line(finding, "principal"),
                        resources(finding),
                        Newness.of(finding).words(),
                        Shown.line(finding, "why"),
                        Shown.line(finding, "attack")));
        long all = stock.counts().values().stream()
                .mapToLong(count -> count.effective() + count.denied())
                .sum();
        if (all > SHOWN) {
            table.remark(
                    "Shown are the " + SHOWN + " most serious of " + Shown.number(all) + "; all stand in the artefact "
                            + Shown.line(entry.body(), "artefact") + ".",
                    entry);
        }
        return table;
    }

    /** How much was read, by whom and by which call; where the log does not say how much, that is said. */
    private static TableBuilder reads(CaseLedger ledger, Entry entry) {
        TableBuilder table = new TableBuilder(
                "What was read, by principal and call",
                "By",
                "Call",
                "How often, on what",
                "How much",
                "First",
                "Last");
        List<JsonNode> groups = Rows.of(ledger, entry, "reads");
        for (JsonNode one : groups.subList(0, Math.min(SHOWN, groups.size()))) {
            ReadGroup group = Rows.read(one, ReadGroup.class);
            table.row(
                    List.of(Cites.event(VisibleText.of(group.example())), Cites.of(entry)),
                    VisibleText.of(group.principal()),
                    VisibleText.of(group.eventName()),
                    VisibleText.of(group.words()),
                    group.volume(),
                    Shown.time(one, "first"),
                    Shown.time(one, "last"));
        }
        if (groups.size() > SHOWN) {
            table.remark(
                    "Shown are the " + SHOWN + " of " + Shown.number(groups.size())
                            + " that weigh most; all stand in the artefact "
                            + Shown.line(entry.body(), "readsArtefact") + ".",
                    entry);
        }
        long ungrouped = entry.body().path("ungroupedReads").asLong();
        if (ungrouped > 0) {
            table.remark(
                    Shown.number(ungrouped) + " further reads are of more principals and calls than are told apart.",
                    entry);
        }
        return table;
    }

    private static String weight(JsonNode finding) {
        int sensitivity = finding.path("sensitivity").asInt();
        return sensitivity > 0 ? ", weighs " + sensitivity + " of 100" : "";
    }

    private static String resources(JsonNode finding) {
        StringBuilder text = new StringBuilder();
        for (JsonNode resource : finding.path("resources")) {
            text.append(text.isEmpty() ? "" : "\n").append(ResourceNames.shown(resource));
        }
        return text.toString();
    }

    private static TableBuilder overruled(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("Overruled in the review", "Event", "Proposed", "Decided", "Why", "Who");
        for (Entry entry : ledger.all("findings.reviewed")) {
            for (JsonNode one : Rows.of(ledger, entry, "overruled")) {
                String event = Shown.line(one, "eventId");
                table.row(
                        List.of(Cites.of(entry), Cites.event(event)),
                        event,
                        Shown.line(one, "from"),
                        Shown.line(one, "to"),
                        Shown.prose(one, "reason"),
                        Shown.actor(entry.actor()));
            }
        }
        return table;
    }

    private static TableBuilder added(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("Added in the review", "What", "What happened", "Why", "Who");
        for (Entry entry : ledger.all("findings.reviewed")) {
            for (JsonNode one : Rows.of(ledger, entry, "added")) {
                table.row(
                        entry,
                        ResourceNames.shown(one),
                        Shown.line(one, "change"),
                        Shown.prose(one, "reason"),
                        Shown.actor(entry.actor()));
            }
        }
        return table;
    }
}
