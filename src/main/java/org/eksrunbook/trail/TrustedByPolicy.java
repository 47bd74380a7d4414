package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a role's trust policy lets in (IAM user guide, «AWS JSON policy elements: Principal»): accounts, users, roles, and what an identity provider
 * says of somebody.
 *
 * @param accounts trusted as a whole
 * @param arns of users, roles and sessions
 * @param federated by a provider's word
 * @param certificates patterns of the trust anchors (IAM Roles Anywhere) whose certificates let in
 */
record TrustedByPolicy(
        boolean everybody,
        Set<String> accounts,
        Set<String> arns,
        List<Federated> federated,
        Set<String> certificates) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param subjects patterns of the token's subject, one of which must fit; empty: whoever the provider vouches for */
    record Federated(String provider, List<String> subjects) {}

    /** Reads a policy as CloudTrail has it; one that the attacker wrote, perhaps cut, names nobody: the change itself is a finding all the same. */
    static TrustedByPolicy of(@Nullable String policy) {
        Set<String> accounts = new LinkedHashSet<>();
        Set<String> arns = new LinkedHashSet<>();
        List<Federated> federated = new ArrayList<>();
        Set<String> certificates = new LinkedHashSet<>();
        boolean everybody = false;
        for (JsonNode statement : statements(policy)) {
            if (!"Allow".equalsIgnoreCase(Json.text(statement, "Effect"))) {
                continue;
            }
            JsonNode principal = statement.path("Principal");
            for (String name : texts(principal.isTextual() ? principal : principal.path("AWS"))) {
                String account = name.matches("\\d{12}") ? name : name.endsWith(":root") ? Arns.account(name) : null;
                everybody |= name.equals("*");
                if (account != null) {
                    accounts.add(account);
                } else if (!name.equals("*")) {
                    arns.add(name);
                }
            }
            for (String provider : texts(principal.path("Federated"))) {
                federated.add(new Federated(provider, values(statement.path("Condition"), ":sub")));
            }
            for (String service : texts(principal.path("Service"))) {
                if (service.equals("rolesanywhere.amazonaws.com")) {
                    List<String> anchors = values(statement.path("Condition"), ":sourcearn");
                    certificates.addAll(anchors.isEmpty() ? List.of("*") : anchors);
                }
            }
        }
        return new TrustedByPolicy(everybody, accounts, arns, federated, certificates);
    }

    boolean isEmpty() {
        return !everybody && accounts.isEmpty() && arns.isEmpty() && federated.isEmpty() && certificates.isEmpty();
    }

    /** Somebody outside the account, or named. Who belongs to the account itself cannot be told from whom it trusted before. */
    boolean names(EventRecord taking, String ownAccount) {
        if (HandedOut.forCertificate(taking)) {
            String anchor = Json.text(taking.request(), "trustAnchorArn");
            return anchor != null && certificates.stream().anyMatch(pattern -> Glob.matches(pattern, anchor));
        }
        Identity who = taking.identity();
        String account = who.accountId();
        boolean outside = account != null && !account.equals(ownAccount);
        String role = who.issuer() == null ? null : who.issuer().arn();
        boolean byArn = who.arn() != null && arns.contains(who.arn()) || role != null && arns.contains(role);
        // In the log of the role's account a caller from another one goes by a unique id: the policy's ARN tells but
        // the account.
        boolean byAccountOfArn = outside
                && who.arn() == null
                && arns.stream().anyMatch(arn -> Objects.equals(account, Arns.account(arn)));
        return byArn || byAccountOfArn || outside && (everybody || accounts.contains(account)) || vouchedFor(taking);
    }

    private boolean vouchedFor(EventRecord taking) {
        Identity who = taking.identity();
        String subject = who.userName() == null ? "" : who.userName();
        // A SAML caller's identityProvider is a hash; the provider's ARN stands in the request.
        String provider = taking.name().equals("AssumeRoleWithSAML")
                ? Json.text(taking.request(), "principalArn")
                : who.identityProvider();
        return federated.stream()
                .filter(one -> one.provider().equals(provider))
                .anyMatch(one -> one.subjects().isEmpty()
                        || one.subjects().stream().anyMatch(pattern -> Glob.matches(pattern, subject)));
    }

    /** Values of the conditions on a key, such as {@code <provider>:sub}, whatever the operator: of those who are let in one fits. */
    private static List<String> values(JsonNode condition, String key) {
        List<String> values = new ArrayList<>();
        condition.forEach(operator -> operator.properties().forEach(test -> {
            if (test.getKey().toLowerCase(Locale.ROOT).endsWith(key)) {
                values.addAll(texts(test.getValue()));
            }
        }));
        return values;
    }

    private static Iterable<JsonNode> statements(@Nullable String policy) {
        if (policy == null) {
            return List.of();
        }
        try {
            JsonNode statements = JSON.readTree(Arns.decoded(policy)).path("Statement");
            return statements.isArray() ? statements : List.of(statements);
        } catch (JsonProcessingException unreadable) {
            return List.of();
        }
    }

    private static List<String> texts(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isTextual()) {
            texts.add(oneOrMany.asText());
        }
        oneOrMany.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
