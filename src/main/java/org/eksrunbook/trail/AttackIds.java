package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ATT&amp;CK technique ids that public detection rules connect with a call's name ({@code attack.csv}). */
final class AttackIds {
    private final Map<String, List<String>> byAction = new HashMap<>();

    AttackIds() {
        FactsFile.rows("attack.csv")
                .forEach(row -> byAction.put(
                        row.get("action"), List.of(row.get("techniques").split(" "))));
    }

    List<String> of(CallName call) {
        return byAction.getOrDefault(call.name(), List.of());
    }
}
