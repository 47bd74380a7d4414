package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
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

    /**
     * The call of an event. Application Auto Scaling's stand under the event source of Amazon EC2 Auto Scaling, and the additional data says whose they
     * are (Application Auto Scaling user guide, «Log API calls using CloudTrail»).
     */
    static CallName of(EventRecord event) {
        String said = event.source().startsWith("autoscaling.") ? Json.text(event.additional(), "service") : null;
        return of(said == null ? event.source() : said, event.name());
    }

    static CallName of(String source, String eventName) {
        String service =
                source.toLowerCase(Locale.ROOT).replaceFirst("\\.(amazonaws\\.com|amazon\\.com|aws\\.com).*$", "");
        String name = VERSION.matcher(eventName).replaceFirst("");
        List<String> words = words(name);
        return new CallName(service, name, List.copyOf(verbFirst(name, words)));
    }

    /** The consoles' own calls say first of what they are: {@code Instruments_Create}, {@code Preferences_BatchGetPaymentProfiles}. */
    private static List<String> verbFirst(String name, List<String> words) {
        int before = words(name.substring(0, Math.max(0, name.indexOf('_')))).size();
        if (before == 0 || before >= words.size() || Doing.isVerb(words.get(0))) {
            return words;
        }
        List<String> after = words.subList(before, words.size());
        boolean says = after.stream()
                .filter(word -> !HOW.contains(word))
                .findFirst()
                .filter(Doing::isVerb)
                .isPresent();
        if (!says) {
            return words;
        }
        List<String> turned = new ArrayList<>(after);
        if (after.size() == 1) {
            turned.addAll(words.subList(0, before));
        }
        return turned;
    }

    private static List<String> words(String name) {
        return WORD.matcher(name).results().map(MatchResult::group).toList();
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
