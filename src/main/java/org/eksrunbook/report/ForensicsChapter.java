package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** What the analysis of kept resources showed, and the risks that follow (correction 26). */
final class ForensicsChapter implements Chapter {

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder findings = new TableBuilder("Findings of the analysis", "Resource", "Found", "Who", "When");
        TableBuilder risks = new TableBuilder("Risks", "Risk", "Application", "Owner", "Mitigation");
        Things things = ledger.things();
        for (Entry entry : ledger.all("forensics.recorded")) {
            findings(entry, things, findings);
            risks(entry, entry.body().path("risks"), risks);
        }
        return new SectionBuilder("forensics", "Forensics and risks")
                .add(findings)
                .add(risks)
                .build();
    }

    private static void findings(Entry entry, Things things, TableBuilder table) {
        JsonNode found = entry.body().path("findings");
        String who = Shown.actor(entry.actor());
        String when = Times.of(entry.at());
        Set<String> told = new LinkedHashSet<>();
        for (JsonNode one : found) {
            String resource = one.isObject() ? things.shown(one.path("resource")) : "";
            told.add(resource);
            table.row(
                    entry,
                    resource,
                    one.isObject() ? Shown.prose(one, "finding") : Shown.prose(one.asText()),
                    who,
                    when);
        }
        List<String> others = new ArrayList<>();
        for (JsonNode resource : entry.body().path("resources")) {
            if (!told.contains(things.shown(resource))) {
                others.add(things.shown(resource));
            }
        }
        if (!others.isEmpty() || found.isTextual()) {
            String text = found.isTextual() ? Shown.prose(found.asText()) : "nothing was recorded";
            table.row(entry, String.join("\n", others), text, who, when);
        }
    }

    private static void risks(Entry entry, JsonNode risks, TableBuilder table) {
        if (risks.isTextual() && !risks.asText().isBlank()) {
            table.row(entry, Shown.prose(risks.asText()), "", "", "");
        }
        for (JsonNode risk : risks) {
            boolean told = risk.isObject() && risk.has("risk");
            table.row(
                    entry,
                    told ? Shown.prose(risk, "risk") : Shown.line(risk),
                    Shown.line(risk, "application"),
                    Shown.line(risk, "owner"),
                    Shown.prose(risk, "mitigation"));
        }
    }
}
