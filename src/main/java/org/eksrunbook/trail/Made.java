package org.eksrunbook.trail;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Things that are made of others of their kind: the request names both, and the old one is nothing that was made. */
final class Made {
    private static final Set<String> VERBS = Set.of("Copy", "Clone", "Restore", "Replicate");
    private static final Pattern OLD = Pattern.compile("(?:source|original|existing|from).*");
    private static final Pattern NEW = Pattern.compile("(?:target|destination|new|copied|restored)(.+)");

    private Made() {}

    static boolean ofAnother(EventRecord event) {
        String verb = CallName.of(event).verb();
        return VERBS.contains(verb) || verb.equals("Import") && namesSource(event);
    }

    /** Whether the request says from what. */
    static boolean namesSource(EventRecord event) {
        return event.request().properties().stream()
                .anyMatch(field -> ResourceTypes.squeeze(field.getKey()).startsWith("source"));
    }

    /** The fields that speak of what is made, under the thing's own name: {@code destinationImageName} is an {@code imageName}. */
    static List<Leaf> itself(List<Leaf> leaves, String type) {
        String noun = ResourceTypes.squeeze(type.substring(type.lastIndexOf(':') + 1));
        if (OLD.matcher(noun).matches() || NEW.matcher(noun).matches()) {
            return leaves;
        }
        return leaves.stream()
                .filter(leaf -> !OLD.matcher(leaf.key()).matches() && !leaf.isInside(OLD))
                .map(Made::plain)
                .toList();
    }

    /** The names that the request gives to what is made, where it tells them from others; else all that may be. */
    static List<Leaf> named(List<Leaf> request, String type) {
        List<Leaf> given = request.stream()
                .filter(leaf -> NEW.matcher(leaf.key()).matches())
                .map(Made::plain)
                .filter(leaf -> IdentifierFields.soundsLikeOne(leaf.key()))
                .toList();
        return given.isEmpty() ? itself(request, type) : given;
    }

    private static Leaf plain(Leaf leaf) {
        Matcher words = NEW.matcher(leaf.key());
        return !words.matches() || ResourceTypes.GENERIC.contains(words.group(1))
                ? leaf
                : new Leaf(
                        words.group(1),
                        leaf.parent(),
                        leaf.depth(),
                        leaf.group(),
                        leaf.path(),
                        leaf.chosen(),
                        leaf.value());
    }
}
