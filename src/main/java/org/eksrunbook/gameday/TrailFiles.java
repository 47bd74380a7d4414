package org.eksrunbook.gameday;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * Lays records into an organisation trail's files: one for five minutes of an account and region, named and filed by
 * its delivery, minutes after the events in it, so that an event before midnight lies in the next day's folder.
 */
final class TrailFiles {
    static final Duration SLOT = Duration.ofMinutes(5);
    private static final DateTimeFormatter NAME = format("yyyyMMdd'T'HHmm'Z'");
    private static final DateTimeFormatter FOLDER = format("yyyy/MM/dd");

    private record Slot(String account, String region, Instant start) {}

    private final Path root;
    private final String organisation;
    private final Identifiers identifiers;
    private final Random random;
    private final DigestFiles digests;
    private final NavigableMap<Slot, ArrayNode> open = new TreeMap<>(java.util.Comparator.comparing(Slot::start)
            .thenComparing(Slot::account)
            .thenComparing(Slot::region));
    private int files;
    private int records;

    TrailFiles(Path root, String organisation, Identifiers identifiers, Random random, DigestFiles digests) {
        this.root = root;
        this.organisation = organisation;
        this.identifiers = identifiers;
        this.random = random;
        this.digests = digests;
    }

    void add(String account, String region, Instant time, ObjectNode event) {
        Instant start = Instant.ofEpochSecond(time.getEpochSecond() / SLOT.toSeconds() * SLOT.toSeconds());
        open.computeIfAbsent(new Slot(account, region, start), s -> Templates.JSON.createArrayNode())
                .add(event);
        records++;
    }

    /** Writes the files whose five minutes ended by then; what is written is no longer held. */
    void writeUntil(Instant moment) {
        while (!open.isEmpty() && !open.firstKey().start().plus(SLOT).isAfter(moment)) {
            var entry = open.pollFirstEntry();
            write(entry.getKey(), entry.getValue());
        }
    }

    int files() {
        return files;
    }

    int records() {
        return records;
    }

    static String folder(Instant time) {
        return FOLDER.format(time);
    }

    private void write(Slot slot, ArrayNode events) {
        Instant delivered = slot.start().plus(SLOT).plus(SLOT.multipliedBy(random.nextInt(2)));
        String name = slot.account() + "_CloudTrail_" + slot.region() + '_' + NAME.format(delivered) + '_'
                + identifiers.of("text16", random) + ".json.gz";
        String key = "AWSLogs/" + organisation + '/' + slot.account() + "/CloudTrail/" + slot.region() + '/'
                + folder(delivered) + '/' + name;
        byte[] content = bytes(Templates.JSON.createObjectNode().set("Records", events));
        GzipFile.write(root.resolve(key), content);
        digests.delivered(slot.account(), slot.region(), delivered, key, content);
        files++;
    }

    static byte[] bytes(com.fasterxml.jackson.databind.JsonNode node) {
        try {
            return Templates.JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
