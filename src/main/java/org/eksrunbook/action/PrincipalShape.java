package org.eksrunbook.action;

import java.util.Locale;
import java.util.regex.Pattern;

/** What kind of principal a name is, told by its form first and by the word it came with second: logs and people name them in many ways. */
enum PrincipalShape {
    ROLE,
    USER,
    KEY,
    SESSION_KEY,
    ROOT,
    LOGIN,
    ACCESS_ENTRY,
    POD_IDENTITY,
    ROLE_BINDING,
    NONE;

    /** IAM Identity Center user guide, «Revoke active IAM role sessions created by permission sets». */
    private static final String OF_IDENTITY_CENTER =
            "in IAM Identity Center, disable the user, delete his active sessions and take back his assignments; sessions that"
                    + " were handed out go on until they expire unless the permission set or a service control policy denies"
                    + " his identitystore:userId";

    /** IAM user guide, «Service-linked roles»: only the service changes it. Its session's ARN tells no path, and others may choose the name. */
    private static final String OF_A_SERVICE =
            "IAM lets nobody but its service change a service-linked role: find out how the service came to act for the attacker, and"
                    + " take that away. Where aws iam get-role shows for it no path /aws-service-role/, it is a role like others that"
                    + " has this name: revoke its sessions (IAM's console: «Revoke active sessions»)";

    private static final String SESSION = "assumed-role/";
    private static final String ROLE_ARN = "role/";
    private static final String USER_ARN = "user/";

    private static final Pattern KEY_ID = Pattern.compile("AKIA[A-Z0-9]{4,}");
    private static final Pattern SESSION_KEY_ID = Pattern.compile("ASIA[A-Z0-9]{4,}");
    private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z]{3}[A-Z0-9]{12,}(:.*)?");

    static PrincipalShape of(LivePrincipal principal) {
        switch (principal.type()) {
            case "accessEntry":
                return ACCESS_ENTRY;
            case "podIdentity":
                return POD_IDENTITY;
            case "roleBinding":
                return ROLE_BINDING;
            case "login":
                return LOGIN;
            case "instanceGroup", "launchTemplate", "firewallPolicy":
                // Their names are free text. What they started or made is cleaned up as a resource.
                return NONE;
            case "identityCenterUser":
                throw new UnsafeArgument("a user of IAM Identity Center is no principal of IAM; " + OF_IDENTITY_CENTER);
            default:
                return byName(principal);
        }
    }

    private static PrincipalShape byName(LivePrincipal principal) {
        if (KEY_ID.matcher(principal.id()).matches()) {
            return KEY;
        }
        if (SESSION_KEY_ID.matcher(principal.id()).matches()) {
            return SESSION_KEY;
        }
        if (resource(principal, "iam").equals("root")) {
            return ROOT;
        }
        if (hasRole(principal)) {
            if (roleName(principal).startsWith("AWSReservedSSO_") && !principal.createdByAttacker()) {
                throw new UnsafeArgument("IAM lets nobody change the role of a permission set, which others use too; "
                        + OF_IDENTITY_CENTER);
            }
            if (isServiceLinked(principal)) {
                throw new UnsafeArgument(OF_A_SERVICE);
            }
            return ROLE;
        }
        if (hasUser(principal)) {
            return USER;
        }
        if (principal.id().startsWith("system:")
                || principal.type().toLowerCase(Locale.ROOT).contains("kubernetes")) {
            // Nothing in AWS: what it may do hangs on bindings and access entries, which are principals of their own.
            return NONE;
        }
        if (UNIQUE_ID.matcher(principal.id()).matches()) {
            throw new UnsafeArgument("no log told the name behind this unique id");
        }
        return switch (principal.type()) {
            case "role", "session" -> ROLE;
            case "user" -> USER;
            case "accessKey" -> KEY;
            default -> NONE;
        };
    }

    static boolean hasRole(LivePrincipal principal) {
        return resource(principal, "sts").startsWith(SESSION)
                || resource(principal, "iam").startsWith(ROLE_ARN);
    }

    private static boolean isServiceLinked(LivePrincipal principal) {
        return resource(principal, "iam").startsWith(ROLE_ARN + "aws-service-role/")
                || resource(principal, "sts").startsWith(SESSION + "AWSServiceRoleFor")
                        && !principal.createdByAttacker();
    }

    static boolean hasUser(LivePrincipal principal) {
        return principal.userName() != null || resource(principal, "iam").startsWith(USER_ARN);
    }

    static String roleName(LivePrincipal principal) {
        String session = resource(principal, "sts");
        if (session.startsWith(SESSION)) {
            String rest = session.substring(SESSION.length());
            int slash = rest.indexOf('/');
            return slash < 0 ? rest : rest.substring(0, slash);
        }
        String role = resource(principal, "iam");
        return role.startsWith(ROLE_ARN) ? role.substring(role.lastIndexOf('/') + 1) : principal.id();
    }

    static String userName(LivePrincipal principal) {
        if (principal.userName() != null) {
            return principal.userName();
        }
        String user = resource(principal, "iam");
        return user.startsWith(USER_ARN) ? user.substring(user.lastIndexOf('/') + 1) : principal.id();
    }

    /**
     * The sixth part of the principal's ARN, empty where it is of another service. Whoever makes a user or role chooses its path, in which
     * colons may stand (IAM user guide, «IAM identifiers»): what comes later in an ARN tells no kind.
     */
    private static String resource(LivePrincipal principal, String service) {
        String arn = principal.arn() == null ? principal.id() : principal.arn();
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") && parts[2].equals(service) ? parts[5] : "";
    }
}
