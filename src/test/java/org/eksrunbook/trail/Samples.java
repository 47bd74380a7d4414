package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Real logs that lie beside the project, or where {@code RUNBOOK_SAMPLES} says; not part of it, so tests must do without. */
final class Samples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    private Samples(Path root) {
        this.root = root;
    }

    static Optional<Samples> find() {
        String told = System.getenv("RUNBOOK_SAMPLES");
        Path root = told != null ? Path.of(told) : Path.of("").toAbsolutePath().resolveSibling("shared/data");
        return Files.isDirectory(root.resolve("cloudtrail")) ? Optional.of(new Samples(root)) : Optional.empty();
    }

    /** All CloudTrail records below a folder of {@code cloudtrail/}. */
    List<JsonNode> records(String folder) {
        List<JsonNode> records = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("cloudtrail").resolve(folder))) {
            files.filter(file -> file.toString().endsWith(".json.gz"))
                    .sorted()
                    .forEach(file -> read(file).path("Records").forEach(records::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    Path path() {
        return root;
    }

    /** A table of {@code tables/}; none where it does not lie there. */
    static Optional<List<CSVRecord>> table(String name) {
        return find().map(samples -> samples.root.resolve("tables").resolve(name))
                .filter(Files::exists)
                .map(Samples::rows);
    }

    private static List<CSVRecord> rows(Path table) {
        try (CSVParser rows = CSVParser.parse(
                table,
                UTF_8,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return rows.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> audit() {
        try (Stream<String> lines = Files.lines(root.resolve("kube-audit/eks-audit.ndjson"))) {
            List<JsonNode> events = new ArrayList<>();
            for (String line : lines.toList()) {
                events.add(JSON.readTree(line));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode expected() {
        try {
            return JSON.readTree(root.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
