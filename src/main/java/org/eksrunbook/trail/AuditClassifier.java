package org.eksrunbook.trail;

import java.util.List;
import java.util.Optional;
import org.eksrunbook.trail.Finding.Resource;

/** Findings from the Kubernetes audit log; account and region are not in it, the reader who knows the cluster adds them. */
final class AuditClassifier {
    private static final String SOURCE = "audit.k8s.io";

    private AuditClassifier() {}

    static Optional<Finding> classify(AuditEvent event) {
        AuditRules.Judgement judged = AuditRules.judge(event);
        if (judged == null) {
            return Optional.empty();
        }
        String what = event.resource().isEmpty()
                ? event.uri().replaceFirst("\\?.*", "")
                : event.resource() + (event.subresource().isEmpty() ? "" : '/' + event.subresource());
        boolean anonymous = event.user().equals("system:anonymous")
                || event.user().equals("system:unauthenticated")
                || event.groups().contains("system:unauthenticated");
        return Optional.of(new Finding(
                event.auditId(),
                Finding.KUBERNETES,
                event.timeText(),
                SOURCE,
                event.verb() + ' ' + what,
                "",
                "",
                event.principal(),
                event.accessKeyId(),
                event.sourceIp(),
                event.userAgent(),
                judged.categories().get(0),
                judged.categories(),
                event.effective(),
                event.status() >= 400 ? reason(event) : null,
                resources(event),
                judged.attack(),
                judged.why()
                        + (anonymous ? ", without a login" : "")
                        + (event.effective() ? "" : "; it did not take effect"),
                Classifier.RULE_VERSION));
    }

    private static String reason(AuditEvent event) {
        String reason = event.statusReason();
        return reason == null ? String.valueOf(event.status()) : event.status() + " " + reason;
    }

    private static List<Resource> resources(AuditEvent event) {
        if (event.resource().isEmpty() || event.resource().endsWith("reviews")) {
            return List.of();
        }
        String name = event.objectName();
        // A namespace lies in none, though the log writes its own name there too.
        boolean inNone = event.namespace().isEmpty() || event.resource().equals("namespaces") && !name.isEmpty();
        String id = (inNone ? "" : event.namespace() + '/') + (name.isEmpty() ? "*" : name);
        String kind = KubernetesKinds.of(event.resource(), Json.text(event.request(), "kind"));
        return List.of(new Resource("Kubernetes::" + kind, id, null));
    }
}
