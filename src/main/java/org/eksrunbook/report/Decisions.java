package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.people.Times;

/** Every decision of a person, with who, when and why. */
final class Decisions implements Chapter {

    private static final Set<String> TOLD_APART = Set.of("reason", "breakGlass", "factsArtefact", "artefact", "hash");

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("Decisions in the order of time", "When", "Who", "What", "Reason given");
        for (Entry entry : ledger.all()) {
            if (Kinds.what(entry.kind()).equals("decision")) {
                ledger.all(entry.kind());
                table.row(
                        entry,
                        Times.of(entry.at()),
                        Shown.actor(entry.actor()),
                        describe(entry),
                        Shown.prose(entry.body(), "reason"));
            }
        }
        return new SectionBuilder("decisions", "Who decided what").add(table).build();
    }

    /** What was decided, in a few words. */
    static String describe(Entry entry) {
        JsonNode body = entry.body();
        String said = Kinds.sentence(entry);
        String object = switch (entry.kind()) {
            case "plan.approved", "plan.refused" -> Shown.line(body, "plan");
            case "scope.confirmed" ->
                Shown.line(body, "changes").isEmpty() ? "as proposed" : Shown.line(body, "changes");
            case "scope.changed" -> Shown.line(body, "changes");
            case "findings.reviewed" -> reviewed(body);
            case "recovery.decided" -> "cause: " + Shown.prose(body, "cause");
            case "recovery.confirmed" ->
                Shown.line(body, "application") + ": " + Shown.line(body, "decision") + newAccessPath(body);
            case "forensics.recorded" -> Shown.count(body.path("resources").size(), "resource", "resources");
            case "incident.reviewed" ->
                Shown.count(body.path("actions").size(), "action", "actions") + " to be carried out";
            case "eradication.confirmed", "report.signed" -> Shown.line(body, "decision");
            case "playbook.followed" ->
                Shown.line(body, "playbooks") + ", " + Shown.prose(body, "outcome")
                        + (body.path("widened").asBoolean() ? ", the scope was widened" : "");
            case "clock.decided" -> Shown.line(body, "clock") + ", " + Shown.line(body, "decision");
            default -> rest(body);
        };
        return object.isBlank() ? VisibleText.of(said) : VisibleText.of(said) + ": " + object;
    }

    private static String newAccessPath(JsonNode body) {
        String path = Shown.prose(body, "newAccessPath");
        return path.isEmpty() || path.equals("false") ? "" : ", a new access path: " + path;
    }

    private static String reviewed(JsonNode body) {
        int overruled = body.path("overruled").size();
        int added = body.path("added").size();
        int owners = body.path("owners").size();
        int dispositions = body.path("dispositions").size();
        if (overruled + added + owners + dispositions == 0) {
            return "all accepted as proposed";
        }
        return Shown.number(body, "accepted") + " accepted, " + overruled + " overruled, " + added + " added, "
                + Shown.count(owners, "owner", "owners") + " and " + Shown.count(dispositions, "proposal", "proposals")
                + " for resources changed";
    }

    private static String rest(JsonNode body) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            String value = Shown.line(field.getValue());
            if (!TOLD_APART.contains(field.getKey()) && !value.isEmpty()) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(VisibleText.of(field.getKey()))
                        .append(' ')
                        .append(value);
            }
        }
        return text.toString();
    }
}
