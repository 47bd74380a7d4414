package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as a log file, for a fuzzer. Whatever they are, reading ends without an error of the machine; where a parser reads them as sound JSON
 * each event that it sees is found, with its id, time, name and tokens, and the same is found when they come compressed.
 */
public final class ReaderFuzz {

    private static final List<String> LISTS = List.of("Records", "Events", "events", "logEvents", "items", "results");
    private static final int DEEPEST_LIST = 4;
    /** What JSON is, and nothing that a lenient parser would make of it. */
    static final ObjectMapper SOUND = new ObjectMapper(LogJson.STRICT
            .getFactory()
            .rebuild()
            .disable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build());

    private static final Unpacking LIMITS = new Unpacking(64 << 20, 300, true);
    private static final Unpacking BY_JAVA = new Unpacking(64 << 20, 300, false);

    private record Reading(List<PartRow> rows, long events, Set<String> faults) {}

    private ReaderFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] file) {
        List<JsonNode> records = records(file);
        Set<String> tokens = new LinkedHashSet<>(List.of(Token.NAME.of("eve")));
        records.forEach(record -> tokens.addAll(tokens(record)));
        Wanted wanted = new Wanted(tokens);
        Reading reading = read(file, wanted, LIMITS);
        for (JsonNode record : records) {
            if (!tokens(record).isEmpty()) {
                require(
                        reading.rows().stream().anyMatch(row -> isOf(row, record)),
                        () -> "not found: " + record + " in " + reading);
            }
        }
        require(reading.events() >= records.size(), () -> records.size() + " events, counted " + reading.events());
        Reading compressed = read(LogFilesOnDisk.gzip(file), wanted, LIMITS);
        boolean itself = file.length > 1 && (file[0] & 0xff) == 0x1f && (file[1] & 0xff) == 0x8b;
        if (itself) {
            Reading byJava = read(file, wanted, BY_JAVA);
            // What zlib calls damaged may be sound to others; what is sound to it is read alike.
            require(
                    !byJava.faults().isEmpty() || byJava.equals(reading),
                    () -> "read by Java " + byJava + " differs from " + reading);
        }
        require(
                itself || compressed.equals(reading),
                () -> "compressed " + compressed + " differs from plain " + reading);
    }

    private static Reading read(byte[] file, Wanted wanted, Unpacking unpacking) {
        List<PartRow> rows = new ArrayList<>();
        TokenIndex index = new TokenIndex(wanted);
        FileReading reading = new FileReading("file", wanted, index, rows::add);
        try (LogStreamOf log = new LogStreamOf(file, unpacking)) {
            switch (log.stream().format()) {
                case JSON -> new RecordScanner(log.stream().content(), reading, index.repeats()).scan();
                case LINES ->
                    new RecordScanner(new MessageLines(log.stream().content()), reading, index.repeats()).scan();
                case CSV -> new CsvRecords(reading).read(log.stream().content());
                case EMPTY, UNKNOWN -> reading.broken("none");
            }
        } catch (IOException told) {
            reading.broken(Reasons.of(told));
        }
        return new Reading(
                rows, reading.tally().events(), Set.copyOf(reading.faults().keySet()));
    }

    private record LogStreamOf(LogStream stream) implements AutoCloseable {
        LogStreamOf(byte[] file, Unpacking unpacking) throws IOException {
            this(LogStream.open(new ByteArrayInputStream(file), unpacking));
        }

        @Override
        public void close() throws IOException {
            stream.content().close();
        }
    }

    /** CloudTrail's events as a parser sees them; none where the bytes are not sound JSON of objects and lists. */
    private static List<JsonNode> records(byte[] file) {
        List<JsonNode> records = new ArrayList<>();
        byte[] plain = withoutMark(file);
        if (!Arrays.equals(new String(plain, UTF_8).getBytes(UTF_8), plain)) {
            return records;
        }
        try (MappingIterator<JsonNode> roots = SOUND.readerFor(JsonNode.class).readValues(new String(plain, UTF_8))) {
            while (roots.hasNextValue()) {
                if (!add(roots.nextValue(), 0, records)) {
                    return List.of();
                }
            }
            return records;
        } catch (JsonProcessingException broken) {
            return List.of();
        } catch (IOException | RuntimeException impossible) {
            return List.of();
        }
    }

    private static byte[] withoutMark(byte[] file) {
        boolean marked =
                file.length > 2 && (file[0] & 0xff) == 0xef && (file[1] & 0xff) == 0xbb && (file[2] & 0xff) == 0xbf;
        return marked ? Arrays.copyOfRange(file, 3, file.length) : file;
    }

    private static boolean add(JsonNode node, int lists, List<JsonNode> records) {
        if (node.isArray()) {
            if (lists == DEEPEST_LIST) {
                return false;
            }
            for (JsonNode element : node) {
                if (element.isObject()) {
                    addRecord(element, lists == 0, records);
                } else if (element.isArray() && !add(element, lists + 1, records)) {
                    return false;
                }
            }
            return true;
        }
        if (!node.isObject()) {
            return false;
        }
        if (!holdsRecords(node)) {
            addRecord(node, false, records);
            return true;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (LISTS.contains(member.getKey()) && member.getValue().isArray() && !add(member.getValue(), 1, records)) {
                return false;
            }
        }
        return true;
    }

    private static void addRecord(JsonNode record, boolean mayHold, List<JsonNode> records) {
        if (mayHold && holdsRecords(record)) {
            add(record, 1, records);
        } else if ((record.has("eventName") || record.has("eventSource") && record.has("eventID"))
                && !record.has("insightDetails")) {
            records.add(record);
        }
    }

    /** A tool's answer: lists of records, and no name of an event before them. */
    private static boolean holdsRecords(JsonNode document) {
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            if (List.of("eventName", "eventID", "auditID").contains(member.getKey())) {
                return false;
            }
            if (LISTS.contains(member.getKey()) && member.getValue().isArray()) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> tokens(JsonNode record) {
        return EventTokens.of(EventRecord.of(record)).all();
    }

    private static boolean isOf(PartRow row, JsonNode record) {
        EventRecord event = EventRecord.of(record);
        PartRow expected = PartRows.of(event, "file", row.raw());
        return Objects.equals(row, expected) && record.equals(parsed(row.raw()));
    }

    private static @Nullable JsonNode parsed(String raw) {
        try {
            return LogJson.MAPPER.readTree(raw);
        } catch (JsonProcessingException broken) {
            return null;
        }
    }

    private static void require(boolean holds, java.util.function.Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
