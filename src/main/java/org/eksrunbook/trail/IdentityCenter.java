package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Users of IAM Identity Center. In an account they act as sessions of {@code AWSReservedSSO_<permission set>_<hash>}, a role that all who have the permission set
 * share: followed are the user ({@code userIdentity.onBehalfOf.userId}) and the sessions that bear his name, never the role. The event by which the portal gets
 * a session ({@code AssumeRoleWithSAML}) names no user id, only the session's name.
 */
final class IdentityCenter {

    static final String TYPE = "identityCenterUser";

    private static final Set<String> SERVICES = Set.of("sso", "identitystore", "sso-directory");
    private static final String ROLE = "AWSReservedSSO_";

    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Suspects suspects;

    IdentityCenter(Suspects suspects) {
        this.suspects = suspects;
    }

    /** Whether a role is that of a permission set. */
    static boolean isRole(String arn) {
        return arn.contains("/" + ROLE);
    }

    static boolean isAskedBy(EventRecord event) {
        return SERVICES.contains(CallName.of(event).service());
    }

    /** What a call of the attacker to Identity Center gives to whom. */
    void follow(Sighting sighting, EventRecord event) {
        JsonNode request = event.request();
        switch (event.name()) {
            case "CreateUser" -> made(sighting, event);
            case "CreateAccountAssignment" -> assigned(sighting, event);
            case "CreateGroupMembership", "AddMemberToGroup" ->
                given(sighting, member(request.path("memberId")), "made a member of a group by the attacker", null);
            case "UpdatePassword", "CompleteVirtualMfaDeviceRegistration", "CompleteWebAuthnDeviceRegistration" ->
                given(sighting, Json.text(request, "userId"), "given a password or device by the attacker", null);
            case "AttachManagedPolicyToPermissionSet",
                    "AttachCustomerManagedPolicyReferenceToPermissionSet",
                    "PutInlinePolicyToPermissionSet",
                    "UpdatePermissionSet" ->
                suspects.consider(
                        sighting,
                        Json.text(request, "permissionSetArn"),
                        "a permission set that the attacker changed: put it back; whoever has it is not the attacker by that alone");
            default -> {
                // The other calls are findings and hand nothing on.
            }
        }
    }

    private static @Nullable String member(JsonNode id) {
        return id.isTextual() ? id.asText() : Json.text(id, "userId");
    }

    private void made(Sighting sighting, EventRecord event) {
        String id = Json.text(event.response(), "userId");
        if (id == null) {
            id = Json.text(Json.object(event.response(), "user"), "userId");
        }
        if (id != null) {
            suspects.add(user(id, "created by the attacker", "high", sighting, Suspect.ALWAYS))
                    .because(sighting.eventId());
            String answered = Json.text(Json.object(event.response(), "user"), "userName");
            String name = answered == null ? Json.text(event.request(), "userName") : answered;
            called(sighting, name, new Known(id, "high", sighting.time(), Suspect.ALWAYS));
        }
    }

    /**
     * Whom his name leads to: the sessions in the accounts bear it and as a rule no user id.
     *
     * @param his which events are his
     */
    private record Known(
            String id, String confidence, @Nullable Instant since, Suspect.Condition his) {}

    /**
     * A user whose id is known has a name besides, which nobody else in the directory has (Identity Store API reference, User: {@code UserName} is a unique string);
     * it is the name of his sessions. Another directory may have a colleague of that name: what she did before stays hers.
     */
    private void called(Sighting sighting, @Nullable String name, Known user) {
        if (name == null || name.isBlank() || Withheld.is(name)) {
            return;
        }
        Suspect byName = Suspect.found(
                        name,
                        null,
                        TYPE,
                        "the name of user " + user.id() + " of IAM Identity Center",
                        user.confidence(),
                        user.since(),
                        event -> isCalled(name, event.event()) && user.his().holds(event))
                .knownBy(Token.NAME.of(name), Token.SESSION.of(name))
                .worksAs(workload(name));
        suspects.add(byName).because(sighting.eventId());
    }

    /** A sign-in to the portal tells id and name at once (IAM Identity Center user guide, «Understanding IAM Identity Center sign-in events»). */
    private void signedIn(Sighting sighting, EventRecord event, Suspect user) {
        String id = Json.text(event.identity().onBehalfOf(), "userId");
        if (id != null
                && user.id().equals(id)
                && event.source().equals("signin.amazonaws.com")
                && sighting.tookEffect()) {
            String name = Json.text(event.additional(), "UserName");
            called(sighting, name, new Known(id, user.confidence(), user.since(), user::accepts));
        }
    }

    private void assigned(Sighting sighting, EventRecord event) {
        JsonNode request = event.request();
        String id = Json.text(request, "principalId");
        String account = Json.text(request, "targetId");
        if ("USER".equals(Json.text(request, "principalType"))) {
            given(sighting, id, "given access to account " + account + " by the attacker", account);
        } else {
            suspects.consider(
                    sighting,
                    id,
                    "a group that the attacker gave access to account " + account
                            + ": take the assignment back; the logs do not say who is in it");
        }
    }

