package org.eksrunbook.trail;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Credentials and trust: identity besides what happened to the resource. It stands first where the call's own object is an AWS identity,
 * and second where a credential of another kind is made or changed.
 */
final class IdentityCall {
    private static final Set<String> SERVICES =
            Set.of("iam", "sts", "sso", "sso-directory", "identitystore", "signin", "rolesanywhere", "sso-oauth");
    private static final Pattern NOT_IDENTITY = Pattern.compile("ServerCertificate|AccountAlias");
    private static final Pattern CREDENTIAL = Pattern.compile(
            "AccessKey|KeyPair|ApiKey|APIKey|InstanceProfile|AccessEntry|IdentityProvider|TrustAnchor|^Role(?:To|From)|(?:User|Users|Role|Roles|Credential|Credentials|Password|Principal|Principals|Admin|Administrator|AuthToken|UserPassword)$");

    private static final Pattern HANDED_OUT = Pattern.compile(
            "(?:Credentials|AuthorizationToken|RoleToken|SessionToken|FederationToken|AccessToken|AuthToken)(?:(?:For|With)[A-Z].*)?$");

    /** Links and tokens that let their bearer in without a login of his own. */
    private static final Pattern WAY_IN = Pattern.compile(
            "Presigned.*U(?:rl|RL)$|(?:Login|Cli|SignIn|Signin)(?:Token|U(?:rl|RL))$|Streaming(?:Session)?U(?:rl|RL)$|AccessU(?:rl|RL)$|EmbedU(?:rl|RL)(?:For[A-Z].*)?$");

    private IdentityCall() {}

    /**
     * A call whose name says that the answer is a credential: {@code GetClusterSessionCredentials}, {@code AssumeQueueRoleForUser},
     * {@code CreatePresignedNotebookInstanceUrl}.
     */
    static boolean handsOut(CallName call) {
        return switch (call.verb()) {
            case "Assume" -> true;
            case "Get" ->
                HANDED_OUT.matcher(call.noun()).find()
                        || WAY_IN.matcher(call.noun()).find();
            case "Request" -> HANDED_OUT.matcher(call.noun()).find();
            case "Create", "Generate" -> WAY_IN.matcher(call.noun()).find();
            default -> false;
        };
    }

    static List<Category> besides(CallName call, Category what) {
        boolean changes = what == Category.CREATED || what == Category.MODIFIED || what == Category.DELETED;
        if (!changes) {
            return List.of(what);
        }
        if (SERVICES.contains(call.service())
                && !NOT_IDENTITY.matcher(call.noun()).find()) {
            return List.of(Category.IDENTITY, what);
        }
        return CREDENTIAL.matcher(call.noun()).find() ? List.of(what, Category.IDENTITY) : List.of(what);
    }
}
