package org.eksrunbook.eradicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.trail.AccountNames;
import org.jspecify.annotations.Nullable;

/** The scope as the table of a form. */
final class ScopeRows {

    private final List<Map<String, String>> rows = new ArrayList<>();
    private final String source;

    private ScopeRows(String source) {
        this.source = source;
    }

    static List<Map<String, String>> of(Incident incident, AccountNames names) {
        Scope scope = incident.scope();
        String source = incident.finding() == null ? "start" : "start or finding";
        ScopeRows table = new ScopeRows(source);
        table.add("Account of the cluster", names.shown(scope.accountId()));
        table.add("Further accounts", names.shown(scope.accounts()));
        table.add("Home region", scope.region());
        table.add("Cluster", scope.clusterName());
        table.add("Namespace", scope.namespace());
        table.add("Service account", scope.serviceAccount());
        table.add("Pods", String.join(", ", scope.pods()));
        table.add("Node instances", String.join(", ", scope.nodeInstanceIds()));
        scope.principals().forEach(principal -> table.add("Principal", principal));
        scope.ruledOut().forEach(principal -> table.add("Ruled out by a person", principal));
        table.add("Compromised since", scope.compromisedAt().toString());
        table.add(
                "Suspect until",
                scope.until() == null
                        ? "now, while the incident is open"
                        : scope.until().toString());
        table.add("Ordinary life before it", scope.windowDays() + " days");
        table.add("Logs", scope.trailSource().word() + (scope.archivePath() == null ? "" : " " + scope.archivePath()));
        incident.contained().forEach(one -> table.add("Contained in Part 2", one.type() + " " + one.id()));
        return table.rows;
    }

    private void add(String what, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            rows.add(Map.of("what", what, "value", value, "source", source));
        }
    }
}
