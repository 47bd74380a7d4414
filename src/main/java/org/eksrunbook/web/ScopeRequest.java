package org.eksrunbook.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.ScopeChange;
import org.jspecify.annotations.Nullable;

/** What somebody sends to widen or narrow a scope: lists also as a text with one item a line. */
record ScopeRequest(
        ScopeChange change, String reason, @Nullable Integer version) {

    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of(
            "reason",
            "version",
            "addPrincipals",
            "removePrincipals",
            "addAccounts",
            "removeAccounts",
            "compromisedAt",
            "until",
            "windowDays"));
    private static final int LONGEST_REASON = 2000;

    /** @throws InvalidInput with every fault */
    static ScopeRequest of(JsonNode body) {
        List<String> faults = new ArrayList<>();
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                faults.add(field + ": there is no such field; there are " + String.join(", ", FIELDS));
            }
        });
        String reason = text(body, "reason", faults);
        if (reason == null || reason.isBlank()) {
            faults.add("reason: say why the scope changes");
        } else if (reason.length() > LONGEST_REASON) {
            faults.add("reason: at most " + LONGEST_REASON + " characters");
        }
        ScopeChange change = new ScopeChange(
                list(body, "addPrincipals", faults),
                list(body, "removePrincipals", faults),
                list(body, "addAccounts", faults),
                list(body, "removeAccounts", faults),
                text(body, "compromisedAt", faults),
                text(body, "until", faults),
                number(body, "windowDays", faults),
                null);
        Integer version = number(body, "version", faults);
        if (faults.isEmpty() && change.isEmpty()) {
            faults.add("Nothing is changed: give at least one field beside the reason");
        }
        if (!faults.isEmpty() || reason == null) {
            throw new InvalidInput(faults);
        }
        return new ScopeRequest(change, reason.strip(), version);
    }

    private static List<String> list(JsonNode body, String field, List<String> faults) {
        JsonNode value = body.path(field);
        List<String> items = new ArrayList<>();
        if (value.isTextual()) {
            Arrays.stream(value.asText().split("\n", -1)).forEach(items::add);
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                if (!item.isTextual()) {
                    faults.add(field + ": give a list of texts");
                    return List.of();
                }
                items.add(item.asText());
            }
        } else if (!value.isMissingNode() && !value.isNull()) {
            faults.add(field + ": give a list of texts");
        }
        return items.stream().map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    private static @Nullable String text(JsonNode body, String field, List<String> faults) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            faults.add(field + ": give a text");
            return null;
        }
        return value.asText();
    }

    private static @Nullable Integer number(JsonNode body, String field, List<String> faults) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            faults.add(field + ": give a whole number");
            return null;
        }
        return value.asInt();
    }
}
