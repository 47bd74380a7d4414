package org.eksrunbook.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.ResourceRef;

/**
 * What ends the access of a principal. Changing a trust policy ends no live session, and revoking sessions does not keep anybody from
 * assuming the role again: both, and trust first (AWS Security Incident Response Guide; IAM user guide, «Revoking IAM role temporary
 * security credentials»).
 */
final class Cuts {

    private static final Map<String, Object> NOBODY = Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(Map.of(
                    "Sid",
                    "IncidentNobody",
                    "Effect",
                    "Deny",
                    "Principal",
                    Map.of("AWS", "*"),
                    "Action",
                    "sts:AssumeRole")));

    /** Name of the inline policy. */
    static final String DENY = "IncidentNothing";

    private static final Map<String, Object> NOTHING = Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(Map.of("Sid", DENY, "Effect", "Deny", "Action", "*", "Resource", "*")));

    List<Action> of(LivePrincipal principal) {
        try {
            return switch (PrincipalShape.of(principal)) {
                case ROLE -> role(principal);
                case USER -> user(principal);
                case KEY -> key(principal);
                case SESSION_KEY -> sessionKey(principal);
                case ROOT -> List.of(root(principal));
                case LOGIN -> List.of(login(principal));
                case ACCESS_ENTRY ->
                    List.of(ClusterAccess.deleteEntry(
                                    target(principal, "AWS::EKS::AccessEntry"),
                                    draft(ActionKind.DELETE_ACCESS_ENTRY, principal, "AWS::EKS::AccessEntry"))
                            .done());
                case POD_IDENTITY ->
                    List.of(ClusterAccess.deletePodIdentity(
                                    target(principal, "AWS::EKS::PodIdentityAssociation"),
                                    draft(
                                            ActionKind.DELETE_POD_IDENTITY,
                                            principal,
                                            "AWS::EKS::PodIdentityAssociation"))
                            .done());
                case ROLE_BINDING -> List.of(binding(principal));
                case NONE -> List.of();
            };
        } catch (UnsafeArgument unsafe) {
            return List.of(byHand(principal, unsafe.why()));
        }
    }

    private static List<Action> role(LivePrincipal principal) {
        ResourceRef role =
                new ResourceRef("AWS::IAM::Role", PrincipalShape.roleName(principal), null, principal.accountId(), "");
        List<Action> actions = new ArrayList<>();
        if (principal.createdByAttacker()) {
            actions.add(removeTrust(role, principal));
        }
        actions.add(revokeRole(role, principal));
        return actions;
    }

    private static Action removeTrust(ResourceRef role, LivePrincipal principal) {
        String name = ShellWords.option("--role-name", role.name());
        String remove = Aws.in(role, "iam update-assume-role-policy " + name)
                .document("--policy-document", NOBODY)
                .text();
        return new Draft(ActionKind.REMOVE_TRUST, role, principal.why())
                .before("aws iam get-role " + name)
                .run(new CommandLine(remove, isOfAccount(principal)))
                .run(new CommandLine(denyAll(role, "role", name), isOfAccount(principal)))
                .byHand(
                        "Undo: update-assume-role-policy with the document that the picture from before shows, and delete-role-policy "
                                + DENY + ".")
                .check(
                        "aws iam get-role " + name + " --query Role.AssumeRolePolicyDocument",
                        "only the statement IncidentNobody")
                .done();
    }

    /**
     * Nothing legitimate depends on what he made. Until a change of IAM is known everywhere (its user guide, «Changes that I make are not
     * always immediately visible») he may take one session more, which is younger than the moment up to which sessions are revoked.
     */
    private static String denyAll(ResourceRef principal, String who, String name) {
        return Aws.in(principal, "iam put-" + who + "-policy " + name + " --policy-name " + DENY)
                .document("--policy-document", NOTHING)
                .text();
    }

    private static Action revokeRole(ResourceRef role, LivePrincipal principal) {
        String name = ShellWords.option("--role-name", role.name()) + " --policy-name AWSRevokeOlderSessions";
        return new Draft(ActionKind.REVOKE_SESSIONS, role, principal.why())
                .before("aws iam list-role-policies " + ShellWords.option("--role-name", role.name()))
                .run(new CommandLine(
                        "aws iam put-role-policy " + name + " --policy-document " + Revocation.DOCUMENT,
                        isOfAccount(principal)))
                .undo("aws iam delete-role-policy " + name)
                .byHand(
                        principal.createdByAttacker()
                                ? ""
                                : "Ends the sessions of everyone who uses this role; workloads take new ones by themselves."
                                        + " If the attacker could still assume it, take that away first.")
                .check("aws iam get-role-policy " + name, "a Deny with aws:TokenIssueTime of this incident")
                .done();
    }

    private static List<Action> user(LivePrincipal principal) {
        ResourceRef user =
                new ResourceRef("AWS::IAM::User", PrincipalShape.userName(principal), null, principal.accountId(), "");
        List<Action> actions = new ArrayList<>();
        Draft keys = Keys.deactivateAll(user, new Draft(ActionKind.DEACTIVATE_KEY, user, principal.why()));
        if (principal.createdByAttacker()) {
            String name = ShellWords.option("--user-name", user.name());
            keys.run(new CommandLine(denyAll(user, "user", name), isOfAccount(principal)))
                    .also(
                            "Also: delete-user-policy " + DENY + ".",
                            "aws iam list-user-policies " + name,
                            DENY + " is in the list");
        }
        actions.add(keys.done());
        actions.add(IdentityDeletions.login(user, new Draft(ActionKind.REMOVE_LOGIN, user, principal.why()))
                .done());
        actions.add(revokeUser(user, principal));
        return actions;
    }

    private static Action revokeUser(ResourceRef user, LivePrincipal principal) {
        String name = ShellWords.option("--user-name", user.name()) + " --policy-name AWSRevokeOlderSessions";
        return new Draft(ActionKind.REVOKE_SESSIONS, user, principal.why())
                .before("aws iam list-user-policies " + ShellWords.option("--user-name", user.name()))
                .run(new CommandLine(
                        "aws iam put-user-policy " + name + " --policy-document " + Revocation.DOCUMENT,
                        isOfAccount(principal)))
                .undo("aws iam delete-user-policy " + name)
                .check("aws iam get-user-policy " + name, "a Deny with aws:TokenIssueTime of this incident")
                .done();
    }

    /**
     * Whether its own name tells the account: only there «not found» means that it is gone, as roles and users are that the attacker deleted
     * behind him. Where the account is a guess it may live on in another.
     */
    private static boolean isOfAccount(LivePrincipal principal) {
        String[] parts = (principal.arn() == null ? principal.id() : principal.arn()).split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") && parts[4].equals(principal.accountId());
    }

    private static List<Action> key(LivePrincipal principal) {
        ResourceRef key = new ResourceRef("AWS::IAM::AccessKey", principal.id(), null, principal.accountId(), "");
        return List.of(
                Keys.deactivate(key, principal.userName(), new Draft(ActionKind.DEACTIVATE_KEY, key, principal.why()))
                        .done());
    }

    /** A session's key cannot be deactivated: the sessions of its role or user are revoked. */
    private static List<Action> sessionKey(LivePrincipal principal) {
        if (PrincipalShape.hasRole(principal)) {
            return role(principal);
        }
        if (PrincipalShape.hasUser(principal)) {
            ResourceRef user = new ResourceRef(
                    "AWS::IAM::User", PrincipalShape.userName(principal), null, principal.accountId(), "");
            return List.of(revokeUser(user, principal));
        }
        throw new UnsafeArgument("no log told whose session key this is");
    }

    private static Action login(LivePrincipal principal) {
        ResourceRef user =
                new ResourceRef("AWS::IAM::User", PrincipalShape.userName(principal), null, principal.accountId(), "");
        return IdentityDeletions.login(user, new Draft(ActionKind.REMOVE_LOGIN, user, principal.why()))
                .done();
    }

    private static Action binding(LivePrincipal principal) {
        String type = principal.id().contains("/") ? "Kubernetes::RoleBinding" : "Kubernetes::ClusterRoleBinding";
        ResourceRef binding = target(principal, type);
        Draft draft = new Draft(ActionKind.REMOVE_ROLE_BINDING, binding, principal.why());
        if (principal.createdByAttacker()) {
            return Kubernetes.delete(binding, draft).done();
        }
        return draft.before("kubectl get " + Kubernetes.named(binding) + " --output yaml")
                .byHand(
                        "By hand: the attacker changed this binding and did not make it. Take out the subjects that he put in"
                                + " (kubectl edit " + Kubernetes.named(binding) + ").")
                .done();
    }

    private static Action root(LivePrincipal principal) {
        ResourceRef root =
                new ResourceRef("AWS::Organizations::Account", principal.accountId(), null, principal.accountId(), "");
        return new Draft(ActionKind.DEACTIVATE_KEY, root, principal.why())
                .byHand("By hand, as root: change the password, delete every root access key, renew the MFA device,"
                        + " and look at the account's e-mail address and contacts.")
                .done();
    }

    private static Action byHand(LivePrincipal principal, String why) {
        return new Draft(ActionKind.REVOKE_SESSIONS, target(principal, "AWS::IAM::Principal"), principal.why())
                .byHand("By hand: end the access of " + ShellWords.comment(principal.id()) + " in account "
                        + principal.accountId() + ". There is no command because " + why + ".")
                .done();
    }

    private static Draft draft(ActionKind kind, LivePrincipal principal, String type) {
        return new Draft(kind, target(principal, type), principal.why());
    }

    private static ResourceRef target(LivePrincipal principal, String type) {
        return new ResourceRef(type, principal.id(), principal.arn(), principal.accountId(), principal.region());
    }
}
