package org.eksrunbook.asset;

import java.util.List;
import java.util.Locale;

/** How much a data class weighs. The words are those that organisations use; an unknown one weighs more than none, for somebody classified it. */
final class DataClasses {

    private static final List<String> HIGH =
            List.of("restricted", "secret", "strict", "highly", "pii", "personal", "phi", "pci", "health", "payment");
    private static final List<String> MIDDLE = List.of("confidential", "sensitive", "private");

    private DataClasses() {}

    /** @param typeSensitivity what the type alone weighs: the least for a secret, the answer where there is no class */
    static int weight(String dataClass, int typeSensitivity) {
        String word = dataClass.toLowerCase(Locale.ROOT);
        if (word.isBlank()) {
            return typeSensitivity;
        }
        int byClass = byClass(word);
        // Secrets and parameters always count, whatever somebody called them (correction 18).
        return typeSensitivity >= 80 ? Math.max(byClass, typeSensitivity) : byClass;
    }

    private static int byClass(String word) {
        if (HIGH.stream().anyMatch(word::contains)) {
            return 95;
        }
        if (MIDDLE.stream().anyMatch(word::contains)) {
            return 80;
        }
        if (word.contains("public")) {
            return 5;
        }
        return word.contains("internal") ? 40 : 60;
    }
}
