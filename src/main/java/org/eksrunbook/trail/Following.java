package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows credentials: from a call of the attacker to whom he may act as from then on (correction 9, the most important loop of the phase; 15 for
 * passed roles). A role that others use too is not his as a whole: what he gets is one session of it.
 */
final class Following {

    private static final Set<String> SESSION_CALLS = Set.of(
            "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "AssumeRoleForPodIdentity");

    private final Suspects suspects;

    Following(Suspects suspects) {
        this.suspects = suspects;
    }

    /** Looks at a call that the attacker made after the compromise and that took effect. */
    void follow(Sighting sighting, EventRecord event, Suspect actor) {
        JsonNode request = event.request();
        JsonNode response = event.response();
        String name = event.name();
        if (SESSION_CALLS.contains(name)) {
            session(sighting, event, actor);
            return;
        }
        switch (name) {
            case "GetSessionToken" -> sessionToken(sighting, event);
            case "GetFederationToken" -> federation(sighting, event);
            case "CreateUser" -> createdUser(sighting, event, Json.object(response, "user"));
            case "CreateAccessKey" -> createdKey(sighting, event, Json.object(response, "accessKey"));
            case "CreateLoginProfile", "UpdateLoginProfile" -> console(sighting, event, Json.text(request, "userName"));
            case "CreateRole" -> createdRole(sighting, Json.text(Json.object(response, "role"), "arn"));
            case "CreateServiceLinkedRole" ->
                leftOut(
                        sighting,
                        Json.text(Json.object(response, "role"), "arn"),
                        "a service-linked role: only its service can take it");
            case "UpdateAssumeRolePolicy" -> new TrustChange(suspects).opened(sighting, event);
            case "RunInstances" ->
                Json.object(response, "instancesSet")
                        .path("items")
                        .forEach(instance -> instance(
                                sighting, Json.text(instance, "instanceId"), "started by the attacker", "high"));
            case "AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation" ->
                instance(
                        sighting,
                        Json.text(
                                Json.object(Json.object(response, name + "Response"), "iamInstanceProfileAssociation"),
                                "instanceId"),
                        "given another role by the attacker",
                        "medium");
            case "CreateStack", "UpdateStack", "ExecuteChangeSet" ->
                passed(
                        sighting,
                        Json.text(request, "roleARN"),
                        "AWSCloudFormation",
                        "passed to a CloudFormation stack",
                        "medium",
                        Duration.ofHours(1));
            case "RunTask" -> response.path("tasks").forEach(task -> task(sighting, Json.text(task, "taskArn")));
            case "CreatePodIdentityAssociation", "UpdatePodIdentityAssociation" -> podIdentity(sighting, response);
            case "CreateAccessEntry", "AssociateAccessPolicy", "UpdateAccessEntry" -> accessEntry(sighting, request);
            default -> {
                if (event.source().equals("lambda.amazonaws.com")
                        && (name.startsWith("CreateFunction") || name.startsWith("UpdateFunction"))) {
                    function(sighting, event);
                }
            }
        }
    }

    private void session(Sighting sighting, EventRecord event, Suspect actor) {
        String arn = Json.text(Json.object(event.response(), "assumedRoleUser"), "arn");
        String role = Json.text(event.request(), "roleArn");
        String service = event.identity().invokedBy();
        String key = Json.text(Json.object(event.response(), "credentials"), "accessKeyId");
        if (Arns.isServiceLinked(role)) {
            leftOut(sighting, role, "a service-linked role at work: only its service can take it");
            return;
        }
        if (arn == null && role != null) {
            String sessionName = Json.text(event.request(), "roleSessionName");
            arn = sessionName == null ? null : Arns.session(role, sessionName);
        }
        if (arn == null) {
            return;
        }
        boolean byService = service != null && service.endsWith(".amazonaws.com");
        Suspect session = new Suspect(
                        arn,
                        arn,
                        "session",
                        byService
                                ? "taken by " + service + " on behalf of " + actor.id()
                                : event.name() + " by " + actor.id(),
                        byService ? "medium" : "high",
                        false,
                        event.time(),
                        Suspect.ALWAYS)
                .knownBy(
                        Token.ARN.of(arn),
                        Token.KUBERNETES_USER.of(arn),
                        Token.SWITCHED_FROM.of(arn),
                        Token.ISSUED_ARN.of(arn));
        String id = Json.text(Json.object(event.response(), "assumedRoleUser"), "assumedRoleId");
        if (id != null) {
            session.knownBy(Token.ID.of(id));
        }
        if (key != null) {
            session.knownBy(Token.KEY.of(key));
            suspects.note(key, true);
        }
        if (actor.workload() != null) {
            session.worksAs(actor.workload());
            if (role != null) {
                suspects.compareWith(Token.ISSUER_ARN.of(role), actor.workload());
            }
        }
        suspects.add(session).because(sighting.eventId());
    }

    /** The console's change of role: the session that it leads to is the attacker's. */
    void switched(Sighting sighting, EventRecord event, Suspect from) {
        String arn = event.identity().arn();
        if (arn != null && !arn.equals(from.arn())) {
            suspects.add(new Suspect(
                                    arn,
                                    arn,
                                    "session",
                                    "role switched in the console by " + from.id(),
                                    "high",
                                    false,
                                    event.time(),
                                    Suspect.ALWAYS)
                            .knownBy(Token.ARN.of(arn), Token.SWITCHED_FROM.of(arn), Token.KUBERNETES_USER.of(arn)))
                    .because(sighting.eventId());
        }
    }

    private void sessionToken(Sighting sighting, EventRecord event) {
        String key = Json.text(Json.object(event.response(), "credentials"), "accessKeyId");
        if (key != null) {
            suspects.note(key, true);
            suspects.add(new Suspect(
                                    key,
                                    event.identity().arn(),
                                    "sessionKey",
                                    "GetSessionToken by " + event.identity().principal(),
                                    "high",
                                    false,
                                    event.time(),
                                    Suspect.ALWAYS)
                            .knownBy(Token.KEY.of(key)))
                    .because(sighting.eventId());
        }
    }

    private void federation(Sighting sighting, EventRecord event) {
        JsonNode user = Json.object(event.response(), "federatedUser");
        String arn = Json.text(user, "arn");
        String key = Json.text(Json.object(event.response(), "credentials"), "accessKeyId");
        if (arn == null) {
            return;
        }
        Suspect federated = new Suspect(
                        arn,
                        arn,
                        "session",
                        "GetFederationToken by " + event.identity().principal(),
                        "high",
                        false,
                        event.time(),
                        Suspect.ALWAYS)
                .knownBy(Token.ARN.of(arn), Token.ISSUED_ARN.of(arn), Token.SWITCHED_FROM.of(arn));
        if (key != null) {
            federated.knownBy(Token.KEY.of(key));
            suspects.note(key, true);
        }
        suspects.add(federated).because(sighting.eventId());
    }

    private void createdUser(Sighting sighting, EventRecord event, JsonNode user) {
        String name = Json.text(user, "userName") == null
                ? Json.text(event.request(), "userName")
                : Json.text(user, "userName");
        String arn = Json.text(user, "arn");
        if (arn == null && name != null) {
            arn = Arns.user(Arns.partition(event.identity().arn()), event.accountId(), name);
        }
        if (arn == null) {
            return;
        }
        Suspect created = new Suspect(
                        arn,
                        arn,
                        "user",
                        "created by " + event.identity().principal(),
                        "high",
                        false,
                        event.time(),
                        Suspect.ALWAYS)
                .knownBy(
                        Token.ARN.of(arn),
                        Token.ISSUER_ARN.of(arn),
                        Token.SWITCHED_FROM.of(arn),
                        Token.KUBERNETES_USER.of(arn));
        String id = Json.text(user, "userId");
        if (id != null) {
            created.knownBy(Token.ID.of(id), Token.ISSUER_ID.of(id));
        }
        suspects.add(created).because(sighting.eventId());
    }

    private void createdKey(Sighting sighting, EventRecord event, JsonNode key) {
        String id = Json.text(key, "accessKeyId");
        String name = Json.text(key, "userName");
        if (id == null) {
            return;
        }
        String arn = name == null
                ? event.identity().arn()
                : Arns.user(Arns.partition(event.identity().arn()), event.accountId(), name);
        suspects.note(id, true);
        suspects.add(new Suspect(
                                id,
                                arn,
                                "accessKey",
                                "key of " + (name == null ? "the caller" : name) + ", created by "
                                        + event.identity().principal(),
                                "high",
                                false,
                                event.time(),
                                Suspect.ALWAYS)
                        .knownBy(Token.KEY.of(id)))
                .because(sighting.eventId());
    }

    /** A password that the attacker set: the user's work in the console is his from then on, the user's keys are not. */
    private void console(Sighting sighting, EventRecord event, @Nullable String name) {
        if (name == null) {
            return;
        }
        String account = event.accountId();
        Suspect.Condition inConsole = other -> other.event() != null
                && account.equals(other.event().identity().accountId())
                && isConsole(other.event());
        String arn = Arns.user(Arns.partition(event.identity().arn()), account, name);
        suspects.add(new Suspect(
                                arn,
                                arn,
                                "consoleLogin",
                                "password set by " + event.identity().principal(),
                                "high",
                                false,
                                event.time(),
                                inConsole)
                        .knownBy(Token.NAME.of(name)))
                .because(sighting.eventId());
    }

    private static boolean isConsole(EventRecord event) {
        String key = event.identity().accessKeyId();
        return event.name().equals("ConsoleLogin") || key == null || key.startsWith("ASIA");
    }

    private void createdRole(Sighting sighting, @Nullable String arn) {
        if (arn != null) {
            suspects.add(new Suspect(
                                    arn,
                                    arn,
                                    "role",
                                    "created by the attacker",
                                    "high",
                                    false,
                                    sighting.time(),
                                    Suspect.ALWAYS)
                            .knownBy(
                                    Token.ISSUER_ARN.of(arn),
                                    Token.TAKES_ROLE.of(arn),
                                    Token.ROLE.of(Arns.account(arn) + ":" + Arns.name(arn))))
                    .because(sighting.eventId());
        }
    }

    private void instance(Sighting sighting, @Nullable String id, String how, String confidence) {
        if (id != null) {
            suspects.add(new Suspect(id, null, "instance", how, confidence, false, sighting.time(), Suspect.ALWAYS)
                            .knownBy(Token.SESSION.of(id)))
                    .because(sighting.eventId());
        }
    }

    private void function(Sighting sighting, EventRecord event) {
        String role = Json.text(event.response(), "role") == null
                ? Json.text(event.request(), "role")
                : Json.text(event.response(), "role");
        String name = Json.text(event.response(), "functionName");
        boolean created = event.name().startsWith("CreateFunction");
        if (name != null) {
            passed(
                    sighting,
                    role,
                    name,
                    created
                            ? "passed to a function that the attacker created"
                            : "of a function that the attacker changed",
                    created ? "high" : "medium",
                    null);
        }
    }

    private void task(Sighting sighting, @Nullable String arn) {
        if (arn != null) {
            String id = arn.substring(arn.lastIndexOf('/') + 1);
            suspects.add(new Suspect(
                                    id,
                                    null,
                                    "task",
                                    "started by the attacker",
                                    "high",
                                    false,
                                    sighting.time(),
                                    Suspect.ALWAYS)
                            .knownBy(Token.SESSION.of(id)))
                    .because(sighting.eventId());
        }
    }

    /** A role handed to a service: what the service does with it under a name that tells the attacker's resource. */
    private void passed(
            Sighting sighting,
            @Nullable String role,
            String sessionName,
            String how,
            String confidence,
            @Nullable Duration during) {
        String arn = role == null ? null : Arns.session(role, sessionName);
        if (arn == null) {
            return;
        }
        Instant from = sighting.time();
        Suspect.Condition inTime = event -> during == null
                || from == null
                || event.time() == null
                || !event.time().isAfter(from.plus(during));
        suspects.add(new Suspect(arn, arn, "session", how, confidence, false, from, inTime).knownBy(Token.ARN.of(arn)))
                .because(sighting.eventId());
    }

    private void podIdentity(Sighting sighting, JsonNode response) {
        JsonNode association = Json.object(response, "association");
        String namespace = Json.text(association, "namespace");
        String account = Json.text(association, "serviceAccount");
        if (namespace != null && account != null) {
            suspects.add(new Suspect(
                                    "system:serviceaccount:" + namespace + ":" + account,
                                    null,
                                    "podIdentity",
                                    "role " + Json.text(association, "roleArn") + " associated by the attacker",
                                    "high",
                                    false,
                                    sighting.time(),
                                    Suspect.ALWAYS)
                            .knownBy(Token.POD_ACCOUNT.of(namespace + "/" + account)))
                    .because(sighting.eventId());
        }
    }

    private void accessEntry(Sighting sighting, JsonNode request) {
        String arn = Json.text(request, "principalArn");
        if (arn != null) {
            leftOut(
                    sighting,
                    Arns.decoded(arn),
                    "was given access to the cluster by the attacker: take the entry back; its own calls are not the attacker's by that alone");
        }
    }

    private void leftOut(Sighting sighting, @Nullable String id, String why) {
        if (id != null) {
            suspects.add(new Suspect(
                                    id,
                                    id,
                                    "considered",
                                    "named in a call of the attacker",
                                    "low",
                                    false,
                                    sighting.time(),
                                    Suspect.ALWAYS)
                            .leftOut(why))
                    .because(sighting.eventId());
        }
    }
}
