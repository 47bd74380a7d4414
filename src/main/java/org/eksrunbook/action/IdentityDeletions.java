package org.eksrunbook.action;

import org.eksrunbook.asset.ResourceRef;

/** IAM deletes nothing that still holds something: what hangs on it goes first (IAM user guide, «Deleting an IAM user», «… roles»). */
final class IdentityDeletions {

    /** What a cut denies with is taken away last: were the script to stop between, the rest would be allowed again. */
    private static final String BUT_THE_DENIAL = "PolicyNames[?@!='AWSRevokeOlderSessions'&&@!='" + Cuts.DENY + "']";

    private static final String MANAGED_BUT_THE_DENIAL = "AttachedPolicies[?PolicyName!='AWSDenyAll'].PolicyArn";

    private IdentityDeletions() {}

    static boolean known(String type) {
        return switch (type) {
            case "AWS::IAM::User",
                    "AWS::IAM::Role",
                    "AWS::IAM::Group",
                    "AWS::IAM::ManagedPolicy",
                    "AWS::IAM::Policy",
                    "AWS::IAM::InstanceProfile",
                    "AWS::IAM::AccessKey",
                    "AWS::IAM::LoginProfile",
                    "AWS::EKS::AccessEntry",
                    "AWS::EKS::PodIdentityAssociation" -> true;
            default -> false;
        };
    }

    static Draft of(ResourceRef resource, Draft draft) {
        return switch (resource.type()) {
            case "AWS::IAM::User" -> user(resource, draft);
            case "AWS::IAM::Role" -> role(resource, draft);
            case "AWS::IAM::Group" -> group(resource, draft);
            case "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy" -> policy(resource, draft);
            case "AWS::IAM::InstanceProfile" -> instanceProfile(resource, draft);
            case "AWS::IAM::AccessKey" -> Keys.delete(resource, draft);
            case "AWS::IAM::LoginProfile" -> login(resource, draft);
            case "AWS::EKS::AccessEntry" -> ClusterAccess.deleteEntry(resource, draft);
            case "AWS::EKS::PodIdentityAssociation" -> ClusterAccess.deletePodIdentity(resource, draft);
            default -> throw new IllegalArgumentException("Not a type of identity: " + resource.type());
        };
    }

    private static Draft user(ResourceRef resource, Draft draft) {
        String user = ShellWords.option("--user-name", resource.name());
        return draft.before("aws iam get-user " + user)
                .before("aws iam list-access-keys " + user)
                .before("aws iam list-attached-user-policies " + user)
                .before("aws iam list-user-policies " + user)
                .before("aws iam list-groups-for-user " + user)
                .run(new CommandLine("aws iam delete-login-profile " + user, true))
                .run(each(
                        "list-access-keys " + user,
                        "AccessKeyMetadata[].AccessKeyId",
                        "delete-access-key " + user + " --access-key-id"))
                .run(each(
                        "list-attached-user-policies " + user,
                        MANAGED_BUT_THE_DENIAL,
                        "detach-user-policy " + user + " --policy-arn"))
                .run(each(
                        "list-user-policies " + user, BUT_THE_DENIAL, "delete-user-policy " + user + " --policy-name"))
                .run(each(
                        "list-groups-for-user " + user,
                        "Groups[].GroupName",
                        "remove-user-from-group " + user + " --group-name"))
                .run(each(
                        "list-mfa-devices " + user,
                        "MFADevices[].SerialNumber",
                        "deactivate-mfa-device " + user + " --serial-number"))
                .run(each(
                        "list-ssh-public-keys " + user,
                        "SSHPublicKeys[].SSHPublicKeyId",
                        "delete-ssh-public-key " + user + " --ssh-public-key-id"))
                .run(each(
                        "list-signing-certificates " + user,
                        "Certificates[].CertificateId",
                        "delete-signing-certificate " + user + " --certificate-id"))
                .run(each(
                        "list-service-specific-credentials " + user,
                        "ServiceSpecificCredentials[].ServiceSpecificCredentialId",
                        "delete-service-specific-credential " + user + " --service-specific-credential-id"))
                .run(each(
                        "list-attached-user-policies " + user,
                        "AttachedPolicies[].PolicyArn",
                        "detach-user-policy " + user + " --policy-arn"))
                .run(each(
                        "list-user-policies " + user, "PolicyNames[]", "delete-user-policy " + user + " --policy-name"))
                .run(new CommandLine("aws iam delete-user " + user, true))
                .check("aws iam get-user " + user, "NoSuchEntity");
    }

