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

    /** A disposition or way of the decision tables, in words; one that an organisation added stays as it is. */
    static String decision(String word) {
        return switch (word) {
            case "keep" -> "snapshot, isolate and keep";
            case "putBack" -> "put back as it was";
            case "restore" -> "restore from a backup";
            case "recreate" -> "make anew from the recorded configuration";
            case "newResource" -> "prepare a new one, isolate the old";
            case "letGo" -> "let it go";
            case "leave" -> "leave as it is";
            case "confirmGone" -> "confirm that it is gone";
            case "destroy" -> "destroy the old one";
            default -> word;
        };
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
