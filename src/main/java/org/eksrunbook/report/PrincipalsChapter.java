package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;

/** In whose name the attacker acted, how each was found, and who was left out. */
final class PrincipalsChapter implements Chapter {

    private static final int EVENTS_CITED = 3;

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        Optional<Entry> newest = ledger.last("principals.derived");
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = newest.get();
        TableBuilder found = new TableBuilder(
                "Principals of the attack", "Principal", "Type", "How it is known", "How sure", "Round");
        for (JsonNode principal : Rows.of(ledger, entry, "principals")) {
            found.row(
                    cites(entry, principal),
                    name(principal),
                    Shown.line(principal, "type"),
                    Shown.line(principal, "source"),
                    Shown.line(principal, "confidence"),
                    Shown.line(principal, "round"));
        }
        TableBuilder watched = new TableBuilder(
                "Made or handed out, no call of them found", "Principal", "Type", "How it is known", "Why");
        for (JsonNode principal : Rows.of(ledger, entry, "watched")) {
            watched.row(
                    cites(entry, principal),
                    name(principal),
                    Shown.line(principal, "type"),
                    Shown.line(principal, "source"),
                    Shown.line(principal, "why"));
        }
        TableBuilder excluded = new TableBuilder("Considered and left out", "Principal", "Why");
        for (JsonNode principal : Rows.of(ledger, entry, "excluded")) {
            String why = Shown.line(principal, "why");
            excluded.row(
                    cites(entry, principal), name(principal), why.isEmpty() ? Shown.line(principal, "reason") : why);
        }
        int rounds = ledger.all("principals.derived").stream()
                .mapToInt(one -> one.body().path("round").asInt())
                .max()
                .orElse(0);
        return new SectionBuilder("principals", "In whose name")
                .say(
                        Shown.count(Rows.of(ledger, entry, "principals").size(), "principal was", "principals were")
                                + " looked for in the last of " + Shown.count(rounds, "round", "rounds") + ".",
                        entry)
                .add(found)
                .add(watched)
                .add(excluded)
                .build();
    }

    private static String name(JsonNode principal) {
        if (principal.isValueNode()) {
            return Shown.line(principal);
        }
        String arn = Shown.line(principal, "arn");
        String now = Shown.line(principal, "renamedTo");
        return (arn.isEmpty() ? Shown.line(principal, "id") : arn) + (now.isEmpty() ? "" : ", now called " + now);
    }

    private static List<Report.Cite> cites(Entry entry, JsonNode principal) {
        List<Report.Cite> cites = new ArrayList<>();
        cites.add(Cites.of(entry));
        for (JsonNode event : principal.path("evidence")) {
            if (cites.size() <= EVENTS_CITED) {
                cites.add(Cites.event(Shown.line(event)));
            }
        }
        return cites;
    }
}
