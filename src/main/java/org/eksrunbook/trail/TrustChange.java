package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A role whose trust policy the attacker changed: whoever the new policy names and takes the role after that is his. */
final class TrustChange {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Suspects suspects;

    TrustChange(Suspects suspects) {
        this.suspects = suspects;
    }

    void opened(Sighting sighting, EventRecord event) {
        String name = Json.text(event.request(), "roleName");
        Set<String> trusted = trusted(Json.text(event.request(), "policyDocument"));
        if (name == null || trusted.isEmpty()) {
            return;
        }
        String partition = Arns.partition(event.identity().arn());
        String arn = "arn:" + partition + ":iam::" + event.accountId() + ":role/" + name;
        Suspect.Condition byTrusted =
                taking -> taking.event() != null && isTrusted(taking.event().identity(), trusted, event.accountId());
        suspects.add(new Suspect(
                                arn,
                                arn,
                                "trustedRole",
                                "trust policy changed by " + event.identity().principal(),
                                "high",
                                false,
                                event.time(),
                                byTrusted)
                        .knownBy(Token.TAKES_ROLE.of(arn)))
                .because(sighting.eventId());
    }

    /** Somebody outside the account, or named by the policy. An account of the policy's own that was trusted before cannot be told from one that was not. */
    private static boolean isTrusted(Identity who, Set<String> trusted, String ownAccount) {
        String account = who.accountId();
        boolean outside = account != null && !account.equals(ownAccount);
        return trusted.contains("*") && outside
                || account != null && outside && trusted.contains(account)
                || who.arn() != null && trusted.contains(who.arn());
    }

    private static Set<String> trusted(@Nullable String policy) {
        Set<String> trusted = new LinkedHashSet<>();
        if (policy == null) {
            return trusted;
        }
        try {
            JsonNode statements = JSON.readTree(Arns.decoded(policy)).path("Statement");
            for (JsonNode statement :
                    statements.isArray() ? statements : JSON.createArrayNode().add(statements)) {
                JsonNode principal = statement.path("Principal");
                JsonNode names = principal.isTextual() ? principal : principal.path("AWS");
                if (names.isTextual()) {
                    add(trusted, names.asText());
                }
                names.forEach(one -> add(trusted, one.asText()));
            }
        } catch (JsonProcessingException unreadable) {
            // Written by the attacker, perhaps cut by CloudTrail: the change itself is a finding all the same.
            trusted.clear();
        }
        return trusted;
    }

    private static void add(Set<String> trusted, String name) {
        String account = Arns.account(name);
        trusted.add(account != null && name.endsWith(":root") ? account : name);
    }
}
