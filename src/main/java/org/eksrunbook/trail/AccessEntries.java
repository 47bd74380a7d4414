package org.eksrunbook.trail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which AWS principal a Kubernetes user is, by the cluster's access entries (EKS user guide, «Create access entries»). */
final class AccessEntries {

    private static final Pattern SESSION_NAME = Pattern.compile("\\{\\{SessionName(Raw)?\\}\\}");

    private AccessEntries() {}

    /** The principal that has this user by this entry, a session where the entry names users by session; {@code null}: another's. */
    static @Nullable String principalOf(ClusterReport.Access entry, String user) {
        Matcher session = SESSION_NAME.matcher(entry.kubernetesUser());
        if (!session.find()) {
            // Node roles have names of a template that no session name stands in.
            return user.equals(entry.kubernetesUser()) ? entry.principalArn() : null;
        }
        String before = entry.kubernetesUser().substring(0, session.start());
        String after = entry.kubernetesUser().substring(session.end());
        boolean fits =
                user.length() > before.length() + after.length() && user.startsWith(before) && user.endsWith(after);
        return fits
                ? Arns.session(entry.principalArn(), user.substring(before.length(), user.length() - after.length()))
                : null;
    }

    static String how(ClusterReport.Access entry) {
        return (entry.topic() == ClusterTopic.AUTH_MAP ? "ConfigMap aws-auth" : "access entry")
                + " of the cluster, as Kubernetes user " + entry.kubernetesUser();
    }

    /** Where it is known from that a Kubernetes user is a principal. */
    static String by(ClusterReport.Access entry) {
        return (entry.topic() == ClusterTopic.AUTH_MAP
                        ? "by the ConfigMap aws-auth, which names "
                        : "by the access entry of ")
                + entry.principalArn();
    }

    static String why(ClusterReport.Access entry) {
        String rights = entry.policies().isEmpty() ? "" : " with " + String.join(", ", entry.policies());
        String groups = entry.groups().isEmpty() ? "" : " in groups " + String.join(", ", entry.groups());
        return "may reach the cluster" + rights + groups + ": not the attacker's by that alone";
    }
}
