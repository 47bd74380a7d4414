package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** How they got in, how each thing came back, and who says that it is back. */
final class RecoveryChapter implements Chapter {

    private static final int NAMED = 20;

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        SectionBuilder section = new SectionBuilder("recovery", "How they got in, and how it came back");
        ledger.last("recovery.decided").ifPresent(entry -> {
            section.say("Cause: " + Shown.ended(Shown.prose(entry.body(), "cause")), entry);
            String fix = Shown.prose(entry.body(), "fix");
            if (!fix.isEmpty()) {
                section.say("Fix: " + Shown.ended(fix), entry);
            }
            section.add(groups(entry));
        });
        return section.add(confirmations(ledger)).add(cmdb(ledger)).build();
    }

    private static TableBuilder groups(Entry entry) {
        TableBuilder table =
                new TableBuilder("How each thing comes back", "Heading", "Resources", "Way", "Old one", "Why");
        for (JsonNode group : entry.body().path("groups")) {
            table.row(
                    entry,
                    Shown.line(group, "heading"),
                    names(group.path("resources")),
                    Shown.line(group, "way"),
                    Shown.line(group, "disposition"),
                    Shown.prose(group, "reason"));
        }
        return table;
    }

    private static String names(JsonNode resources) {
        if (!resources.isArray()) {
            return Shown.line(resources);
        }
        List<String> names = new ArrayList<>();
        for (JsonNode resource : resources) {
            if (names.size() < NAMED) {
                names.add(ResourceNames.shown(resource));
            }
        }
        if (resources.size() > NAMED) {
            names.add("and " + (resources.size() - NAMED) + " more, in the entry");
        }
        return String.join("\n", names);
    }

    private static TableBuilder confirmations(CaseLedger ledger) {
        TableBuilder table =
                new TableBuilder("Is it back?", "Application", "Answer", "Who", "When", "New access path", "Why");
        for (Entry entry : ledger.all("recovery.confirmed")) {
            JsonNode body = entry.body();
            table.row(
                    entry,
                    Shown.line(body, "application"),
                    Shown.line(body, "decision"),
                    Shown.actor(entry.actor()),
                    Times.of(entry.at()),
                    body.path("newAccessPath").asBoolean() ? "yes" : "no",
                    Shown.prose(body, "reason"));
        }
        return table;
    }

    private static TableBuilder cmdb(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("The CMDB", "When", "What", "Details");
        for (Entry entry : ledger.all("cmdb.updated")) {
            table.row(entry, Times.of(entry.at()), "updated", Shown.line(entry.body()));
        }
        for (Entry entry : ledger.all("cmdb.compared")) {
            String differences = Shown.line(entry.body(), "differences");
            table.row(entry, Times.of(entry.at()), "compared", differences.isEmpty() ? "no difference" : differences);
        }
        return table;
    }
}
