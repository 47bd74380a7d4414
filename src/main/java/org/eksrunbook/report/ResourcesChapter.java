package org.eksrunbook.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Entry;

/** What was touched, by application: what happened to it, what was decided, and what shows that it was done. */
final class ResourcesChapter implements Chapter {

    private static final int SHOWN = 200;
    private static final int EVENTS_CITED = 2;

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        SectionBuilder section = new SectionBuilder("resources", "What was touched");
        ledger.last("inventory.built")
                .ifPresent(entry -> section.say(
                        Shown.count(entry.body().path("count").asLong(), "resource was", "resources were")
                                + " touched: "
                                + Shown.line(entry.body(), "byChange") + ". Applications: "
                                + Shown.line(entry.body(), "applications") + ".",
                        entry));
        Map<String, List<Thing>> byApplication = new TreeMap<>();
        ledger.things()
                .all()
                .forEach(thing -> byApplication
                        .computeIfAbsent(thing.application(), key -> new ArrayList<>())
                        .add(thing));
        Dispositions dispositions = Dispositions.of(ledger);
        Map<String, String> owners = owners(ledger);
        NamedAccounts accounts = NamedAccounts.of(ledger);
        byApplication.forEach((application, things) ->
                section.add(table(application, things, owners, dispositions, accounts, ledger)));
        return section.build();
    }

    /** Owners that people put right in the review, by any name of the resource. */
    private static Map<String, String> owners(CaseLedger ledger) {
        Map<String, String> owners = new TreeMap<>();
        for (Entry review : ledger.all("findings.reviewed")) {
            Rows.of(ledger, review, "owners")
                    .forEach(one -> owners.put(Shown.line(one, "resource"), Shown.line(one, "owner")));
        }
        return owners;
    }

    private static TableBuilder table(
            String application,
            List<Thing> things,
            Map<String, String> owners,
            Dispositions dispositions,
            NamedAccounts accounts,
            CaseLedger ledger) {
        Set<String> asked = new TreeSet<>();
        things.forEach(thing -> asked.add(thing.names().stream()
                .filter(owners::containsKey)
                .map(name -> owners.getOrDefault(name, ""))
                .findFirst()
                .orElse(thing.owner())));
        asked.remove("");
        TableBuilder table = new TableBuilder(
                (application.isEmpty() ? "Of no known application" : "Application " + application)
                        + (asked.isEmpty() ? "" : ", owner " + String.join(", ", asked)),
                "Resource",
                "Account, region",
                "What happened",
                "What was decided",
                "What shows that it was done");
        for (Thing thing : things.subList(0, Math.min(SHOWN, things.size()))) {
            List<Dispositions.Line> decided = dispositions.decided(thing);
            List<Dispositions.Line> proven = dispositions.proven(thing);
            table.row(
                    cites(thing, decided, proven),
                    thing.shown(),
                    accounts.place(thing.place().shown()),
                    happened(thing),
                    decided.isEmpty() ? "nothing" : text(decided),
                    proven.isEmpty() ? "nothing" : text(proven));
        }
        if (things.size() > SHOWN) {
            Entry inventory = ledger.last("inventory.built").orElse(ledger.newest());
            table.remark(
                    "Shown are " + SHOWN + " of " + Shown.number(things.size()) + "; all stand in the artefact "
                            + Shown.line(inventory.body(), "artefact") + ".",
                    inventory);
        }
        return table;
    }

    private static String happened(Thing thing) {
        return String.join(", ", thing.changes())
                + (thing.dataClass().isEmpty() ? "" : "\ndata class " + thing.dataClass())
                + (thing.suspectTags().isEmpty() ? "" : "\ntags changed since, not trusted: " + thing.suspectTags())
                + thing.belongs().stream().map(line -> "\n" + line).collect(Collectors.joining());
    }

    private static String text(List<Dispositions.Line> lines) {
        Set<String> texts = new LinkedHashSet<>();
        lines.forEach(line -> texts.add(line.text()));
        return String.join("\n", texts);
    }

    private static List<Report.Cite> cites(
            Thing thing, List<Dispositions.Line> decided, List<Dispositions.Line> proven) {
        Set<Report.Cite> cites = new LinkedHashSet<>();
        cites.add(Cites.of(thing.entry()));
        Stream.concat(decided.stream(), proven.stream()).forEach(line -> cites.add(Cites.of(line.entry())));
        thing.events().stream().limit(EVENTS_CITED).forEach(event -> cites.add(Cites.event(event)));
        return List.copyOf(cites);
    }
}
