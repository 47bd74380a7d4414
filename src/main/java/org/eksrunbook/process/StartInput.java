package org.eksrunbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads start variables one by one and collects every fault, so that all are told at once. */
final class StartInput {

    static final int LONGEST_TEXT = 2048;
    static final int LONGEST_LIST = 1000;

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private final Map<String, Object> values;
    private final List<String> faults;

    /** @param values text, number, truth value or JSON; absent ones are not in it */
    StartInput(Map<String, Object> values, List<String> faults) {
        this.values = values;
        this.faults = faults;
    }

    List<String> faults() {
        return faults;
    }

    void fault(String name, String what) {
        faults.add(name + ": " + what);
    }

    /** The value as it came, even an empty one. */
    Optional<Object> raw(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean given(String name) {
        Object value = values.get(name);
        return value != null && !(value instanceof String text && text.isBlank());
    }

    @Nullable
    String text(String name) {
        if (!given(name)) {
            return null;
        }
        Object value = values.get(name);
        if (value instanceof JsonNode node && !node.isTextual()) {
            fault(name, "must be a text");
            return null;
        }
        String text = value instanceof JsonNode node ? node.asText() : String.valueOf(value);
        return isPlain(name, text) ? text.strip() : null;
    }

    @Nullable
    String account(String name) {
        String account = text(name);
        if (account != null && !ACCOUNT.matcher(account).matches()) {
            fault(name, "must be an AWS account of 12 digits");
            return null;
        }
        return account;
    }

    List<String> accounts(String name) {
        return list(name, account -> ACCOUNT.matcher(account).matches(), "must hold AWS accounts of 12 digits");
    }

    /** A list as Json array or as text with one item a line. */
    List<String> list(String name) {
        return list(name, item -> true, "");
    }

    private List<String> list(String name, Predicate<String> fits, String otherwise) {
        List<String> items = new ArrayList<>();
        for (String item : given(name) ? items(name) : List.<String>of()) {
            if (!isPlain(name, item)) {
                return List.of();
            }
            if (!fits.test(item)) {
                fault(name, otherwise);
                return List.of();
            }
            items.add(item);
        }
        if (items.size() > LONGEST_LIST) {
            fault(name, "has more than " + LONGEST_LIST + " items");
            return List.of();
        }
        return items.stream().distinct().toList();
    }

    private List<String> items(String name) {
        Object value = values.get(name);
        if (value instanceof String text && !text.strip().startsWith("[")) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
        JsonNode node = json(name);
        List<String> items = new ArrayList<>();
        if (node != null && !node.isArray()) {
            fault(name, "must be a list: a Json array of texts, or a text with one item a line");
        } else if (node != null) {
            for (JsonNode item : node) {
                if (!item.isTextual() && !item.isNumber()) {
                    fault(name, "must hold texts only");
                    return List.of();
                }
                if (!item.asText().isBlank()) {
                    items.add(item.asText().strip());
                }
            }
        }
        return items;
    }

    @Nullable
    Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            fault(name, "must be an ISO-8601 instant such as 2024-08-02T08:23:24Z");
            return null;
        }
    }

    @Nullable
    Integer number(String name, int least, int most) {
        if (!given(name)) {
            return null;
        }
        String text = String.valueOf(values.get(name)).strip();
        try {
            int number = new java.math.BigDecimal(text).intValueExact();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException wrong) {
            // Told below, like a number out of range.
        }
        fault(name, "must be a whole number from " + least + " to " + most);
        return null;
    }

    <E extends Enum<E>> @Nullable E word(String name, E[] words, java.util.function.Function<E, String> spelled) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E word : words) {
            if (spelled.apply(word).equals(text)) {
                return word;
            }
        }
        List<String> all = new ArrayList<>();
        for (E word : words) {
            all.add(spelled.apply(word));
        }
        fault(name, "must be one of " + String.join(", ", all));
        return null;
    }

    /** JSON as such or as a text that holds it. */
    @Nullable
    JsonNode json(String name) {
        Object value = values.get(name);
        if (value instanceof JsonNode node) {
            return node.isNull() ? null : node;
        }
        if (!given(name)) {
            return null;
        }
        try {
            return SubmittedFields.parse(String.valueOf(value));
        } catch (IllegalArgumentException broken) {
            fault(name, String.valueOf(broken.getMessage()));
            return null;
        }
    }

    /** A JSON array of objects; each is read by the caller. */
    List<JsonNode> objects(String name) {
        JsonNode node = json(name);
        List<JsonNode> objects = new ArrayList<>();
        if (node != null) {
            boolean allObjects = node.isArray();
            for (JsonNode item : node) {
                allObjects &= item.isObject();
                objects.add(item);
            }
            if (!allObjects || objects.size() > LONGEST_LIST) {
                fault(name, "must be a Json array of at most " + LONGEST_LIST + " objects");
                return List.of();
            }
        }
        return objects;
    }

    private boolean isPlain(String name, String text) {
        if (text.length() > LONGEST_TEXT) {
            fault(name, "is longer than " + LONGEST_TEXT + " characters");
            return false;
        }
        if (text.chars().anyMatch(letter -> letter < ' ' || letter == 127)) {
            fault(name, "has control characters");
            return false;
        }
        return true;
    }
}
