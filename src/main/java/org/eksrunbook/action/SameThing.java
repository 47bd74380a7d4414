package org.eksrunbook.action;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * Between an approval and its script a thing may be deleted and made again under its name, by whoever is in the account too: then it is another
 * one, which nobody approved. When it was made tells them apart, whatever was known of its unique id. What is called by an id of its own (keys,
 * instances, volumes) cannot come again.
 */
final class SameThing {

    /** There a new one under the old name is what is wanted, and a person makes it before the commands. */
    private static final Set<ActionKind> MAKES_ANEW = EnumSet.of(
            ActionKind.REPLACE,
            ActionKind.RESTORE,
            ActionKind.RECREATE,
            ActionKind.NEW_RESOURCE,
            ActionKind.SWAP_IN,
            ActionKind.ROTATE);

    private SameThing() {}

    /** The script's line that stops it where the thing was made after the approval; empty where nothing tells when it was made. */
    static Optional<String> line(Action action, Instant approvedAt) {
        if (MAKES_ANEW.contains(action.kind()) || action.commands().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(isNamed(action) ? made(action.target()) : null)
                    .map(read -> "same "
                            + ShellWords.quote(
                                    approvedAt.truncatedTo(ChronoUnit.SECONDS).toString()) + " " + read);
        } catch (UnsafeArgument unsafe) {
            return Optional.empty();
        }
    }

    /** Commands on a thing of IAM that was renamed call it by its new name: whoever has the old one is another. */
    private static boolean isNamed(Action action) {
        if (!action.target().type().startsWith("AWS::IAM::")) {
            return true;
        }
        Pattern name = Pattern.compile(
                "(?<![\\w+=,.@-])" + Pattern.quote(action.target().name()) + "(?![\\w+=,.@-])");
        return name.matcher(action.commandText()).find();
    }

    private static @Nullable String made(ResourceRef thing) {
        if (thing.type().startsWith("Kubernetes::")) {
            return "kubectl get " + Kubernetes.named(thing) + " --output 'jsonpath={.metadata.creationTimestamp}'";
        }
        return switch (thing.type()) {
            case "AWS::IAM::User" -> iam("user", "--user-name", thing.name(), "User");
            case "AWS::IAM::Role" -> iam("role", "--role-name", thing.name(), "Role");
            case "AWS::IAM::Group" -> iam("group", "--group-name", thing.name(), "Group");
            case "AWS::IAM::InstanceProfile" ->
                iam("instance-profile", "--instance-profile-name", thing.name(), "InstanceProfile");
            case "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy" ->
                thing.arn() == null ? null : iam("policy", "--policy-arn", thing.arn(), "Policy");
            case "AWS::DynamoDB::Table" ->
                Aws.in(thing, "dynamodb describe-table --query Table.CreationDateTime --output text")
                        .option("--table-name", thing.name())
                        .text();
            default -> null;
        };
    }

    private static String iam(String what, String option, String name, String answer) {
        return "aws iam get-" + what + " " + ShellWords.option(option, name) + " --query " + answer
                + ".CreateDate --output text";
    }
}
