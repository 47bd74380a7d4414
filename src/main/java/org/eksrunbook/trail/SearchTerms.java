package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.VisibleText;

/** By which fields of CloudTrail another tool finds the events of principals: field → values, exact. */
final class SearchTerms {

    private final Map<String, Set<String>> byField = new LinkedHashMap<>();

    static SearchTerms of(List<Principal> principals) {
        SearchTerms terms = new SearchTerms();
        for (Principal principal : principals) {
            terms.add(principal);
        }
        return terms;
    }

    private void add(Principal principal) {
        String arn = principal.arn();
        switch (principal.type()) {
            case "accessKey", "sessionKey" -> put("userIdentity.accessKeyId", principal.id());
            case "role", "trustedRole" -> {
                if (arn == null) {
                    put("userIdentity.sessionContext.sessionIssuer.principalId", principal.id());
                } else {
                    put("userIdentity.sessionContext.sessionIssuer.arn", arn);
                }
            }
            case "name", "serviceAccount" -> {
                put("userIdentity.userName", principal.id());
                put("userIdentity.sessionContext.sessionIssuer.userName", principal.id());
            }
            case IdentityCenter.TYPE -> {
                put("userIdentity.onBehalfOf.userId", principal.id());
                put("userIdentity.userName", principal.id());
            }
            default -> {
                if (arn != null) {
                    put("userIdentity.arn", arn);
                } else if (principal.id().startsWith("A")) {
                    put("userIdentity.principalId", principal.id());
                }
            }
        }
    }

    private void put(String field, String value) {
        // A name with a line break can be looked for in the files only: in a query of a line it would be another query.
        if (value.equals(VisibleText.of(value))) {
            byField.computeIfAbsent(field, made -> new LinkedHashSet<>()).add(value);
        }
    }

    boolean isEmpty() {
        return byField.isEmpty();
    }

    /** One condition a field. */
    List<String> conditions(Condition condition) {
        List<String> conditions = new ArrayList<>();
        byField.forEach((field, values) -> conditions.add(
                condition.of(field, values.stream().map(SearchTerms::quoted).toList())));
        return conditions;
    }

    /** Writes a field and its quoted values as a tool wants them. */
    @FunctionalInterface
    interface Condition {
        String of(String field, List<String> quotedValues);
    }

    Set<String> fields() {
        return byField.keySet();
    }

    /** All three tools read a string in double quotes with a backslash before quotes and backslashes. */
    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
