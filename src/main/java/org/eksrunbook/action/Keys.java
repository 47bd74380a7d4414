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

    /**
     * What lets a user in, as IAM's commands and answers call it.
     *
     * @param answer the list in the answer, {@code id} in its entries
     * @param option without its hyphens, which takes the id
     */
    private record Credential(String singular, String plural, String answer, String id, String option) {}

    private static final List<Credential> LET_IN = List.of(
            new Credential("access-key", "access-keys", "AccessKeyMetadata", "AccessKeyId", "access-key-id"),
            new Credential(
                    "service-specific-credential",
                    "service-specific-credentials",
                    "ServiceSpecificCredentials",
                    "ServiceSpecificCredentialId",
                    "service-specific-credential-id"),
            new Credential("ssh-public-key", "ssh-public-keys", "SSHPublicKeys", "SSHPublicKeyId", "ssh-public-key-id"),
            new Credential(
                    "signing-certificate", "signing-certificates", "Certificates", "CertificateId", "certificate-id"));

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
        for (Credential one : LET_IN) {
            String list = "list-" + one.plural() + " " + name;
            looks.add("aws iam " + list);
            draft.before("aws iam " + list)
                    .run(IdentityDeletions.each(
                            list,
                            one.answer() + "[?Status==`Active`]." + one.id(),
                            "update-" + one.singular() + " --status Inactive " + name + " --" + one.option()));
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
