package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** What the analysis of kept resources showed, and the risks that follow (correction 26). */
final class ForensicsChapter implements Chapter {

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder findings = new TableBuilder("Findings of the analysis", "Resources", "Found", "Who", "When");
        TableBuilder risks = new TableBuilder("Risks", "Risk", "Application", "Owner", "Mitigation");
        for (Entry entry : ledger.all("forensics.recorded")) {
            JsonNode body = entry.body();
            findings.row(
                    entry,
                    resources(body.path("resources")),
                    Shown.prose(body, "findings"),
                    Shown.actor(entry.actor()),
                    Times.of(entry.at()));
            risks(entry, body.path("risks"), risks);
        }
        return new SectionBuilder("forensics", "Forensics and risks")
                .add(findings)
                .add(risks)
                .build();
    }

    private static String resources(JsonNode resources) {
        StringBuilder text = new StringBuilder();
        resources.forEach(one -> text.append(text.isEmpty() ? "" : "\n").append(ResourceNames.shown(one)));
        return text.isEmpty() ? Shown.line(resources) : text.toString();
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
