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
        BodyFields fields = new BodyFields(body, FIELDS);
        String reason = fields.text("reason");
        if (reason == null || reason.isBlank()) {
            fields.fault("reason: say why the scope changes");
        } else if (reason.length() > LONGEST_REASON) {
            fields.fault("reason: at most " + LONGEST_REASON + " characters");
        }
        ScopeChange change = new ScopeChange(
                list(fields, "addPrincipals"),
                list(fields, "removePrincipals"),
                list(fields, "addAccounts"),
                list(fields, "removeAccounts"),
                fields.text("compromisedAt"),
                fields.text("until"),
                number(fields, "windowDays"),
                null);
        Integer version = number(fields, "version");
        if (fields.areSound() && change.isEmpty()) {
            fields.fault("Nothing is changed: give at least one field beside the reason");
        }
        fields.requireSound();
        return new ScopeRequest(change, String.valueOf(reason).strip(), version);
    }

    private static List<String> list(BodyFields fields, String field) {
        JsonNode value = fields.value(field);
        List<String> items = new ArrayList<>();
        if (value.isTextual()) {
            Arrays.stream(value.asText().split("\n", -1)).forEach(items::add);
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                if (!item.isTextual()) {
                    fields.fault(field + ": give a list of texts");
                    return List.of();
                }
                items.add(item.asText());
            }
        } else if (!value.isMissingNode() && !value.isNull()) {
            fields.fault(field + ": give a list of texts");
        }
        return items.stream().map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    private static @Nullable Integer number(BodyFields fields, String field) {
        JsonNode value = fields.value(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            fields.fault(field + ": give a whole number");
            return null;
        }
        return value.asInt();
    }
}
