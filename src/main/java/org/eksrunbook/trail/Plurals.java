package org.eksrunbook.trail;

import java.util.Locale;

/** The names of resource types as people write them. */
final class Plurals {

    private Plurals() {}

    /** {@code AWS::RDS::DBInstance} is a DB instance. */
    static String name(String type) {
        String own = type.substring(type.lastIndexOf(':') + 1);
        StringBuilder words = new StringBuilder();
        for (String word : own.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")) {
            boolean letters = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            words.append(words.isEmpty() ? "" : " ").append(letters ? word : word.toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }

    static String of(String name) {
        if (name.matches(".*[^aeiou]y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name + (name.matches(".*(s|x|ch|sh)") ? "es" : "s");
    }
}
