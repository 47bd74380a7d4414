package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events a trail or event data store takes, by its event selectors, basic or advanced: an event is recorded where one selector takes it, and an
 * advanced one takes what meets all of its conditions (CloudTrail User Guide, «Filtering data events by using advanced event selectors»).
 */
final class Selectors {

    /** Reads of objects are what responders ask for first. */
    private static final String OBJECTS = "AWS::S3::Object";

    private static final String MANAGEMENT = "";
    private static final int MOST_VALUES = 5;
    private static final int MOST_TOLD = 10;
    // An ARN that names no resource is all of them: arn:aws:s3, arn:aws:s3:::, arn:aws:lambda.
    private static final Pattern EVERYTHING = Pattern.compile("arn:[^:]*:[^:]*:*");
    private static final Map<String, String> TAKES =
            Map.of("equals", "is ", "startsWith", "begins with ", "endsWith", "ends in ");
    private static final Map<String, String> LEAVES =
            Map.of("notEquals", "is ", "notStartsWith", "begins with ", "notEndsWith", "ends in ");

    /**
     * @param type of data events; {@link #MANAGEMENT}: it takes management events
     * @param only what it takes alone, one condition each
     * @param but what it leaves out
     */
    private record Selector(String type, boolean reads, boolean writes, Set<String> only, Set<String> but) {}

    private final List<Selector> all = new ArrayList<>();

    private Selectors() {}

    static Selectors basic(JsonNode written) {
        Selectors selectors = new Selectors();
        for (JsonNode selector : written) {
            String kind = selector.path("readWriteType").asText("All");
            boolean reads = !kind.equals("WriteOnly");
            boolean writes = !kind.equals("ReadOnly");
            if (selector.path("includeManagementEvents").asBoolean(true)) {
                Set<String> but = texts(selector.path("excludeManagementEventSources")).stream()
                        .map(source -> "of " + source)
                        .collect(Collectors.toSet());
                selectors.all.add(new Selector(MANAGEMENT, reads, writes, Set.of(), but));
            }
            for (JsonNode data : selector.path("dataResources")) {
                List<String> arns = texts(data.path("values"));
                if (!arns.isEmpty()) {
                    Set<String> only = arns.stream().anyMatch(EVERYTHING.asMatchPredicate())
                            ? Set.of()
                            : Set.of("whose resources.ARN " + shown(arns, "begins with "));
                    selectors.all.add(new Selector(data.path("type").asText(), reads, writes, only, Set.of()));
                }
            }
        }
        return selectors;
    }

    static Selectors advanced(JsonNode written) {
        Selectors selectors = new Selectors();
        for (JsonNode selector : written) {
            Set<String> categories = new LinkedHashSet<>();
            Set<String> types = new LinkedHashSet<>();
            Set<String> readOnly = new LinkedHashSet<>();
            Set<String> only = new LinkedHashSet<>();
            Set<String> but = new LinkedHashSet<>();
            for (JsonNode condition : selector.path("fieldSelectors")) {
                String field = condition.path("field").asText();
                List<String> values = texts(condition.path("equals"));
                switch (field) {
                    case "eventCategory" -> categories.addAll(values);
                    case "resources.type" -> types.addAll(values);
                    case "readOnly" -> readOnly.addAll(values);
                    default -> condition(field, condition, only, but);
                }
            }
            boolean reads = readOnly.isEmpty() || readOnly.contains("true");
            boolean writes = readOnly.isEmpty() || readOnly.contains("false");
            if (categories.contains("Data")) {
                types.forEach(type -> selectors.all.add(new Selector(type, reads, writes, only, but)));
            }
            if (categories.contains("Management") || categories.isEmpty()) {
                selectors.all.add(new Selector(MANAGEMENT, reads, writes, only, but));
            }
        }
        return selectors;
    }

    private static void condition(String field, JsonNode condition, Set<String> only, Set<String> but) {
        List<String> takes = new ArrayList<>();
        TAKES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(operator -> {
            List<String> values = texts(condition.path(operator.getKey()));
            if (!values.isEmpty()) {
                takes.add(shown(values, operator.getValue()));
            }
        });
        boolean everything = texts(condition.path("startsWith")).stream().anyMatch(EVERYTHING.asMatchPredicate());
        if (!takes.isEmpty() && !everything) {
            only.add("whose " + field + " " + String.join(" or ", takes));
        }
        LEAVES.forEach((operator, words) -> texts(condition.path(operator))
                .forEach(value -> but.add(
                        field.equals("eventSource") && operator.equals("notEquals")
                                ? "of " + value
                                : "whose " + field + " " + words + value)));
    }

    /** Types whose data events are recorded, at least in part. */
    Set<String> data() {
        return all.stream()
                .map(Selector::type)
                .filter(type -> !type.equals(MANAGEMENT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What no selector takes, in words. */
    List<String> leaveOut() {
        Set<String> out = new TreeSet<>();
        missing(MANAGEMENT, "all management events", "calls", out);
        Set<String> data = data();
        if (data.isEmpty()) {
            out.add("all data events");
        } else {
            data.forEach(type -> missing(type, "", "data events of " + type, out));
            if (!data.contains(OBJECTS)) {
                out.add("data events of " + OBJECTS);
            }
        }
        List<String> told = new ArrayList<>(out);
        if (told.size() > MOST_TOLD) {
            int more = told.size() - MOST_TOLD;
            told = new ArrayList<>(told.subList(0, MOST_TOLD));
            told.add("and " + more + " further kinds");
        }
        return told;
    }

    private void missing(String type, String everything, String what, Set<String> out) {
        List<Selector> readers = of(type, Selector::reads);
        List<Selector> writers = of(type, Selector::writes);
        if (readers.isEmpty() && writers.isEmpty()) {
            out.add(everything);
            return;
        }
        Set<String> notRead = left(readers.isEmpty() ? writers : readers);
        Set<String> notWritten = left(writers.isEmpty() ? readers : writers);
        if (readers.isEmpty()) {
            out.add("reading " + what);
        } else if (writers.isEmpty()) {
            out.add("writing " + what);
        }
        notRead.forEach(left -> out.add((notWritten.contains(left) ? "" : "reading ") + what + " " + left));
        notWritten.stream()
                .filter(left -> !notRead.contains(left))
                .forEach(left -> out.add("writing " + what + " " + left));
    }

    private List<Selector> of(String type, Predicate<Selector> kind) {
        return all.stream()
                .filter(selector -> selector.type().equals(type))
                .filter(kind)
                .toList();
    }

    /** Selectors add up: left out is what all of them leave out; of those that take a few things alone, whatever is none of these. */
    private static Set<String> left(List<Selector> selectors) {
        List<Selector> broad =
                selectors.stream().filter(selector -> selector.only().isEmpty()).toList();
        Set<String> left = new TreeSet<>();
        if (broad.isEmpty()) {
            left.add(selectors.stream()
                    .map(selector -> String.join(" and ", selector.only()))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", or those ", "but those ", "")));
            return left;
        }
        left.addAll(broad.get(0).but());
        broad.forEach(selector -> left.retainAll(selector.but()));
        return left;
    }

    private static String shown(List<String> values, String words) {
        int more = values.size() - MOST_VALUES;
        return words
                + values.stream().limit(MOST_VALUES).collect(Collectors.joining(" or "))
                + (more > 0 ? " or one of " + more + " further" : "");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
