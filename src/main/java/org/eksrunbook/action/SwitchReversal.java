package org.eksrunbook.action;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** What was switched off is switched on again: logs, keys, rules, detectors; and doors into a cluster that a policy opened. */
final class SwitchReversal implements CallReversal {

    @Override
    public @Nullable Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        return switch (call.name()) {
            case "StopLogging" ->
                simple(
                        resource,
                        reason,
                        "cloudtrail start-logging",
                        "cloudtrail get-trail-status",
                        "--name",
                        resource.arn() == null ? resource.name() : resource.arn(),
                        "IsLogging true");
            case "DisableKey" ->
                simple(
                        resource,
                        reason,
                        "kms enable-key",
                        "kms describe-key",
                        "--key-id",
                        resource.name(),
                        "KeyState Enabled");
            case "ScheduleKeyDeletion" ->
                simple(
                        resource,
                        reason,
                        "kms cancel-key-deletion",
                        "kms describe-key",
                        "--key-id",
                        resource.name(),
                        "KeyState Disabled: enable it next");
            case "DisableRule" -> rule(resource, call, reason);
            case "StopConfigurationRecorder" ->
                simple(
                        resource,
                        reason,
                        "configservice start-configuration-recorder",
                        "configservice describe-configuration-recorder-status",
                        "--configuration-recorder-name",
                        resource.name(),
                        "recording true");
            case "AssociateAccessPolicy" -> accessPolicy(resource, call, reason);
            case "CreateAccessEntry" -> accessEntry(resource, call, reason);
            case "CreatePodIdentityAssociation" -> podIdentity(resource, call, reason);
            default -> null;
        };
    }

    private static Draft simple(
            ResourceRef resource, String reason, String act, String look, String option, String name, String expected) {
        String read = look.contains("configservice")
                ? Aws.in(resource, look)
                        .option("--configuration-recorder-names", name)
                        .text()
                : Aws.in(resource, look).option(option, name).text();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(Aws.in(resource, act).option(option, name).line())
                .check(read, expected);
    }

    /** The log's ARN may be made of the rule's name alone: the call tells the bus, and none for the default one. */
    private static Draft rule(ResourceRef resource, Call call, String reason) {
        String bus = Fields.text(call.request(), "eventBusName");
        String which = (bus == null ? "" : ShellWords.option("--event-bus-name", bus) + " ")
                + ShellWords.option("--name", resource.name());
        String read = Aws.in(resource, "events describe-rule " + which).text();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(Aws.in(resource, "events enable-rule " + which).line())
                .check(read, "State ENABLED");
    }

    private static Draft accessEntry(ResourceRef resource, Call call, String reason) {
        String which = ShellWords.option("--cluster-name", Fields.needed(call.request(), "name")) + " "
                + ShellWords.option("--principal-arn", decoded(call));
        String read = Aws.in(resource, "eks describe-access-entry " + which).text();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(Aws.in(resource, "eks delete-access-entry " + which).gone())
                .check(read, "ResourceNotFoundException");
    }

    private static Draft podIdentity(ResourceRef resource, Call call, String reason) {
        String which = ShellWords.option("--cluster-name", Fields.needed(call.response(), "association", "clusterName"))
                + " "
                + ShellWords.option("--association-id", Fields.needed(call.response(), "association", "associationId"));
        String read = Aws.in(resource, "eks describe-pod-identity-association " + which)
                .text();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(Aws.in(resource, "eks delete-pod-identity-association " + which)
                        .gone())
                .check(read, "ResourceNotFoundException");
    }

    /** The principal stands URL-encoded in some of these calls' logs. */
    private static String decoded(Call call) {
        return URLDecoder.decode(Fields.needed(call.request(), "principalArn"), StandardCharsets.UTF_8);
    }

    private static Draft accessPolicy(ResourceRef resource, Call call, String reason) {
        String principal = decoded(call);
        String which = ShellWords.option("--cluster-name", Fields.needed(call.request(), "name")) + " "
                + ShellWords.option("--principal-arn", principal);
        String read =
                Aws.in(resource, "eks list-associated-access-policies " + which).text();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(Aws.in(resource, "eks disassociate-access-policy " + which)
                        .option("--policy-arn", Fields.needed(call.request(), "policyArn"))
                        .gone())
                .byHand("Undo: associate-access-policy with what the picture from before shows.")
                .check(read, "the policy is not in the list");
    }
}
