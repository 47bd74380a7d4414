package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, whoever it was, changed what CloudTrail or the cluster's audit log records: what is left out from then on cannot be found in the logs.
 *
 * @param trail as the call names it, a name or an ARN; an event data store's, or the cluster's
 * @param by the caller's ARN, else whatever the log says of him
 * @param leavesOut what is not recorded from then on, in words; of calls that set what they name alone, one a setting
 * @param takesIn of such calls, what is recorded again
 * @param data types whose data events are recorded from then on; {@code null}: not told
 * @param goesTo where the logs are written from then on; {@code null}: not told
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
        List<String> takesIn,
        @Nullable List<String> data,
        @Nullable String goesTo) {

    /** What is passed over where one group of files has more of them than anybody's work makes. */
    static final String FURTHER = "further change of what CloudTrail records";

    private static final byte[] CLOUDTRAIL = "cloudtrail.amazonaws.com".getBytes(US_ASCII);
    private static final byte[] EKS = "eks.amazonaws.com".getBytes(US_ASCII);
    private static final String AUDIT_LOG = "audit";
    private static final Set<String> OF_CLOUDTRAIL = Set.of(
            "StopLogging",
            "StartLogging",
            "DeleteTrail",
            "CreateTrail",
            "UpdateTrail",
            "PutEventSelectors",
            "StopEventDataStoreIngestion",
            "StartEventDataStoreIngestion",
            "DeleteEventDataStore",
            "RestoreEventDataStore",
            "UpdateEventDataStore");
    private static final Map<String, String> SWITCHED_OFF = Map.of(
            "isMultiRegionTrail", "every region but its own",
            "multiRegionEnabled", "every region but its own",
            "includeGlobalServiceEvents", "calls of global services such as IAM and STS",
            "isOrganizationTrail", "the other accounts of the organisation",
            "organizationEnabled", "the other accounts of the organisation");

    static boolean maybe(RawRecord record) {
        if (record.is(Field.EVENT_SOURCE, CLOUDTRAIL)) {
            String call = record.text(Field.EVENT_NAME);
            return call != null && OF_CLOUDTRAIL.contains(call);
        }
        return record.is(Field.EVENT_SOURCE, EKS) && "UpdateClusterConfig".equals(record.text(Field.EVENT_NAME));
    }

    /** {@code null}: nothing was changed. */
    static @Nullable TrailChange of(EventRecord event) {
        boolean cluster = event.name().equals("UpdateClusterConfig");
        if (!cluster && !OF_CLOUDTRAIL.contains(event.name()) || !Outcome.effective(event)) {
            return null;
        }
        List<String> leavesOut = new ArrayList<>();
        List<String> takesIn = new ArrayList<>();
        List<String> data = null;
        if (cluster) {
            auditLog(event.request(), leavesOut, takesIn);
            if (leavesOut.isEmpty() && takesIn.isEmpty()) {
                return null;
            }
        } else if (event.name().startsWith("Update")) {
            settings(event.request(), leavesOut, takesIn);
        }
        Selectors selectors = selectors(event.request());
        if (selectors != null) {
            data = List.copyOf(selectors.data());
            leavesOut.addAll(selectors.leaveOut());
        } else if (event.name().equals("PutEventSelectors")) {
            leavesOut.add("what the event does not tell");
        }
        String by = event.identity().arn();
        return new TrailChange(
                event.eventId(),
                event.timeText(),
                event.accountId(),
                event.region(),
                event.name(),
                name(event.request()),
                by == null ? event.identity().type() : by,
                leavesOut,
                takesIn,
                data,
                event.name().equals("UpdateTrail") ? place(event.request()) : null);
    }

    /** Whether nothing is missing from the logs by it. */
    boolean takesNothingAway() {
        return switch (call) {
            case "StopLogging", "DeleteTrail", "StopEventDataStoreIngestion", "DeleteEventDataStore" -> false;
            default -> leavesOut.isEmpty() && goesTo == null;
        };
    }

    /** A trail in an ARN and by its name is the same. */
    String trailName() {
        return trail.substring(trail.lastIndexOf('/') + 1);
    }

    private static String name(JsonNode request) {
        for (String field : new String[] {"name", "trailName", "eventDataStore"}) {
            String name = Json.text(request, field);
            // An event data store is given another name by its «name».
            if (name != null && !(field.equals("name") && request.has("eventDataStore"))) {
                return name;
            }
        }
        return "?";
    }

    private static @Nullable Selectors selectors(JsonNode request) {
        if (request.path("advancedEventSelectors").isArray()) {
            return Selectors.advanced(request.path("advancedEventSelectors"));
        }
        return request.path("eventSelectors").isArray() ? Selectors.basic(request.path("eventSelectors")) : null;
    }

    private static void settings(JsonNode request, List<String> off, List<String> on) {
        SWITCHED_OFF.keySet().stream()
                .sorted()
                .filter(setting -> request.path(setting).isBoolean())
                .forEach(setting -> (request.path(setting).asBoolean() ? on : off).add(SWITCHED_OFF.get(setting)));
    }

    private static void auditLog(JsonNode request, List<String> off, List<String> on) {
        for (JsonNode setting : request.path("logging").path("clusterLogging")) {
            for (JsonNode type : setting.path("types")) {
                if (type.asText().equals(AUDIT_LOG) && setting.path("enabled").isBoolean()) {
                    (setting.path("enabled").asBoolean() ? on : off).add(AUDIT_LOG);
                }
            }
        }
    }

    private static @Nullable String place(JsonNode request) {
        String bucket = Json.text(request, "s3BucketName");
        String prefix = Json.text(request, "s3KeyPrefix");
        return bucket == null && prefix == null
                ? null
                : (bucket == null ? "its bucket" : "the bucket " + bucket) + (prefix == null ? "" : " below " + prefix);
    }
}
