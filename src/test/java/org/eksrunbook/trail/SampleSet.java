package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A set of the sample logs as one account's attack.
 *
 * @param from just before the first event; the suspect window holds them all
 * @param until an hour after the last one
 */
record SampleSet(String name, String account, List<String> principals, Instant from, Instant until) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TOGETHER = Instant.parse("2025-06-02T06:00:00Z");

    /** Those whose truth an expert wrote down, put below a folder as CloudTrail delivers them; no two are of one account. */
    static List<SampleSet> expected(Samples samples, Path folder) throws IOException {
        List<SampleSet> sets = new ArrayList<>();
        for (JsonNode set : samples.expected()) {
            String technique = set.get("technique").asText();
            String place = set.get("source").asText().equals("stratus") ? "stratus/" + technique : technique;
            List<String> seed = new ArrayList<>();
            set.get("seed").forEach(principal -> seed.add(principal.asText()));
            copy(samples.path().resolve("cloudtrail").resolve(place), folder);
            sets.add(of(technique, seed.get(0).split(":", -1)[4], seed, times(samples.records(place))));
        }
        return sets;
    }

    /**
     * Calls of many APIs that were collected from many places and years, brought together: into one account, a few seconds apart, each with an id of
     * its own. All callers are the attacker's. Without a caller whose type CloudTrail calls unknown: by which name the event history lists him is not
     * documented.
     */
    static SampleSet collected(Samples samples, String name, String account, Path folder) throws IOException {
        TreeSet<String> callers = new TreeSet<>();
        Map<String, ArrayNode> files = new HashMap<>();
        int number = 0;
        Instant at = TOGETHER;
        for (JsonNode record : samples.records(name)) {
            if (record.at("/userIdentity/type").asText().equals("Unknown")) {
                continue;
            }
            ObjectNode moved = record.deepCopy();
            at = at.plusSeconds(7);
            moved.put("eventTime", at.toString()).put("recipientAccountId", account);
            moved.put("eventID", moved.path("eventID").asText() + "-" + ++number);
            if (moved.at("/userIdentity/arn").asText().contains(":" + account + ":")) {
                callers.add(moved.at("/userIdentity/arn").asText());
            }
            files.computeIfAbsent(moved.path("awsRegion").asText("us-east-1"), first -> JSON.createArrayNode())
                    .add(moved);
        }
        for (Map.Entry<String, ArrayNode> file : files.entrySet()) {
            Path to = folder.resolve("AWSLogs/" + account + "/CloudTrail/" + file.getKey() + "/2025/06/02/" + account
                    + "_CloudTrail_" + file.getKey() + "_20250602T0700Z_x.json.gz");
            Files.createDirectories(to.getParent());
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
                out.write(JSON.writeValueAsBytes(JSON.createObjectNode().set("Records", file.getValue())));
            }
        }
        return new SampleSet(name, account, List.copyOf(callers), TOGETHER, at.plusSeconds(3600));
    }

    private static SampleSet of(String name, String account, List<String> principals, TreeSet<Instant> times) {
        return new SampleSet(
                name,
                account,
                principals,
                times.first().minusSeconds(60),
                times.last().plusSeconds(3600));
    }

    private static TreeSet<Instant> times(Collection<JsonNode> records) {
        TreeSet<Instant> times = new TreeSet<>();
        records.forEach(
                record -> times.add(Instant.parse(record.path("eventTime").asText())));
        return times;
    }

    private static void copy(Path from, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }
}
