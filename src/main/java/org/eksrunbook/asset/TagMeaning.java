package org.eksrunbook.asset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What organisations mean by the keys of their tags. Keys are compared without case and without signs: {@code data-class} is {@code DataClass}. */
enum TagMeaning {
    APPLICATION("application", List.of("application", "app", "applicationname", "appname", "applicationid")),
    OWNER("owner", List.of("owner", "applicationowner", "appowner")),
    ENVIRONMENT("environment", List.of("environment", "env", "stage")),
    DATA_CLASS("data class", List.of("dataclass", "dataclassification", "classification", "confidentiality"));

    private final String words;
    private final List<String> keys;

    TagMeaning(String words, List<String> keys) {
        this.words = words;
        this.keys = keys;
    }

    String words() {
        return words;
    }

    /** The value among the tags; null where there is none. */
    @Nullable
    String in(Map<String, String> tags) {
        Map<String, String> plain = new TreeMap<>();
        new TreeMap<>(tags).forEach((key, value) -> plain.putIfAbsent(plain(key), value.strip()));
        return keys.stream()
                .map(plain::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
