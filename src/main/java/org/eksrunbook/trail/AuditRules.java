package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request to the Kubernetes API did. Reads of secrets and configuration give content back; running something in a container changes
 * the pod; roles, bindings, service accounts, tokens and certificates are identity besides. Reviews ask and create nothing.
 */
final class AuditRules {

    record Judgement(List<Category> categories, List<String> attack, String why) {}

    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final Set<String> RUN = Set.of("exec", "attach", "portforward");
    private static final Set<String> IDENTITIES = Set.of(
            "roles",
            "clusterroles",
            "rolebindings",
            "clusterrolebindings",
            "serviceaccounts",
            "certificatesigningrequests");
    private static final Set<String> WORKLOADS = Set.of(
            "pods",
            "deployments",
            "daemonsets",
            "statefulsets",
            "replicasets",
            "jobs",
            "cronjobs",
            "replicationcontrollers");
    private static final Set<String> CONTENT = Set.of("secrets", "configmaps");

    private AuditRules() {}

    /** Null where the event says nothing: health checks, and a node's upkeep of itself. */
    static @Nullable Judgement judge(AuditEvent event) {
        if (upkeep(event)) {
            return null;
        }
        Judgement judged = event.resource().isEmpty() ? path(event) : object(event);
        if (event.impersonated() == null) {
            return judged;
        }
        List<Category> categories = new ArrayList<>(judged.categories());
        if (!categories.contains(Category.IDENTITY)) {
            categories.add(categories.get(0) == Category.RECON ? 0 : 1, Category.IDENTITY);
        }
        return new Judgement(categories, judged.attack(), judged.why() + ", in the name of " + event.impersonated());
    }

    private static boolean upkeep(AuditEvent event) {
        String uri = event.uri();
        boolean health = event.resource().isEmpty()
                && (uri.startsWith("/healthz") || uri.startsWith("/livez") || uri.startsWith("/readyz"));
        // Components report events without end; who deletes them wipes tracks (Microsoft's threat matrix for
        // Kubernetes).
        boolean report = event.resource().equals("events") && !event.verb().startsWith("delete");
        boolean heartbeat = event.resource().equals("leases") || report;
        boolean node = event.user().startsWith("system:node:")
                && (event.subresource().equals("status") || event.resource().equals("csinodes"));
        return health || heartbeat || node;
    }

    private static Judgement path(AuditEvent event) {
        return new Judgement(
                List.of(Category.RECON), List.of("T1613"), "asks the API server for " + shortened(event.uri()));
    }

    private static Judgement object(AuditEvent event) {
        String verb = event.verb();
        String resource = event.resource();
        String sub = event.subresource();
        if (RUN.contains(sub)) {
            boolean token = event.uri().contains("secrets")
                    || event.request().toString().contains("/var/run/secrets");
            return token
                    ? judgement(
                            "runs a command that reads the pod's token",
                            "T1609 T1528",
                            Category.MODIFIED,
                            Category.ACCESSED)
                    : judgement("runs or reaches something inside a pod", "T1609", Category.MODIFIED);
        }
        if (resource.endsWith("reviews")) {
            return judgement("asks who may do what", "T1613", Category.RECON);
        }
        if (resource.equals("serviceaccounts") && sub.equals("token") && !READS.contains(verb)) {
            return judgement("a token of a service account was handed out", "T1528", Category.IDENTITY);
        }
        if (sub.equals("proxy")) {
            return READS.contains(verb)
                    ? judgement("reads through the API server's proxy", "T1609", Category.ACCESSED)
                    : judgement("sends through the API server's proxy", "T1609", Category.MODIFIED);
        }
        if (READS.contains(verb)) {
            return read(resource, sub);
        }
        if (sub.equals("eviction")) {
            return judgement("a pod is thrown off its node", "T1489", Category.DELETED);
        }
        return write(event, verb, resource, sub);
    }

    private static Judgement read(String resource, String sub) {
        if (CONTENT.contains(resource)) {
            return judgement("values of " + resource + " come back", "T1552.007", Category.ACCESSED);
        }
        return sub.equals("log")
                ? judgement("a container's log comes back", "T1552.007", Category.ACCESSED)
                : judgement("lists or describes " + resource, "T1613", Category.RECON);
    }

    private static Judgement write(AuditEvent event, String verb, String resource, String sub) {
        Category what = switch (verb) {
            case "create" -> sub.isEmpty() ? Category.CREATED : Category.MODIFIED;
            case "delete", "deletecollection" -> Category.DELETED;
            case "update", "patch", "approve", "bind", "escalate" -> Category.MODIFIED;
            case "impersonate" -> Category.IDENTITY;
            default -> Category.OTHER;
        };
        boolean mapsRoles = resource.equals("configmaps") && event.name().equals("aws-auth");
        if ((IDENTITIES.contains(resource) || mapsRoles) && what != Category.OTHER && what != Category.IDENTITY) {
            return judgement(
                    resource + ": " + what.word() + ", and it decides who may do what" + RoleGrant.told(event),
                    "T1098.006",
                    Category.IDENTITY,
                    what);
        }
        if (what == Category.CREATED && ServiceAccountToken.of(event) != null) {
            return judgement(
                    "a token of a service account that does not end was made", "T1528", Category.IDENTITY, what);
        }
        List<String> reach = WORKLOADS.contains(resource) ? PodSpec.reachesNode(event.request()) : List.of();
        if (!reach.isEmpty()) {
            return judgement(
                    resource + ": " + what.word() + " with a way to the node: " + String.join(", ", reach),
                    "T1610 T1611",
                    what);
        }
        String attack = what == Category.DELETED
                ? resource.equals("events") ? "T1070" : "T1485"
                : resource.equals("cronjobs") ? "T1053.007" : WORKLOADS.contains(resource) ? "T1610" : "";
        return judgement(resource + ": " + what.word() + ", by the verb " + verb, attack, what);
    }

    private static Judgement judgement(String why, String attack, Category... categories) {
        return new Judgement(List.of(categories), attack.isEmpty() ? List.of() : List.of(attack.split(" ")), why);
    }

    private static String shortened(String uri) {
        return uri.length() > 120 ? uri.substring(0, 120) + "…" : uri.isEmpty() ? "something" : uri;
    }
}
