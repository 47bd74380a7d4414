package org.eksrunbook.action;

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

    static Draft deactivateAll(ResourceRef user, Draft draft) {
        String name = ShellWords.option("--user-name", user.name());
        return draft.before("aws iam list-access-keys " + name)
                .run(IdentityDeletions.each(
                        "list-access-keys " + name,
                        "AccessKeyMetadata[?Status==`Active`].AccessKeyId",
                        "update-access-key --status Inactive " + name + " --access-key-id"))
                .byHand("Undo: update-access-key --status Active, for the keys that the picture from before shows.")
                .check("aws iam list-access-keys " + name, "every key has Status Inactive");
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
