package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** What the incident is about, as it was understood last, and how that changed. */
final class ScopeChapter implements Chapter {

    private static final List<String> KINDS = List.of("incident.opened", "scope.confirmed", "scope.changed");
    private static final List<String> ACCOUNTS = List.of("accountId", "accounts");
    private static final List<String> TIMES = List.of("compromisedAt", "until");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("version", "Version"),
            Map.entry("accountId", "Account of the cluster"),
            Map.entry("accounts", "Further accounts"),
            Map.entry("region", "Region"),
            Map.entry("compromisedAt", "Compromised at"),
            Map.entry("until", "Until"),
            Map.entry("windowDays", "Days looked at before"),
            Map.entry("clusterName", "Cluster"),
            Map.entry("namespace", "Namespace"),
            Map.entry("serviceAccount", "Service account"),
            Map.entry("pods", "Pods"),
            Map.entry("nodeInstanceIds", "Nodes"),
            Map.entry("principals", "Principals given"),
            Map.entry("ruledOut", "Principals ruled out by a person"),
            Map.entry("trailSource", "Logs from"),
            Map.entry("archivePath", "Folder of the archive"));

    /** The newest entry that holds the whole scope. */
    static Optional<Entry> newest(CaseLedger ledger) {
        return ledger.all().stream()
                .filter(entry -> KINDS.contains(entry.kind())
                        && entry.body().path("scope").isObject())
                .reduce((one, other) -> other);
    }

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        KINDS.forEach(ledger::all);
        NamedAccounts accounts = NamedAccounts.of(ledger);
        TableBuilder fields = new TableBuilder("Scope", "What", "Value");
        newest(ledger).ifPresent(entry -> {
            for (Map.Entry<String, JsonNode> field : entry.body().path("scope").properties()) {
                boolean account = ACCOUNTS.contains(field.getKey());
                String value = TIMES.contains(field.getKey())
                        ? Shown.time(entry.body().path("scope"), field.getKey())
                        : account ? accounts.shown(field.getValue()) : Shown.line(field.getValue());
                if (!value.isEmpty()) {
                    List<Report.Cite> cites = account ? accounts.cites(entry) : List.of(Cites.of(entry));
                    fields.row(cites, WORDS.getOrDefault(field.getKey(), Shown.prose(field.getKey())), value);
                }
            }
        });
        TableBuilder changes = new TableBuilder("How the scope changed", "When", "Who", "What changed", "Why");
        for (Entry entry : ledger.all("scope.changed")) {
            changes.row(
                    entry,
                    Times.of(entry.at()),
                    Shown.actor(entry.actor()),
                    Shown.line(entry.body(), "changes"),
                    Shown.prose(entry.body(), "reason"));
        }
        TableBuilder contained = new TableBuilder("Contained before (Part 2)", "What", "How it was before");
        for (JsonNode one : ledger.opened().body().path("contained")) {
            contained.row(ledger.opened(), ResourceNames.shown(one), Shown.line(one, "before"));
        }
        return new SectionBuilder("scope", "What was investigated")
                .add(fields)
                .add(changes)
                .add(contained)
                .build();
    }
}
