package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Accounts to which a request gives something: named in a field that means an account or a principal, or by a statement of a policy that allows. A
 * policy is read whole, however long it is.
 */
final class GrantedAccounts {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    // launchPermission.add.userId, valuesToAdd, aWSAccountIds, principals, granteePrincipal, peerOwnerId,
    // shareTarget.id, …
    private static final Pattern WHO = Pattern.compile(
            ".*(?:account|principal|grantee|consumer|peer).*|userid|ownerid|valuestoadd|(?:share)?target");
    private static final Pattern TAKEN_BACK = Pattern.compile(".*(?:remove|revoke|delete).*");
    // In these an account is one that is looked after from here: nothing here is given to it.
    private static final Set<String> OF_OWN_ACCOUNTS = Set.of(
            "iam",
            "sts",
            "cloudformation",
            "organizations",
            "account",
            "sso",
            "guardduty",
            "securityhub",
            "macie2",
            "detective",
            "inspector2");

    private final Set<String> named = new LinkedHashSet<>();

    private GrantedAccounts() {}

    static Set<String> of(EventRecord event) {
        GrantedAccounts accounts = new GrantedAccounts();
        if (!OF_OWN_ACCOUNTS.contains(event.source().replaceFirst("\\..*", ""))) {
            accounts.walk(event.request(), false);
        }
        return accounts.named;
    }

    private void walk(JsonNode node, boolean who) {
        if (node.isObject() && node.has("Statement")) {
            policy(node);
        } else if (node.isObject()) {
            node.properties().forEach(field -> {
                String name = Leaf.singular(ResourceTypes.squeeze(field.getKey()));
                if (!TAKEN_BACK.matcher(name).matches()) {
                    walk(field.getValue(), who || WHO.matcher(name).matches());
                }
            });
        } else if (node.isArray()) {
            node.forEach(element -> walk(element, who));
        } else if (node.isValueNode()) {
            text(node.asText(), who);
        }
    }

    private void text(String value, boolean who) {
        String text = Arns.decoded(value).strip();
        if (text.startsWith("{")) {
            try {
                policy(LogJson.MAPPER.readTree(text));
            } catch (JsonProcessingException noPolicy) {
                // Then it gives nothing to anybody.
            }
        } else if (who && ACCOUNT.matcher(text).matches()) {
            named.add(text);
        } else if (text.startsWith("arn:") && (text.contains(":iam::") || text.contains(":sts::"))) {
            add(Arns.account(text));
        }
    }

    private void policy(JsonNode policy) {
        JsonNode statements = policy.path("Statement");
        if (statements.isObject()) {
            allowed(statements);
        } else {
            statements.forEach(this::allowed);
        }
    }

    private void allowed(JsonNode statement) {
        if (!"Allow".equalsIgnoreCase(Json.text(statement, "Effect"))) {
            return;
        }
        JsonNode principal = statement.path("Principal");
        principals(principal.isObject() ? principal.path("AWS") : principal);
        // Everybody, as far as a condition says which account he is of.
        statement.path("Condition").properties().forEach(operator -> {
            if (!operator.getKey().toLowerCase(Locale.ROOT).contains("not")) {
                operator.getValue().properties().forEach(key -> {
                    if (WHO.matcher(ResourceTypes.squeeze(key.getKey())).matches()) {
                        principals(key.getValue());
                    }
                });
            }
        });
    }

    private void principals(JsonNode oneOrMany) {
        if (oneOrMany.isValueNode()) {
            String name = oneOrMany.asText();
            add(ACCOUNT.matcher(name).matches() ? name : Arns.account(name));
        } else {
            oneOrMany.forEach(this::principals);
        }
    }

    private void add(@Nullable String account) {
        if (account != null && ACCOUNT.matcher(account).matches()) {
            named.add(account);
        }
    }
}
