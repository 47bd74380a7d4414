package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;

/** The findings of an artefact (a JSON object a line) in the order of their events, whatever order the lines are in. */
final class FindingLines implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RandomAccessFile file;

    FindingLines(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    /** Where a finding stands in the artefact, and when its event was. */
    record Place(Instant at, long offset, int length) {}

    /** The hash of the newest findings that the entries name. */
    static Optional<String> newest(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind().equals("findings.classified"))
                .map(entry -> entry.body().path("artefact").asText())
                .filter(name -> !name.isEmpty())
                .reduce((one, other) -> other);
    }

    Moment read(Place place) throws IOException {
        byte[] line = new byte[place.length()];
        file.seek(place.offset());
        file.readFully(line);
        return Moments.of(place.at(), JSON.readTree(line));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The places of all findings of an artefact, in little memory: {@value #BYTES} bytes each. */
    static final class Places {

        static final int BYTES = 24;

        private final long[] seconds;
        private final int[] nanos;
        private final long[] offsets;
        private final int[] lengths;

        private Places(List<Place> places) {
            seconds = new long[places.size()];
            nanos = new int[places.size()];
            offsets = new long[places.size()];
            lengths = new int[places.size()];
            int number = 0;
            for (Place place : places) {
                seconds[number] = place.at().getEpochSecond();
                nanos[number] = place.at().getNano();
                offsets[number] = place.offset();
                lengths[number++] = place.length();
            }
        }

        int size() {
            return seconds.length;
        }

        Place get(int number) {
            return new Place(Instant.ofEpochSecond(seconds[number], nanos[number]), offsets[number], lengths[number]);
        }
    }

    /** Where all of them stand, the earliest first. */
    static Places index(Path path) throws IOException {
        List<Place> places = new ArrayList<>();
        try (NumberedLines lines = new NumberedLines(path)) {
            byte[] line;
            while ((line = lines.read()) != null) {
                if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                    places.add(new Place(time(JSON.readTree(line)), lines.offset(), line.length));
                }
            }
        }
        places.sort(Comparator.comparing(Place::at).thenComparingLong(Place::offset));
        return new Places(places);
    }

    private static Instant time(JsonNode finding) {
        try {
            return Instant.parse(finding.path("eventTime").asText());
        } catch (DateTimeException noTime) {
            // A log without a readable time says so in its finding; it stands before everything else.
            return Instant.EPOCH;
        }
    }
}
