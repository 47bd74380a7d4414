package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a call taken apart. CloudTrail puts API versions behind some names (Lambda {@code CreateFunction20150331}, CloudFront
 * {@code CreateFunction2020_05_31}); they are cut off here.
 *
 * @param service event source without {@code .amazonaws.com}
 * @param words the name in words, without version: {@code Put Bucket Policy}
 */
record CallName(String service, String name, List<String> words) {
    private static final Pattern VERSION = Pattern.compile("(?:\\d{8}|\\d{4}_\\d{2}_\\d{2})(?:v\\d+)?$");
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+");
    /** Words before the verb that say how, not what. */
    private static final Set<String> HOW =
            Set.of("Batch", "Bulk", "Admin", "Transact", "Force", "Bidirectional", "Async");

    static CallName of(String source, String eventName) {
        String service =
                source.toLowerCase(Locale.ROOT).replaceFirst("\\.(amazonaws\\.com|amazon\\.com|aws\\.com).*$", "");
        String name = VERSION.matcher(eventName).replaceFirst("");
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(name);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return new CallName(service, name, List.copyOf(words));
    }

    /** The first word that says what is done; empty where the name has no words. */
    String verb() {
        for (String word : words) {
            if (!HOW.contains(word)) {
                return capital(word);
            }
        }
        return words.isEmpty() ? "" : capital(words.get(0));
    }

    /** All after the verb, put together again: {@code BucketPolicy}. */
    String noun() {
        StringBuilder noun = new StringBuilder();
        boolean past = false;
        for (String word : words) {
            if (past) {
                noun.append(word);
            } else if (!HOW.contains(word)) {
                past = true;
            }
        }
        return noun.toString();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
