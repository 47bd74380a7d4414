package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** How they got in, how each thing came back, and who says that it is back. */
final class RecoveryChapter implements Chapter {

    private static final int NAMED = 20;

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        SectionBuilder section = new SectionBuilder("recovery", "How they got in, and how it came back");
        List<Entry> decisions = ledger.all("recovery.decided");
        decisions.forEach(entry -> {
            boolean stands = entry == decisions.get(decisions.size() - 1);
            String when = stands ? "" : " (decided on " + Times.of(entry.at()) + ", and anew since)";
            section.say("Cause" + when + ": " + Shown.ended(Shown.prose(entry.body(), "cause")), entry);
            String fix = Shown.prose(entry.body(), "fix");
            if (!fix.isEmpty()) {
                section.say("Fix" + when + ": " + Shown.ended(fix), entry);
            }
            section.add(groups(ledger, entry, when));
        });
        ledger.last("recovery.proposed").ifPresent(entry -> section.add(backups(entry)));
        ledger.all("recovery.planned");
        return section.add(steps(ledger))
                .add(confirmations(ledger))
                .add(cmdb(ledger))
                .build();
    }

    private static TableBuilder backups(Entry entry) {
        TableBuilder table =
                new TableBuilder("The newest backup from before the compromise", "Resource", "Backup", "Name");
        for (JsonNode row : entry.body().path("backups")) {
            table.row(entry, Shown.line(row, "resource"), Shown.line(row, "backup"), Shown.line(row, "point"));
        }
        if (entry.body().path("moreBackups").asLong() > 0) {
            table.remark(
                    Shown.number(entry.body(), "moreBackups") + " more stand in the artefact "
                            + Shown.line(entry.body(), "artefact") + ".",
                    entry);
        }
        return table;
    }

    private static TableBuilder groups(CaseLedger ledger, Entry entry, String when) {
        Things things = ledger.things();
        TableBuilder table =
                new TableBuilder("How each thing comes back" + when, "Heading", "Resources", "Way", "Old one", "Why");
        for (JsonNode group : Rows.of(ledger, entry, "groups")) {
            table.row(
                    entry,
                    Shown.line(group, "heading"),
                    names(things, group.path("resources")),
                    Shown.line(group, "way"),
                    Shown.line(group, "disposition"),
                    Shown.prose(group, "reason"));
        }
        return table;
    }

    private static String names(Things things, JsonNode resources) {
        if (!resources.isArray()) {
            return Shown.line(resources);
        }
        List<String> names = new ArrayList<>();
        for (JsonNode resource : resources) {
            if (names.size() < NAMED) {
                names.add(things.shown(resource));
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
                    accessPath(Shown.prose(body, "newAccessPath")),
                    Shown.prose(body, "reason"));
        }
        return table;
    }

    private static String accessPath(String told) {
        return told.isEmpty() || told.equals("false") ? "no" : told;
    }

    private static TableBuilder cmdb(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("The CMDB", "Resource", "When", "What", "Details");
        Things things = ledger.things();
        for (Entry entry : ledger.all("cmdb.updated")) {
            String when = Times.of(entry.at());
            for (JsonNode one : Rows.of(ledger, entry, "updated")) {
                table.row(
                        entry, things.shown(one.path("resource")), when, "status recorded", Shown.line(one, "status"));
            }
            for (JsonNode one : Rows.of(ledger, entry, "entered")) {
                table.row(
                        entry,
                        Shown.line(one, "type") + " " + Shown.line(one, "newOne"),
                        when,
                        "entered, " + Shown.line(one, "application"),
                        Shown.line(one, "status"));
            }
            for (JsonNode one : Rows.of(ledger, entry, "conflicts")) {
                table.row(
                        entry,
                        things.shown(one.path("resource")),
                        when,
                        "not recorded: changed by somebody else",
                        Shown.line(one));
            }
        }
        for (Entry entry : ledger.all("cmdb.compared")) {
            List<JsonNode> differences = Rows.of(ledger, entry, "differences");
            if (differences.isEmpty()) {
                table.row(entry, "all", Times.of(entry.at()), "compared", "no difference");
            }
            for (JsonNode one : differences) {
                table.row(
                        entry,
                        one.isObject() ? things.shown(one.path("resource")) : "",
                        Times.of(entry.at()),
                        "compared",
                        Shown.line(one));
            }
        }
        return table;
    }

    /** Steps between the decision and its plan: what was found to be done, and for whom. */
    private static TableBuilder steps(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("How the recovery was prepared", "When", "Step", "Details");
        Things things = ledger.things();
        for (Entry entry : ledger.all("recovery.applications")) {
            for (JsonNode one : Rows.of(ledger, entry, "deleted")) {
                table.row(
                        entry,
                        Times.of(entry.at()),
                        "application of the deleted " + things.shown(one.path("resource")),
                        Shown.line(one, "application") + " (" + Shown.line(one, "source") + "), owner "
                                + Shown.line(one, "owner"));
            }
        }
        for (Entry entry : ledger.all("recovery.created")) {
            for (Map.Entry<String, JsonNode> state :
                    entry.body().path("byState").properties()) {
                List<String> names = new ArrayList<>();
                state.getValue().forEach(one -> names.add(things.shown(one)));
                table.row(
                        entry,
                        Times.of(entry.at()),
                        "created by the attacker, now " + Shown.prose(state.getKey()),
                        String.join("\n", names));
            }
        }
        return table;
    }
}
