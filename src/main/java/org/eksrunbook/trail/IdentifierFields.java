package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of a request or response name a resource of one type. CloudFormation's own identifier counts most ({@code TableName}), then
 * the type's noun with id, name or ARN behind it, then the noun's last words ({@code groupId} for a security group), then a bare
 * {@code name} or {@code arn} at the top or inside an object called like the noun.
 */
final class IdentifierFields {
    private static final Set<String> ENDINGS = Set.of("arn", "id", "name", "identifier");
    private static final Set<String> BARE =
            Set.of("arn", "id", "name", "identifier", "resourcearn", "resourceid", "resourcename");

    /** From here on a field's name speaks of the type; below it is a bare {@code name} or {@code id}. */
    static final int BY_NOUN = 50;

    private static final Set<String> NO_NAMES = Set.of(
            "accountid",
            "requestid",
            "callerid",
            "clientid",
            "versionid",
            "kmskeyid",
            "hostname",
            "rolearn",
            "fullname",
            "firstname",
            "lastname");

    private final String type;
    private final String noun;
    private final boolean certain;
    private final boolean hasResources;
    private final Map<String, Integer> strong = new HashMap<>();
    private final int known;
    private final Set<String> weak = new LinkedHashSet<>();
    private final Set<String> nouns = new LinkedHashSet<>();

    IdentifierFields(ResourceTypes types, String type) {
        this.type = type;
        this.certain = types.knows(type);
        this.hasResources = types.knows(type.substring(0, type.indexOf(':')) + "::Resource");
        String name = type.substring(type.lastIndexOf(':') + 1);
        noun = ResourceTypes.squeeze(name);
        nouns.add(noun);
        Set<String> fields = new LinkedHashSet<>();
        types.keys(type).forEach(key -> fields.add(Leaf.singular(key)));
        known = fields.size();
        for (String ending : List.of("id", "identifier", "name", "arn")) {
            fields.add(noun + ending);
        }
        fields.forEach(field -> strong.put(field, strong.size()));
        List<String> words = CallName.of("", name).words();
        for (int from = 1; from < words.size(); from++) {
            String tail = ResourceTypes.squeeze(String.join("", words.subList(from, words.size())));
            if (tail.length() >= 3) {
                nouns.add(tail);
                ENDINGS.forEach(ending -> weak.add(tail + ending));
            }
        }
    }

    /** How surely the value names a resource of the type; 0: not at all, as where the caller chose the field's name. */
    int score(Leaf leaf) {
        return leaf.chosen() ? 0 : byField(leaf);
    }

    private int byField(Leaf leaf) {
        boolean known = strong.containsKey(leaf.key());
        if (nouns.contains(thing(leaf.parent())) && leaf.depth() <= 2 && (known || ENDINGS.contains(leaf.key()))) {
            return 95 - leaf.depth();
        }
        if (leaf.parent().equals("progressevent") && leaf.key().equals("identifier")) {
            return 90;
        }
        if (known) {
            return 94 - 4 * leaf.depth();
        }
        if (type.equals(Ec2Ids.type(leaf.value()))) {
            return 75 - 4 * leaf.depth();
        }
        if (leaf.depth() > 1) {
            return 0;
        }
        if (certain && leaf.key().equals(noun)) {
            return 70 - leaf.depth();
        }
        if (weak.contains(leaf.key())) {
            return 55 - leaf.depth();
        }
        return leaf.depth() == 0 && isBare(leaf.key()) ? 45 : 0;
    }

    /** Where a service's own things are called resources (API Gateway), a {@code resourceId} is one of those. */
    private boolean isBare(String key) {
        return BARE.contains(key) && !(hasResources && key.startsWith("resource") && !noun.equals("resource"));
    }

    /** What an object is about: {@code resourcePolicySummary} tells of a resource policy, {@code connectionInput} describes the connection that is made. */
    private static String thing(String object) {
        for (String ending :
                List.of("summary", "input", "response", "detail", "description", "metadata", "info", "property")) {
            if (object.endsWith(ending)) {
                return object.substring(0, object.length() - ending.length());
            }
        }
        return object;
    }

    /** Whether the field holds the ARN of the thing itself. */
    boolean ownArn(Leaf leaf) {
        return leaf.key().equals("arn") || leaf.key().equals(noun + "arn");
    }

    /** Whether the field is the identifier that CloudFormation or we know for the type. */
    boolean identifier(Leaf leaf) {
        int at = strong.getOrDefault(leaf.key(), -1);
        return at >= 0 && at < known;
    }

    /** Whether the field holds the thing's own name or id. */
    boolean ownName(Leaf leaf) {
        return strong.containsKey(leaf.key()) && !leaf.key().endsWith("arn");
    }

    /** Whether a field of an unknown call sounds like the name of something. */
    static boolean soundsLikeOne(String key) {
        boolean ending =
                key.endsWith("id") || key.endsWith("name") || key.endsWith("arn") || key.endsWith("identifier");
        return ending && !NO_NAMES.contains(key) && !key.endsWith("accountid") && !key.contains("token");
    }

    /** Which of several names of one resource is the better identifier. */
    int rank(Leaf leaf) {
        int at = strong.getOrDefault(leaf.key(), -1);
        return score(leaf) * 100 - (at < 0 ? 50 : at);
    }
}
