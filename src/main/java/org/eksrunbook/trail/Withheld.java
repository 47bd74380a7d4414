package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What AWS writes instead of a value: as a name it would send a responder after nothing. But things may be called so, and who is looked for would have
 * them called so: where the record shows that it is a name, it is one.
 */
final class Withheld {
    /** Asterisks alone, or before a value's last letters; a name that merely begins with some is the attacker's and stays. */
    private static final Pattern WRITTEN = Pattern.compile(
            "HIDDEN_(?:DUE_TO|FOR)_SECURITY_REASONS|Value hidden due to security reasons\\.?|<?sensitiveDataRemoved>?|\\*{2,}|\\*{3,}\\w{1,4}|\\*{3}OMITTED\\*{3}|\\[PROTECTED]|pending confirmation");

    /** Services that withhold what a thing holds (a password, a function's variables, a secret) and never how it is called. */
    private static final Set<String> SHOW_NAMES = Set.of("iam", "lambda", "eks", "secretsmanager");

    private Withheld() {}

    static boolean is(@Nullable String value) {
        return value != null && WRITTEN.matcher(value).matches();
    }

    /** Without what was withheld; a value stays that an ARN of the event ends in, or that stands where the service shows names. */
    static List<Leaf> without(List<Leaf> leaves, EventRecord event) {
        if (leaves.stream().noneMatch(leaf -> is(leaf.value()))) {
            return leaves;
        }
        boolean shows = SHOW_NAMES.contains(CallName.of(event).service());
        Set<String> called = new HashSet<>();
        addEndings(event.request(), called);
        addEndings(event.response(), called);
        addEndings(event.resources(), called);
        return leaves.stream()
                .filter(leaf -> !is(leaf.value()) || shows && isName(leaf.key()) || called.contains(leaf.value()))
                .toList();
    }

    private static boolean isName(String field) {
        return field.endsWith("name") || field.equals("secretid");
    }

    private static void addEndings(JsonNode node, Set<String> endings) {
        Arn arn = node.isTextual() ? Arn.of(node.asText()) : null;
        if (arn != null) {
            String text = arn.text();
            endings.add(text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1));
        }
        node.forEach(inner -> addEndings(inner, endings));
    }
}
