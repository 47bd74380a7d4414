package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, whoever it was, changed what CloudTrail records: what a trail leaves out from then on cannot be found in the logs.
 *
 * @param trail as the call names it, a name or an ARN
 * @param by the caller's ARN, else whatever the log says of him
 * @param leavesOut what the trail does not record from then on, in words; of {@code UpdateTrail}, which sets what it names alone, one a setting
 * @param takesIn of {@code UpdateTrail}, what it records again
 */
record TrailChange(
        String eventId,
        String time,
        String account,
        String region,
        String call,
        String trail,
        String by,
        List<String> leavesOut,
        List<String> takesIn) {

    private static final byte[] SOURCE = "cloudtrail.amazonaws.com".getBytes(US_ASCII);
    private static final Set<String> CALLS =
            Set.of("StopLogging", "StartLogging", "DeleteTrail", "CreateTrail", "UpdateTrail", "PutEventSelectors");
    private static final Map<String, String> SWITCHED_OFF = Map.of(
            "isMultiRegionTrail", "every region but its own",
            "includeGlobalServiceEvents", "calls of global services such as IAM and STS",
            "isOrganizationTrail", "the other accounts of the organisation");

    static boolean maybe(RawRecord record) {
        String call = record.is(Field.EVENT_SOURCE, SOURCE) ? record.text(Field.EVENT_NAME) : null;
        return call != null && CALLS.contains(call);
    }

    /** {@code null}: nothing was changed. */
    static @Nullable TrailChange of(EventRecord event) {
        if (!CALLS.contains(event.name()) || !Outcome.effective(event)) {
            return null;
        }
        String name = Json.text(event.request(), "name");
        String trail = name == null ? Json.text(event.request(), "trailName") : name;
        String by = event.identity().arn();
        return new TrailChange(
                event.eventId(),
                event.timeText(),
                event.accountId(),
                event.region(),
                event.name(),
                trail == null ? "?" : trail,
                by == null ? event.identity().type() : by,
                leftOut(event),
                event.name().equals("UpdateTrail") ? settings(event, true) : List.of());
    }

    /** Whether nothing is missing from the logs by it. */
    boolean takesNothingAway() {
        return switch (call) {
            case "StopLogging", "DeleteTrail" -> false;
            default -> leavesOut.isEmpty();
        };
    }

    /** A trail in an ARN and by its name is the same. */
    String trailName() {
        return trail.substring(trail.lastIndexOf('/') + 1);
    }

    private static List<String> leftOut(EventRecord event) {
        List<String> out = new ArrayList<>();
        switch (event.name()) {
            case "PutEventSelectors" -> {
                if (event.request().path("advancedEventSelectors").isArray()) {
                    AdvancedSelectors.of(event.request().path("advancedEventSelectors"))
                            .leaveOut(out);
                } else if (event.request().path("eventSelectors").isArray()) {
                    basic(event.request().path("eventSelectors"), out);
                } else {
                    out.add("what the event does not tell");
                }
            }
            case "UpdateTrail" -> out.addAll(settings(event, false));
            default -> {
                // The call itself says what is left out: everything, or nothing.
            }
        }
        out.sort(null);
        return out;
    }

    private static List<String> settings(EventRecord event, boolean on) {
        return SWITCHED_OFF.entrySet().stream()
                .filter(setting -> event.request().path(setting.getKey()).isBoolean()
                        && event.request().path(setting.getKey()).asBoolean() == on)
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    /** Selectors add up: what none of them takes is left out. */
    private static void basic(JsonNode selectors, List<String> out) {
        boolean reads = false;
        boolean writes = false;
        Set<String> excluded = null;
        for (JsonNode selector : selectors) {
            if (!selector.path("includeManagementEvents").asBoolean(true)) {
                continue;
            }
            String kind = selector.path("readWriteType").asText("All");
            reads |= !kind.equals("WriteOnly");
            writes |= !kind.equals("ReadOnly");
            Set<String> these = new TreeSet<>();
            selector.path("excludeManagementEventSources").forEach(source -> these.add(source.asText()));
            if (excluded == null) {
                excluded = these;
            } else {
                excluded.retainAll(these);
            }
        }
        management(reads, writes, excluded == null ? Set.of() : excluded, out);
    }

    static void management(boolean reads, boolean writes, Set<String> excluded, List<String> out) {
        if (!reads && !writes) {
            out.add("all management events");
        } else if (!reads) {
            out.add("reading calls");
        } else if (!writes) {
            out.add("writing calls");
        }
        excluded.forEach(source -> out.add("calls of " + source));
    }
}