    /** Somebody who may have been there before: what he did before, from the same addresses, stays his. */
    private void given(Sighting sighting, @Nullable String id, String how, @Nullable String account) {
        if (id != null) {
            Suspect.Condition there = event -> account == null
                    || event.event() == null
                    || event.event().accountId().equals(account);
            suspects.add(user(id, how, "medium", sighting, there).worksAs(workload(id)))
                    .because(sighting.eventId());
        }
    }

    /** A user whose session the attacker has otherwise than by being let in as him may have lost more: the portal hands out sessions in every account that he may enter. */
    void met(Sighting sighting, EventRecord event, Suspect actor) {
        AssumedRole session = AssumedRole.of(event.identity().arn());
        String id = Json.text(event.identity().onBehalfOf(), "userId");
        if (actor.type().equals(TYPE)) {
            signedIn(sighting, event, actor);
        }
        if (session == null || !session.roleName().startsWith(ROLE)) {
            return;
        }
        if (actor.type().equals(TYPE)) {
            suspects.add(session(session, actor)).because(sighting.eventId());
        } else if (id == null) {
            named(sighting, session, actor);
        } else if (actor.type().equals("session")
                && session.arn().equals(actor.arn())
                && !actor.source().equals(sessionOf(id))) {
            suspects.add(user(
                                    id,
                                    "the user of IAM Identity Center behind " + session.arn(),
                                    "medium",
                                    sighting,
                                    Suspect.ALWAYS)
                            .worksAs(workload(id)))
                    .because(sighting.eventId());
        }
    }

    /**
     * Records that name no user id know him by his name alone: it is that of his session, and in the portal's calls the user name. Only as a session of a
     * permission set and as the portal's caller is it his; a role's session, an IAM user or a SAML user may be called like him.
     */
    private void named(Sighting sighting, AssumedRole session, Suspect actor) {
        String name = session.sessionName();
        if (!actor.type().equals("session")
                || !session.arn().equals(actor.arn())
                || actor.source().equals(sessionOf(name))) {
            return;
        }
        String how = "the user of IAM Identity Center behind " + session.arn() + ", by his name";
        suspects.add(Suspect.found(
                                name,
                                null,
                                TYPE,
                                how,
                                "medium",
                                began(sighting),
                                event -> isCalled(name, event.event()))
                        .knownBy(Token.NAME.of(name), Token.SESSION.of(name))
                        .worksAs(workload(name)))
                .because(sighting.eventId());
    }

    private static boolean isCalled(String name, @Nullable EventRecord event) {
        if (event == null || !event.identity().onBehalfOf().isEmpty()) {
            return false;
        }
        AssumedRole session = AssumedRole.of(event.identity().arn());
        boolean inPortal = event.identity().arn() == null
                && event.identity().type().equals("Unknown")
                && isAskedBy(event)
                && name.equals(event.identity().userName());
        boolean inAccount = session != null
                && session.roleName().startsWith(ROLE)
                && session.sessionName().equals(name);
        return inPortal || inAccount;
    }

    private static Suspect user(
            String id, String how, String confidence, Sighting sighting, Suspect.Condition condition) {
        return Suspect.found(id, null, TYPE, how, confidence, began(sighting), condition)
                .knownBy(Token.IDENTITY_USER.of(id));
    }

    /** A session is dated by the moment it was handed out, and the portal's call by which it was is a moment older. */
    private static @Nullable Instant began(Sighting sighting) {
        Instant called = sighting.time();
        Instant created =
                sighting.event() == null ? null : sighting.event().identity().sessionBegan();
        if (created == null || called == null || AssumedRole.of(sighting.arn()) == null) {
            return called;
        }
        return created.isBefore(called) ? created.minus(MOMENT) : called;
    }

    private static String sessionOf(String id) {
        return "session of " + workload(id);
    }

    static String workload(String id) {
        return "user " + id + " of IAM Identity Center";
    }

    /** A user's session in an account. Not by the session's name: a role, or somebody else, may be called like it. */
    private static Suspect session(AssumedRole role, Suspect user) {
        String arn = role.arn();
        Suspect session = Suspect.found(arn, arn, "session", sessionOf(user.id()), user.confidence(), user.since())
                .knownBy(
                        Token.ARN.of(arn),
                        Token.ISSUED_ARN.of(arn),
                        Token.SWITCHED_FROM.of(arn),
                        Token.KUBERNETES_USER.of(arn));
        return user.workload() == null ? session : session.worksAs(user.workload());
    }

    /** Whether it is a session of a permission set: its name is one user's, so that every beginning of it is his. */
    static boolean isSession(Suspect suspect) {
        AssumedRole role = AssumedRole.of(suspect.arn());
        return suspect.type().equals("session")
                && role != null
                && role.roleName().startsWith(ROLE);
    }
}
