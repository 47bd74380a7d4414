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

    /** Where all of them stand, the earliest first. */
    static List<Place> index(Path path) throws IOException {
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
        return List.copyOf(places);
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
