package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one file: counts every record, and hands over the rows of those that are wanted. For one thread. */
final class FileReading implements RecordScanner.Sink {

    /** Receives the rows. */
    @FunctionalInterface
    interface Rows {
        void add(PartRow row) throws IOException;
    }

    private static final Field[] MESSAGES = {
        Field.MESSAGE,
        Field.LOGS_INSIGHTS_MESSAGE,
        Field.RAW,
        Field.RESULT_RAW,
        Field.MAP_RAW,
        Field.LOOKED_UP,
        Field.RESULT,
        Field.DETAIL,
        Field.SNS_MESSAGE,
        Field.SOURCE,
        Field.ORIGINAL,
        Field.HITS
    };
    /** S3 User Guide, «Event message structure»: {@code aws:s3}. */
    private static final byte[] NOTIFIER = "aws:".getBytes(UTF_8);

    private static final String NO_EVENT = "record that is no event";
    private static final int DEEPEST_MESSAGE = 3;
    private static final int MOST_FAULTS = 5;
    private static final int MOST_CHANGES = 100;
    private static final int MOST_GAPS = 1000;

    private final String file;
    private final Wanted wanted;
    private final Rows rows;
    private final Tally tally = new Tally();
    private final TokenIndex index;
    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<String, Long> passedOver = new TreeMap<>();
    private final List<TrailChange> changes = new ArrayList<>();
    private int inMessage;
    private boolean inLine;
    private boolean untold;
    private long matched;

    /**
     * @param file its name, escaped
     * @param index of the thread's files
     */
    FileReading(String file, Wanted wanted, TokenIndex index, Rows rows) {
        this.file = file;
        this.wanted = wanted;
        this.index = index;
        this.rows = rows;
    }

    Tally tally() {
        return tally;
    }

    /** Reasons why something in the file could not be read, with how often. */
    Map<String, Long> faults() {
        return faults;
    }

    Map<String, Long> passedOver() {
        return passedOver;
    }

    long matched() {
        return matched;
    }

    /** Calls that changed what CloudTrail records, of anybody. */
    List<TrailChange> changes() {
        return changes;
    }

    /** Whether anything in it was a log's record. */
    boolean heldEvents() {
        return tally.events() > 0;
    }

    @Override
    public void record(RawRecord record) throws IOException {
        if (isCall(record)) {
            cloudTrail(record);
        } else if (record.has(Field.AUDIT_ID)) {
            audit(record);
        } else if (record.has(Field.DIGEST)) {
            passOver(FileKind.DIGEST.words());
        } else if (record.has(Field.CONFIGURATION_ITEMS)) {
            passOver(FileKind.CONFIG.words());
        } else if (!message(record)) {
            passOver(NO_EVENT);
            untold = untold || !isLogLine(record);
        }
    }

    /** In messages and envelopes stand events of other kinds too, which have a name: a notification of S3, a state of ECS. */
    private boolean isCall(RawRecord record) {
        if (inMessage > 0) {
            return record.has(Field.EVENT_NAME)
                    && (record.has(Field.EVENT_SOURCE) || record.has(Field.EVENT_ID))
                    && !record.begins(Field.EVENT_SOURCE, NOTIFIER);
        }
        return record.has(Field.EVENT_NAME) || record.has(Field.EVENT_SOURCE) && record.has(Field.EVENT_ID);
    }

    /**
     * Whether there were records in it, none of them an event or anything else that is known: people would take it for a log of which nothing was found.
     * Other lines of a log group are told apart.
     */
    boolean heldNothingKnown() {
        return untold && !heldEvents() && passedOver.keySet().equals(Set.of(NO_EVENT));
    }

    private boolean isLogLine(RawRecord record) {
        String line = record.text(Field.MESSAGE);
        return inLine || line != null && !line.isBlank();
    }

    @Override
    public void broken(String reason) {
        // A few are enough for a person to see what is wrong with the file.
        faults.merge(
                faults.size() < MOST_FAULTS || faults.containsKey(reason) ? reason : "further faults", 1L, Long::sum);
    }

    void passOver(String what) {
        passedOver.merge(what, 1L, Long::sum);
    }

