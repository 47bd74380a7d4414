package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;

/**
 * Writes {@code userIdentity} as CloudTrail does: a role's {@code principalId} is {@code AROA…:session} and its name
 * stands in the session issuer alone, a service has no ARN.
 */
final class Actors {
    private final JsonNode actors;
    private final Templates templates;

    Actors(JsonNode actors, Templates templates) {
        this.actors = actors;
        this.templates = templates;
    }

    JsonNode named(String key) {
        JsonNode actor = actors.get(key);
        if (actor == null) {
            throw new IllegalStateException("gameday/organisation.json names no actor " + key);
        }
        return actor;
    }

    /** The account an actor lives in; a service acts in the account that its record belongs to. */
    String account(JsonNode actor, String recordAccount) {
        return templates.account(actor.path("account").asText(recordAccount));
    }

    String address(JsonNode actor, Scene scene) {
        return templates.fill(actor.path("ip").asText(actor.path("name").asText()), scene);
    }

    String agent(JsonNode actor, Scene scene) {
        return templates.fill(actor.path("agent").asText(actor.path("name").asText()), scene);
    }

    ObjectNode identity(String key, Scene scene) {
        JsonNode actor = named(key);
        return switch (actor.path("kind").asText()) {
            case "user" -> user(actor, scene);
            case "role" -> role(key, actor, scene);
            case "web" -> web(actor, scene);
            case "service" ->
                object().put("type", "AWSService")
                        .put("invokedBy", actor.path("name").asText());
            case "foreign" ->
                object().put("type", "AWSAccount")
                        .put("principalId", text(actor, "principal", scene))
                        .put("accountId", account(actor, scene.account()));
            default -> throw new IllegalStateException("Actor " + key + " has no kind that CloudTrail knows");
        };
    }

    private ObjectNode user(JsonNode actor, Scene scene) {
        String name = actor.path("name").asText();
        String account = account(actor, scene.account());
        ObjectNode identity = object().put("type", "IAMUser")
                .put("principalId", templates.identifiers().named("AIDA", name))
                .put("arn", "arn:aws:iam::" + account + ":user/" + name)
                .put("accountId", account);
        if (actor.has("key")) {
            identity.put("accessKeyId", text(actor, "key", scene));
        }
        identity.put("userName", name);
        if (actor.has("mfa")) {
            ObjectNode attributes = identity.putObject("sessionContext").putObject("attributes");
            attributes.put("creationDate", sessionStart(scene));
            attributes.put("mfaAuthenticated", actor.path("mfa").asText());
        }
        return identity;
    }

    private ObjectNode role(String key, JsonNode actor, Scene scene) {
        String role = actor.path("role").asText();
        String account = account(actor, scene.account());
        String roleId = templates.identifiers().named("AROA", role);
        String session = text(actor, "session", scene);
        // Temporary keys of ordinary sessions change every day; those of the attack are named in its story.
        String accessKey = actor.has("key")
                ? text(actor, "key", scene)
                : templates
                        .identifiers()
                        .named("ASIA", key + scene.time().toString().substring(0, 10));
        ObjectNode identity = object().put("type", "AssumedRole")
                .put("principalId", roleId + ":" + session)
                .put("arn", "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session)
                .put("accountId", account)
                .put("accessKeyId", accessKey);
        ObjectNode context = identity.putObject("sessionContext");
        context.putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", roleId)
                .put(
                        "arn",
                        "arn:aws:iam::" + account + ":role/"
                                + actor.path("path").asText() + role)
                .put("accountId", account)
                .put("userName", role);
        if (actor.has("provider")) {
            context.putObject("webIdFederationData")
                    .put("federatedProvider", text(actor, "provider", scene))
                    .putObject("attributes");
        }
        context.putObject("attributes")
                .put("creationDate", sessionStart(scene))
                .put("mfaAuthenticated", actor.path("mfa").asText("false"));
        if (session.startsWith("i-")) {
            context.put("ec2RoleDelivery", "2.0");
        }
        return identity;
    }

    private ObjectNode web(JsonNode actor, Scene scene) {
        String provider = text(actor, "provider", scene);
        String subject = text(actor, "name", scene);
        return object().put("type", "WebIdentityUser")
                .put("principalId", provider + ":sts.amazonaws.com:" + subject)
                .put("userName", subject)
                .put("identityProvider", provider);
    }

    private String text(JsonNode actor, String field, Scene scene) {
        return templates.fill(actor.path(field).asText(), scene);
    }

    private static String sessionStart(Scene scene) {
        return scene.time().truncatedTo(ChronoUnit.HOURS).toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
