package org.eksrunbook.action;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;

/**
 * How what is kept of a resource is called. The incident stands in it: what an earlier incident, an owner or the attacker kept under a plain
 * name is not this evidence.
 */
record Evidence(IncidentId incident, ResourceRef resource) {

    private static final String INCIDENT = "runbook-incident";
    private static final String SOURCE = "runbook-source";

    /** For snapshots of RDS and backups of DynamoDB: small letters, digits and single hyphens, which both take. */
    String name() {
        return plain("evidence-" + incident.key() + "-" + resource.name());
    }

    /** A file of its own for each account and region. */
    String file(String what, String ending) {
        return plain(what + "-" + incident.key() + "-" + resource.accountId() + "-" + resource.region()) + "-"
                + resource.name().replaceAll("[^A-Za-z0-9_-]", "_") + "." + ending;
    }

    /** For EC2's {@code --tag-specifications}. */
    List<Map<String, Object>> tags() {
        return List.of(Map.of(
                "ResourceType",
                "snapshot",
                "Tags",
                List.of(
                        Map.of("Key", INCIDENT, "Value", incident.key()),
                        Map.of("Key", SOURCE, "Value", resource.id()))));
    }

    /** Reads the EBS snapshots with these tags that did not fail. */
    String snapshots() {
        return Aws.in(resource, "ec2 describe-snapshots --owner-ids self")
                .document(
                        "--filters",
                        List.of(
                                Map.of("Name", "tag:" + INCIDENT, "Values", List.of(incident.key())),
                                Map.of("Name", "tag:" + SOURCE, "Values", List.of(resource.id())),
                                Map.of("Name", "status", "Values", List.of("pending", "completed"))))
                .text();
    }

    /**
     * Looks first: making a snapshot knows no token, and a script may run twice. A look that fails stops the script. As JSON the query is
     * asked of all pages together; as text the CLI asks it of each page and prints a «None» for each (its user guide, «Filtering output»).
     *
     * @param query gives the first one's id
     */
    String once(String find, String query, String make) {
        return "there=$(" + find + " --query " + ShellWords.quote(query)
                + " --output json); if [ -z \"$there\" ] || [ \"$there\" = null ]; then " + make + "; fi";
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
    }
}