    private void cloudTrail(RawRecord record) throws IOException {
        if (record.has(Field.INSIGHT)) {
            passOver(FileKind.INSIGHT.words());
            return;
        }
        tally.addCloudTrail(record);
        boolean mayChange = TrailChange.maybe(record);
        if (index.add(record) || RawTokens.tellsMore(record) || mayChange) {
            JsonNode node = parse(record);
            if (node != null) {
                EventRecord event = EventRecord.of(node);
                TrailChange change = mayChange ? TrailChange.of(event) : null;
                if (change != null) {
                    keep(change);
                }
                Set<String> tokens = EventTokens.of(event).all();
                tokens.forEach(index::add);
                if (wanted.holdsOneOf(tokens)) {
                    rows.add(PartRows.of(event, file, record.asText()));
                    matched++;
                }
            }
        }
    }

    private void keep(TrailChange change) {
        if (changes.size() < (change.takesNothingAway() ? MOST_CHANGES : MOST_GAPS)) {
            changes.add(change);
        } else if (!change.takesNothingAway()) {
            passOver(TrailChange.FURTHER);
        }
    }

    private void audit(RawRecord record) throws IOException {
        tally.addAudit(record);
        if (index.add(record) || record.hasTextForObject()) {
            JsonNode node = parse(record);
            if (node != null) {
                AuditEvent event = AuditEvent.of(node);
                Set<String> tokens = EventTokens.of(event).all();
                if (record.hasTextForObject()) {
                    tokens.forEach(index::add);
                }
                if (wanted.holdsOneOf(tokens)) {
                    rows.add(PartRows.of(event, file, record.asText()));
                    matched++;
                }
            }
        }
    }

    private @Nullable JsonNode parse(RawRecord record) {
        byte[] bytes = record.bytes();
        try {
            return LogJson.STRICT.readTree(bytes);
        } catch (JsonProcessingException oddity) {
            return leniently(bytes);
        } catch (IOException impossible) {
            broken("a record cannot be parsed: " + Reasons.of(impossible));
        }
        return null;
    }

    /** What can be told of it is worth more than what is wrong with it, which is told as well. */
    private @Nullable JsonNode leniently(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            JsonNode node = LogJson.MAPPER.readTree(text);
            broken(
                    Arrays.equals(text.getBytes(UTF_8), bytes)
                            ? "a record has a name twice in one object: the last one counts"
                            : "a record holds bytes that are no UTF-8: they are shown as \ufffd");
            return node;
        } catch (JsonProcessingException broken) {
            broken("a record cannot be parsed: " + broken.getOriginalMessage());
            return null;
        }
    }

    /** An event inside another tool's answer: as text in one of its fields, or as an object. */
    private boolean message(RawRecord record) throws IOException {
        if (inMessage == DEEPEST_MESSAGE) {
            return false;
        }
        for (Field field : MESSAGES) {
            boolean before = inLine;
            inLine |= field == Field.MESSAGE;
            try {
                if (record.has(field) && message(record, field)) {
                    return true;
                }
            } finally {
                inLine = before;
            }
        }
        String name = record.text(Field.FIELD_NAME);
        return name != null
                && (CsvColumns.isWholeEvent(name) ? message(record, Field.FIELD_VALUE) : record.has(Field.FIELD_VALUE));
    }

    private boolean message(RawRecord record, Field field) throws IOException {
        if (record.isContainer(field)) {
            return scan(record.container(field));
        }
        String text = record.text(field);
        return text != null && message(text);
    }

    /** Reads the events in a text: JSON, perhaps behind a time. */
    boolean message(String text) throws IOException {
        int brace = text.indexOf("{\"");
        if (brace < 0) {
            brace = text.indexOf('{');
        }
        return brace >= 0 && scan(text.substring(brace).getBytes(UTF_8));
    }

    private boolean scan(byte[] json) throws IOException {
        inMessage++;
        try {
            new RecordScanner(new ByteArrayInputStream(json), this, null, json.length).scan();
            return true;
        } catch (EOFException cut) {
            broken("an event inside another tool's answer is cut off");
            return true;
        } finally {
            inMessage--;
        }
    }
}
