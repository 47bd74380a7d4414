package org.eksrunbook.action;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * Access keys. IAM takes the caller's own user where none is named, so the key's user is always named, asked for where no log told it
 * (GetAccessKeyLastUsed tells whose key it is).
 */
final class Keys {

    private Keys() {}

    static Draft deactivate(ResourceRef key, @Nullable String user, Draft draft) {
        String id = ShellWords.option("--access-key-id", key.name());
        String who = who(id, user);
        return draft.before("aws iam get-access-key-last-used " + id)
                .run(who + "aws iam update-access-key --status Inactive " + id + name(user))
                .undo(who + "aws iam update-access-key --status Active " + id + name(user))
                .check(who + "aws iam list-access-keys" + name(user), "Status Inactive for this key");
    }

    /** Inactive first: were the deletion to fail, it is useless already. */
    static Draft delete(ResourceRef key, Draft draft) {
        String id = ShellWords.option("--access-key-id", key.name());
        String who = who(id, null);
        return draft.before("aws iam get-access-key-last-used " + id)
                .run(new CommandLine(who + "aws iam update-access-key --status Inactive " + id + name(null), false))
                .run(new CommandLine(who + "aws iam delete-access-key " + id + name(null), false))
                .check(who + "aws iam list-access-keys" + name(null), "this key is not in the list");
    }

    /**
     * All that lets somebody in as the user without a session: access keys, credentials of single services (Bedrock, CodeCommit, Keyspaces),
     * SSH keys, signing certificates (IAM user guide, «Deactivate»; API reference, UpdateServiceSpecificCredential).
     */
    static Draft deactivateAll(ResourceRef user, Draft draft) {
        String name = ShellWords.option("--user-name", user.name());
        List<String> looks = new ArrayList<>();
        for (String[] one : new String[][] {
            {"list-access-keys", "AccessKeyMetadata", "AccessKeyId", "update-access-key", "--access-key-id"},
            {
                "list-service-specific-credentials",
                "ServiceSpecificCredentials",
                "ServiceSpecificCredentialId",
                "update-service-specific-credential",
                "--service-specific-credential-id"
            },
            {"list-ssh-public-keys", "SSHPublicKeys", "SSHPublicKeyId", "update-ssh-public-key", "--ssh-public-key-id"},
            {
                "list-signing-certificates",
                "Certificates",
                "CertificateId",
                "update-signing-certificate",
                "--certificate-id"
            }
        }) {
            looks.add("aws iam " + one[0] + " " + name);
            draft.before("aws iam " + one[0] + " " + name)
                    .run(IdentityDeletions.each(
                            one[0] + " " + name,
                            one[1] + "[?Status==`Active`]." + one[2],
                            one[3] + " --status Inactive " + name + " " + one[4]));
        }
        return draft.byHand(
                        "Undo: the update that is used here with --status Active, for what the pictures from before show.")
                .check(String.join("; ", looks), "everything has Status Inactive");
    }

    private static String who(String id, @Nullable String user) {
        return user == null
                ? "user=$(aws iam get-access-key-last-used " + id + " --query UserName --output text); "
                : "";
    }

    private static String name(@Nullable String user) {
        return " " + (user == null ? "--user-name \"$user\"" : ShellWords.option("--user-name", user));
    }
}
