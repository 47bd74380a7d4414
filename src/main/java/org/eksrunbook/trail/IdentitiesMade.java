package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lasting identities that the attacker made or took over: users, keys, passwords, roles. */
final class IdentitiesMade {

    /** A user as far as he works with a password. */
    static final String LOGIN = "consoleLogin";

    private final Suspects suspects;

    IdentitiesMade(Suspects suspects) {
        this.suspects = suspects;
    }

    void user(Sighting sighting, EventRecord event) {
        JsonNode user = Json.object(event.response(), "user");
        String name = Json.text(user, "userName") == null
                ? Json.text(event.request(), "userName")
                : Json.text(user, "userName");
        String arn = Json.text(user, "arn");
        if (arn == null && name != null) {
            arn = userArn(event, name);
        }
        if (arn == null) {
            return;
        }
        Suspect created = Suspect.found(arn, arn, "user", "created by " + by(event), "high", event.time())
                .knownBy(
                        Token.ARN.of(arn),
                        Token.ISSUER_ARN.of(arn),
                        Token.SWITCHED_FROM.of(arn),
                        Token.KUBERNETES_USER.of(arn));
        String id = Json.text(user, "userId");
        if (id != null) {
            created.knownBy(Token.ID.of(id), Token.ISSUER_ID.of(id));
        }
        Suspect his = suspects.add(created).because(sighting.eventId());
        if (event.time() != null) {
            his.takesName(event.time());
        }
    }

    void key(Sighting sighting, EventRecord event) {
        JsonNode key = Json.object(event.response(), "accessKey");
        String id = Json.text(key, "accessKeyId");
        if (id != null) {
            suspects.note(id, true);
            key(sighting, event, id, Json.text(key, "userName"), "created", "high");
        }
    }

    /** An old key that was switched on again has a new user. */
    void keyStatus(Sighting sighting, EventRecord event) {
        String id = Json.text(event.request(), "accessKeyId");
        if (id != null && "Active".equalsIgnoreCase(Json.text(event.request(), "status"))) {
            key(sighting, event, id, Json.text(event.request(), "userName"), "made active again", "medium");
        }
    }

    private void key(
            Sighting sighting, EventRecord event, String id, @Nullable String userName, String how, String confidence) {
        String arn = userName == null ? event.identity().arn() : userArn(event, userName);
        String whose = userName == null ? "the caller" : userName;
        suspects.add(Suspect.found(
                                id,
                                arn,
                                "accessKey",
                                "key of " + whose + ", " + how + " by " + by(event),
                                confidence,
                                event.time())
                        .knownBy(Token.KEY.of(id)))
                .because(sighting.eventId());
    }

    /** Keys of other kinds: calls with them bear the user's name and no id of the key, so that his own cannot be told from the attacker's. */
    void otherCredential(Sighting sighting, EventRecord event) {
        String name = Json.text(event.request(), "userName");
        suspects.consider(
                sighting,
                name == null ? null : userArn(event, name),
                "the attacker made a credential for it with " + event.name()
                        + ": delete that; calls with it bear the user's name, look at those since then");
    }

    /** A password that the attacker set: the user's work in the console is his from then on, the user's keys are not. */
    void password(Sighting sighting, EventRecord event, @Nullable String name) {
        if (name == null) {
            return;
        }
        // The log holds no password: where another one is demanded at the next sign-in, that may be all that was asked
        // for.
        boolean perhaps = event.name().equals("UpdateLoginProfile")
                && event.request().path("passwordResetRequired").asBoolean();
        Suspect login = login(
                userArn(event, name),
                new ConsoleWork(event.accountId(), name, event.time()),
                (perhaps ? "password set, or its change demanded, by " : "password set by ") + by(event),
                perhaps ? "medium" : "high",
                event.time());
        Suspect his = suspects.add(login).because(sighting.eventId());
        if (event.time() != null) {
            his.takesName(event.time());
        }
    }

    static Suspect login(String arn, ConsoleWork work, String how, String confidence, @Nullable Instant since) {
        return Suspect.found(arn, arn, LOGIN, how, confidence, since, work)
                .knownBy(Token.NAME.of(work.name()), Token.SWITCHED_FROM.of(arn));
    }

    void role(Sighting sighting, EventRecord event) {
        String answered = Json.text(Json.object(event.response(), "role"), "arn");
        String arn = answered == null ? asked(event) : answered;
        if (arn != null) {
            suspects.add(Suspect.found(arn, arn, "role", "created by the attacker", "high", sighting.time())
                            .knownBy(
                                    Token.ISSUER_ARN.of(arn),
                                    Token.TAKES_ROLE.of(arn),
                                    Token.ROLE.of(Arns.account(arn) + ":" + Arns.name(arn))))
                    .because(sighting.eventId());
        }
    }

    /** The role by the words of the request: in its path, with the name that it was to have. */
    private static @Nullable String asked(EventRecord event) {
        String name = Json.text(event.request(), "roleName");
        String path = Json.text(event.request(), "path");
        String below = path == null || !path.startsWith("/") ? "" : path.substring(1);
        return name == null ? null : Arns.role(Arns.partition(event.identity().arn()), event.accountId(), below + name);
    }

    private static String by(EventRecord event) {
        return event.identity().principal();
    }

    private static String userArn(EventRecord event, String name) {
        return Arns.user(Arns.partition(event.identity().arn()), event.accountId(), name);
    }
}