    private static Draft role(ResourceRef resource, Draft draft) {
        String role = ShellWords.option("--role-name", resource.name());
        return draft.before("aws iam get-role " + role)
                .before("aws iam list-attached-role-policies " + role)
                .before("aws iam list-role-policies " + role)
                .run(each(
                        "list-instance-profiles-for-role " + role,
                        "InstanceProfiles[].InstanceProfileName",
                        "remove-role-from-instance-profile " + role + " --instance-profile-name"))
                .run(each(
                        "list-attached-role-policies " + role,
                        MANAGED_BUT_THE_DENIAL,
                        "detach-role-policy " + role + " --policy-arn"))
                .run(each(
                        "list-role-policies " + role, BUT_THE_DENIAL, "delete-role-policy " + role + " --policy-name"))
                .run(each(
                        "list-attached-role-policies " + role,
                        "AttachedPolicies[].PolicyArn",
                        "detach-role-policy " + role + " --policy-arn"))
                .run(each(
                        "list-role-policies " + role, "PolicyNames[]", "delete-role-policy " + role + " --policy-name"))
                .run(new CommandLine("aws iam delete-role " + role, true))
                .check("aws iam get-role " + role, "NoSuchEntity");
    }

    private static Draft group(ResourceRef resource, Draft draft) {
        String group = ShellWords.option("--group-name", resource.name());
        return draft.before("aws iam get-group " + group)
                .run(each("get-group " + group, "Users[].UserName", "remove-user-from-group " + group + " --user-name"))
                .run(each(
                        "list-attached-group-policies " + group,
                        "AttachedPolicies[].PolicyArn",
                        "detach-group-policy " + group + " --policy-arn"))
                .run(each(
                        "list-group-policies " + group,
                        "PolicyNames[]",
                        "delete-group-policy " + group + " --policy-name"))
                .run(new CommandLine("aws iam delete-group " + group, true))
                .check("aws iam get-group " + group, "NoSuchEntity");
    }

    private static Draft policy(ResourceRef resource, Draft draft) {
        if (resource.arn() == null) {
            throw new UnsafeArgument("its ARN is not known");
        }
        String policy = ShellWords.option("--policy-arn", resource.arn());
        return draft.before("aws iam get-policy " + policy)
                .before("aws iam list-policy-versions " + policy)
                .run(each(
                        "list-entities-for-policy " + policy,
                        "PolicyUsers[].UserName",
                        "detach-user-policy " + policy + " --user-name"))
                .run(each(
                        "list-entities-for-policy " + policy,
                        "PolicyRoles[].RoleName",
                        "detach-role-policy " + policy + " --role-name"))
                .run(each(
                        "list-entities-for-policy " + policy,
                        "PolicyGroups[].GroupName",
                        "detach-group-policy " + policy + " --group-name"))
                .run(each(
                        "list-policy-versions " + policy,
                        "Versions[?IsDefaultVersion==`false`].VersionId",
                        "delete-policy-version " + policy + " --version-id"))
                .run(new CommandLine("aws iam delete-policy " + policy, true))
                .check("aws iam get-policy " + policy, "NoSuchEntity");
    }

    private static Draft instanceProfile(ResourceRef resource, Draft draft) {
        String profile = ShellWords.option("--instance-profile-name", resource.name());
        return draft.before("aws iam get-instance-profile " + profile)
                .run(each(
                        "get-instance-profile " + profile,
                        "InstanceProfile.Roles[].RoleName",
                        "remove-role-from-instance-profile " + profile + " --role-name"))
                .run(new CommandLine("aws iam delete-instance-profile " + profile, true))
                .check("aws iam get-instance-profile " + profile, "NoSuchEntity");
    }

    static Draft login(ResourceRef resource, Draft draft) {
        String user = ShellWords.option("--user-name", resource.name());
        return draft.before("aws iam get-login-profile " + user)
                .run(new CommandLine("aws iam delete-login-profile " + user, true))
                .byHand("The password cannot be brought back: its user is given a new one.")
                .check("aws iam get-login-profile " + user, "NoSuchEntity");
    }

    /**
     * Does something with each of what a list gives; a list that cannot be had stops the script ({@code set -e} does not act left of
     * {@code &&}). IAM's names hold no blanks, so that words are names; patterns are off in the script.
     */
    static CommandLine each(String list, String query, String act) {
        String line = "found=$(gone aws iam " + list + " --query " + ShellWords.quote(query)
                + " --output text); for one in $found; do [ \"$one\" = None ] || aws iam " + act
                + " \"$one\"; done";
        return new CommandLine(line, false);
    }
}
