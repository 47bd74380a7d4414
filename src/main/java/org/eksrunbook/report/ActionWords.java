package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.eksrunbook.action.ActionKind;

/** What an action does, in words. */
final class ActionWords {

    private ActionWords() {}

    static String of(JsonNode action) {
        String word = Shown.line(action, "kind");
        return Arrays.stream(ActionKind.values())
                .filter(kind -> kind.word().equals(word))
                .map(ActionKind::label)
                .findFirst()
                .orElse(word);
    }

    static String purpose(String word) {
        return switch (word) {
            case "cut" -> "cut what is still alive";
            case "eradicate" -> "clean-up";
            case "recover" -> "recovery";
            case "terminate" -> "termination after the analysis";
            default -> word;
        };
    }
}
