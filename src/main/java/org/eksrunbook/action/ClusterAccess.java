package org.eksrunbook.action;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.asset.ResourceRef;

/** Doors into an EKS cluster that AWS's API opens: access entries and Pod Identity associations. */
final class ClusterAccess {

    /** {@code access-entry/<cluster>/<role|user>/<account>/<name>/<uuid>} (Service Authorization Reference, Amazon EKS). */
    private static final Pattern ENTRY =
            Pattern.compile("arn:([^:]*):eks:[^:]*:[^:]*:access-entry/([^/]+)/(role|user)/(\\d+)/(.+)/[^/]+");

    private static final Pattern ASSOCIATION =
            Pattern.compile("arn:[^:]*:eks:[^:]*:[^:]*:podidentityassociation/([^/]+)/([^/]+)");

    private ClusterAccess() {}

    static Draft deleteEntry(ResourceRef entry, Draft draft) {
        String[] names = entryNames(entry);
        String which =
                ShellWords.option("--cluster-name", names[0]) + " " + ShellWords.option("--principal-arn", names[1]);
        String read = Aws.in(entry, "eks describe-access-entry " + which).text();
        return draft.before(read)
                .before(Aws.in(entry, "eks list-associated-access-policies " + which)
                        .text())
                .run(Aws.in(entry, "eks delete-access-entry " + which).gone())
                .byHand("Undo: create-access-entry with what the picture from before shows.")
                .check(read, "ResourceNotFoundException");
    }

    static Draft deletePodIdentity(ResourceRef association, Draft draft) {
        String cluster;
        String id;
        Matcher arn = ASSOCIATION.matcher(association.arn() == null ? association.id() : association.arn());
        String[] parts = association.id().split("[|/]", -1);
        if (arn.matches()) {
            cluster = arn.group(1);
            id = arn.group(2);
        } else if (parts.length == 2) {
            cluster = parts[0];
            id = parts[1];
        } else {
            throw new UnsafeArgument("no log told in which cluster the association is");
        }
        String which = ShellWords.option("--cluster-name", cluster) + " " + ShellWords.option("--association-id", id);
        String read = Aws.in(association, "eks describe-pod-identity-association " + which)
                .text();
        return draft.before(read)
                .run(Aws.in(association, "eks delete-pod-identity-association " + which)
                        .gone())
                .byHand("Undo: create-pod-identity-association with what the picture from before shows.")
                .check(read, "ResourceNotFoundException");
    }

    /** Cluster and principal, from the ARN or from CloudFormation's {@code <principal ARN>|<cluster>}, either way round. */
    private static String[] entryNames(ResourceRef entry) {
        for (String text : new String[] {entry.arn() == null ? "" : entry.arn(), entry.id()}) {
            Matcher arn = ENTRY.matcher(text);
            if (arn.matches()) {
                return new String[] {
                    arn.group(2),
                    "arn:" + arn.group(1) + ":iam::" + arn.group(4) + ":" + arn.group(3) + "/" + arn.group(5)
                };
            }
            String[] parts = text.split("\\|", -1);
            if (parts.length == 2 && parts[0].startsWith("arn:")) {
                return new String[] {parts[1], parts[0]};
            }
            if (parts.length == 2 && parts[1].startsWith("arn:")) {
                return parts;
            }
        }
        throw new UnsafeArgument("no log told cluster and principal of the access entry together");
    }
}
