package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** What was given to or taken from users, roles and groups; trust goes back before anything else of its plan, a name behind it. */
final class IdentityReversal implements CallReversal {

    @Override
    public @Nullable Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        JsonNode request = call.request();
        return switch (call.name()) {
            case "AttachUserPolicy" ->
                isIn(before, resource, "AWS::IAM::User", "attachedManagedPolicies", "policyArn", request)
                        ? nothing(resource, Objects.requireNonNull(before), reason)
                        : policy(resource, request, "user", "detach", "attach", reason);
            case "AttachRolePolicy" ->
                isIn(before, resource, "AWS::IAM::Role", "attachedManagedPolicies", "policyArn", request)
                        ? nothing(resource, Objects.requireNonNull(before), reason)
                        : policy(resource, request, "role", "detach", "attach", reason);
            case "AttachGroupPolicy" ->
                isIn(before, resource, "AWS::IAM::Group", "attachedManagedPolicies", "policyArn", request)
                        ? nothing(resource, Objects.requireNonNull(before), reason)
                        : policy(resource, request, "group", "detach", "attach", reason);
            case "DetachUserPolicy" -> policy(resource, request, "user", "attach", "detach", reason);
            case "DetachRolePolicy" -> policy(resource, request, "role", "attach", "detach", reason);
            case "DetachGroupPolicy" -> policy(resource, request, "group", "attach", "detach", reason);
            case "PutUserPolicy", "DeleteUserPolicy" -> inline(resource, request, "user", before, reason);
            case "PutRolePolicy", "DeleteRolePolicy" -> inline(resource, request, "role", before, reason);
            case "PutGroupPolicy", "DeleteGroupPolicy" -> inline(resource, request, "group", before, reason);
            case "UpdateAssumeRolePolicy" -> trust(resource, request, before, reason);
            case "AddUserToGroup" ->
                isIn(before, resource, "AWS::IAM::User", "groupList", "groupName", request)
                        ? nothing(resource, Objects.requireNonNull(before), reason)
                        : membership(resource, request, "remove-user-from-group", "add-user-to-group", reason);
            case "RemoveUserFromGroup" ->
                membership(resource, request, "add-user-to-group", "remove-user-from-group", reason);
            case "CreateAccessKey" -> newKey(resource, call, reason);
            case "CreateServiceSpecificCredential" ->
                newCredential(
                        resource,
                        call,
                        reason,
                        "service-specific-credential",
                        "serviceSpecificCredential",
                        "serviceSpecificCredentialId");
            case "UploadSSHPublicKey" ->
                newCredential(resource, call, reason, "ssh-public-key", "sSHPublicKey", "sSHPublicKeyId");
            case "UpdateAccessKey" -> keyStatus(resource, request, reason);
            case "CreateLoginProfile", "UpdateLoginProfile" ->
                resource.type().equals("AWS::IAM::User")
                        ? IdentityDeletions.login(
                                calledNow(resource, request), new Draft(ActionKind.REMOVE_LOGIN, resource, reason))
                        : null;
            case "UpdateUser", "UpdateGroup", "UpdateServerCertificate" -> CalledNow.back(resource, call, reason);
            case "CreatePolicyVersion", "SetDefaultPolicyVersion" -> version(resource, call, before, reason);
            default -> null;
        };
    }

    /** IAM answers success where it is so already: what was there before the compromise is not the attacker's. */
    private static boolean isIn(
            @Nullable ConfigItem before,
            ResourceRef resource,
            String type,
            String list,
            String field,
            JsonNode request) {
        String asked = Fields.text(request, field);
        if (before == null || asked == null || !resource.type().equals(type)) {
            return false;
        }
        for (JsonNode one : before.configuration().path(list)) {
            if (asked.equals(one.isTextual() ? one.asText() : Fields.text(one, field))) {
                return true;
            }
        }
        return false;
    }

    private static Draft nothing(ResourceRef resource, ConfigItem before, String reason) {
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .byHand("Nothing to put back by this call: AWS Config recorded on " + before.captured()
                        + " that it was so already. It stays; look whether it is meant to.");
    }

    private static Draft policy(
            ResourceRef resource, JsonNode request, String who, String verb, String opposite, String reason) {
        String name = ShellWords.option("--" + who + "-name", Fields.needed(request, who + "Name"));
        String policy = ShellWords.option("--policy-arn", Fields.needed(request, "policyArn"));
        String read = "aws iam list-attached-" + who + "-policies " + name;
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(new CommandLine(
                        "aws iam " + verb + "-" + who + "-policy " + name + " " + policy, verb.equals("detach")))
                .undo("aws iam " + opposite + "-" + who + "-policy " + name + " " + policy)
                .check(read, verb.equals("detach") ? "the policy is not in the list" : "the policy is in the list");
    }

    /** Back to the recorded document; a policy that was not there before is deleted, but only where that was recorded. */
    private static @Nullable Draft inline(
            ResourceRef resource, JsonNode request, String who, @Nullable ConfigItem before, String reason) {
        if (before == null) {
            return null;
        }
        String name = ShellWords.option("--" + who + "-name", Fields.needed(request, who + "Name"));
        String policyName = Fields.needed(request, "policyName");
        String policy = name + " " + ShellWords.option("--policy-name", policyName);
        String read = "aws iam get-" + who + "-policy " + policy;
        Draft draft = new Draft(ActionKind.PUT_BACK, resource, reason).before(read);
        for (JsonNode one : before.configuration().path(who + "PolicyList")) {
            String document = Fields.policy(one.path("policyDocument"));
            if (policyName.equals(Fields.text(one, "policyName")) && document != null) {
                return draft.run("aws iam put-" + who + "-policy " + policy + " --policy-document "
                                + ShellWords.quote(document))
                        .byHand("Undo: the picture from before.")
                        .check(read, "the document recorded on " + before.captured());
            }
        }
        return draft.run(new CommandLine("aws iam delete-" + who + "-policy " + policy, true))
                .byHand("It was not there on " + before.captured() + ". Undo: the picture from before.")
                .check(read, "NoSuchEntity");
    }

    private static @Nullable Draft trust(
            ResourceRef resource, JsonNode request, @Nullable ConfigItem before, String reason) {
        String document =
                before == null ? null : Fields.policy(before.configuration().path("assumeRolePolicyDocument"));
        if (document == null || before == null) {
            return null;
        }
        String name = ShellWords.option("--role-name", Fields.needed(request, "roleName"));
        String read = "aws iam get-role " + name;
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run("aws iam update-assume-role-policy " + name + " --policy-document " + ShellWords.quote(document))
                .byHand("Undo: the picture from before. Then revoke the sessions: this ends none.")
                .check(
                        read + " --query Role.AssumeRolePolicyDocument",
                        "the document recorded on " + before.captured());
    }

    /** The user by the name that is in force, which the row of what was there before does not have. */
    private static ResourceRef calledNow(ResourceRef user, JsonNode request) {
        String name = Fields.text(request, "userName");
        return name == null ? user : new ResourceRef(user.type(), name, null, user.accountId(), "");
    }

    private static Draft membership(
            ResourceRef resource, JsonNode request, String verb, String opposite, String reason) {
        String names = ShellWords.option("--user-name", Fields.needed(request, "userName")) + " "
                + ShellWords.option("--group-name", Fields.needed(request, "groupName"));
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .run(new CommandLine("aws iam " + verb + " " + names, verb.startsWith("remove")))
                .undo("aws iam " + opposite + " " + names)
                .check(
                        "aws iam list-groups-for-user "
                                + ShellWords.option("--user-name", Fields.needed(request, "userName")),
                        verb.startsWith("remove") ? "the group is not in the list" : "the group is in the list");
    }

    /** The user stays; the key that the attacker made for it goes. */
    private static Draft newKey(ResourceRef resource, Call call, String reason) {
        String id = ShellWords.option("--access-key-id", Fields.needed(call.response(), "accessKey", "accessKeyId"));
        String then = Fields.text(call.response(), "accessKey", "userName");
        String name = ShellWords.option(
                "--user-name",
                then == null && resource.type().equals("AWS::IAM::User")
                        ? resource.name()
                        : Fields.needed(call.response(), "accessKey", "userName"));
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before("aws iam get-access-key-last-used " + id)
                .run(new CommandLine("aws iam update-access-key --status Inactive " + name + " " + id, true))
                .run(new CommandLine("aws iam delete-access-key " + name + " " + id, true))
                .check("aws iam list-access-keys " + name, "this key is not in the list");
    }

    /** Works without an access key and without a session: for Bedrock, CodeCommit, Keyspaces. Inactive first, as a key. */
    private static Draft newCredential(
            ResourceRef resource, Call call, String reason, String what, String answer, String id) {
        String name = ShellWords.option("--user-name", Fields.needed(call.request(), "userName")) + " ";
        String which = ShellWords.option("--" + what + "-id", Fields.needed(call.response(), answer, id));
        String read = "aws iam list-" + what + "s " + name.strip();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(new CommandLine("aws iam update-" + what + " --status Inactive " + name + which, true))
                .run(new CommandLine("aws iam delete-" + what + " " + name + which, true))
                .check(read, "it is not in the list");
    }

    private static @Nullable Draft keyStatus(ResourceRef resource, JsonNode request, String reason) {
        String status = Fields.text(request, "status");
        if (!"Active".equals(status)) {
            return null;
        }
        String name = ShellWords.option("--user-name", Fields.needed(request, "userName")) + " "
                + ShellWords.option("--access-key-id", Fields.needed(request, "accessKeyId"));
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .run("aws iam update-access-key --status Inactive " + name)
                .undo("aws iam update-access-key --status Active " + name)
                .check(
                        "aws iam list-access-keys "
                                + ShellWords.option("--user-name", Fields.needed(request, "userName")),
                        "Status Inactive");
    }

    private static @Nullable Draft version(
            ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        String was = before == null ? null : Fields.text(before.configuration(), "defaultVersionId");
        String arn = Fields.needed(call.request(), "policyArn");
        String made = Fields.text(call.response(), "policyVersion", "versionId");
        if (was == null) {
            return null;
        }
        String policy = ShellWords.option("--policy-arn", arn);
        Draft draft = new Draft(ActionKind.PUT_BACK, resource, reason)
                .before("aws iam list-policy-versions " + policy)
                .run("aws iam set-default-policy-version " + policy + " " + ShellWords.option("--version-id", was))
                .check("aws iam get-policy " + policy + " --query Policy.DefaultVersionId", was);
        if (made != null) {
            draft.run(new CommandLine(
                    "aws iam delete-policy-version " + policy + " " + ShellWords.option("--version-id", made), true));
        }
        return draft;
    }
}
