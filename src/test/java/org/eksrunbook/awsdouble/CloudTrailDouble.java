package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * CloudTrail's event history over the events of log files: management events of the last 90 days of an account and region, by one attribute, the
 * newest first, 50 a page, two requests a second.
 */
public final class CloudTrailDouble implements AwsService {

    private static final int PAGE = 50;

    private final Map<String, List<HistoryEvent>> events = new TreeMap<>();
    private final Map<String, List<ObjectNode>> keys = new TreeMap<>();
    private final Map<String, Deque<Long>> asked = new HashMap<>();
    private final Supplier<Instant> now;
    private int perSecond = Integer.MAX_VALUE;

    public CloudTrailDouble(Supplier<Instant> now) {
        this.now = now;
    }

    /** All events of the CloudTrail files below a folder. */
    public CloudTrailDouble with(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json.gz")
                            && file.toString().contains("/CloudTrail/"))
                    .sorted()
                    .toList()) {
                try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
                    JsonWire.JSON.readTree(content).path("Records").forEach(this::with);
                }
            }
        }
        return this;
    }

    public CloudTrailDouble with(JsonNode record) {
        HistoryEvent.of(record)
                .ifPresent(event -> events.computeIfAbsent(event.place(), first -> new ArrayList<>())
                        .add(event));
        return this;
    }

    /** Whether it is a management event that was put in. */
    public boolean holds(String eventId) {
        return events.values().stream()
                .flatMap(List::stream)
                .anyMatch(event -> event.record().path("eventID").asText().equals(eventId));
    }

    /** As AWS does: two a second, or throttled. */
    public CloudTrailDouble pacing(int requestsPerSecond) {
        perSecond = requestsPerSecond;
        return this;
    }

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public String model() {
        return "cloudtrail-2013-11-01";
    }

    @Override
    public synchronized JsonNode answer(AwsRequest request) {
        if (request.operation().equals("ListPublicKeys")) {
            return publicKeys(request);
        }
        if (!request.operation().equals("LookupEvents")) {
            throw new AwsRefusal("UnknownOperationException", request + " is not played");
        }
        pace(request.account() + " " + request.region());
        JsonNode sought = request.input().path("LookupAttributes");
        if (sought.size() > 1) {
            throw new AwsRefusal("InvalidLookupAttributesException", "One attribute a request");
        }
        Instant from = time(request, "StartTime", Instant.EPOCH);
        Instant until = time(request, "EndTime", Instant.MAX);
        if (until.isBefore(from)) {
            throw new AwsRefusal("InvalidTimeRangeException", "The end is before the start");
        }
        Instant earliest = now.get().minus(Duration.ofDays(90));
        List<JsonNode> found = events.getOrDefault(request.account() + " " + request.region(), List.of()).stream()
                .filter(event -> !event.time().isBefore(from.isBefore(earliest) ? earliest : from)
                        && !event.time().isAfter(until))
                .filter(event -> sought.isEmpty()
                        || event.has(
                                sought.at("/0/AttributeKey").asText(),
                                sought.at("/0/AttributeValue").asText()))
                .sorted(Comparator.comparing(HistoryEvent::time).reversed())
                .map(HistoryEvent::told)
                .toList();
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        int size = request.input().path("MaxResults").asInt(PAGE);
        Paging.page(answer, "Events", "NextToken", found, request.text("NextToken"), size);
        return answer;
    }

    /** A key that digests of a region are signed with, while it holds. */
    public synchronized CloudTrailDouble key(
            String region, String fingerprint, byte[] key, Instant from, Instant until) {
        keys.computeIfAbsent(region, first -> new ArrayList<>())
                .add(JsonWire.JSON
                        .createObjectNode()
                        .put("Fingerprint", fingerprint)
                        .put("Value", key)
                        .put("ValidityStartTime", Shapes.seconds(from))
                        .put("ValidityEndTime", Shapes.seconds(until)));
        return this;
    }

    private JsonNode publicKeys(AwsRequest request) {
        double from = request.input().path("StartTime").asDouble(0);
        double until = request.input().path("EndTime").asDouble(Double.MAX_VALUE);
        List<ObjectNode> valid = keys.getOrDefault(request.region(), List.of()).stream()
                .filter(key -> key.path("ValidityStartTime").asDouble() <= until
                        && key.path("ValidityEndTime").asDouble() >= from)
                .toList();
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        Paging.page(answer, "PublicKeyList", "NextToken", valid, request.text("NextToken"), 1);
        return answer;
    }

    private static Instant time(AwsRequest request, String member, Instant otherwise) {
        JsonNode seconds = request.input().get(member);
        return seconds == null ? otherwise : Instant.ofEpochMilli((long) (seconds.asDouble() * 1000));
    }

    private void pace(String place) {
        long at = System.nanoTime();
        Deque<Long> last = asked.computeIfAbsent(place, first -> new ArrayDeque<>());
        last.removeIf(time -> at - time > 1_000_000_000L);
        if (last.size() >= perSecond) {
            throw new AwsRefusal("ThrottlingException", "Rate exceeded");
        }
        last.add(at);
    }
}
