package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;

/** A source that is asked, over a folder of CloudTrail files: gives exactly the events of the tokens that are fresh, on the second call. */
final class ScriptedTrail implements RemoteTrail {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<IncidentId> cancelled = new ArrayList<>();
    final List<TrailRequest> requests = new ArrayList<>();
    volatile Runnable whileAsked = () -> {};
    boolean answers = true;
    boolean counts = true;
    Optional<TrailAnswer.NeedsApproval> scan = Optional.empty();

    private final Path folder;
    private final Artefacts artefacts;
    private final Set<Integer> asked = new HashSet<>();

    ScriptedTrail(Path folder, Artefacts artefacts) {
        this.folder = folder;
        this.artefacts = artefacts;
    }

    @Override
    public TrailSource source() {
        return TrailSource.ATHENA;
    }

    @Override
    public Optional<String> unready() {
        return Optional.empty();
    }

    @Override
    public String location(Scope scope) {
        return "a scripted source";
    }

    @Override
    public TrailAnswer ask(TrailRequest request) {
        whileAsked.run();
        return answer(request);
    }

    private synchronized TrailAnswer answer(TrailRequest request) {
        requests.add(request);
        if (scan.isPresent() && !request.approved().contains(scan.get().scan())) {
            return request.refused().contains(scan.get().scan())
                    ? new TrailAnswer.Brought(
                            List.of(), List.of(), List.of(), List.of(), List.of("A scan was refused."))
                    : scan.get();
        }
        if (asked.add(request.round()) || !answers) {
            return new TrailAnswer.Waiting(Duration.ofSeconds(1), "the second look");
        }
        Set<String> wanted = new HashSet<>();
        request.fresh().forEach(token -> wanted.add(token.kind().of(token.value())));
        List<JsonNode> found = new ArrayList<>();
        Map<String, TrailAnswer.Count> days = new LinkedHashMap<>();
        forEach(record -> {
            EventRecord event = EventRecord.of(record);
            if (EventTokens.of(event).all().stream().anyMatch(wanted::contains)) {
                found.add(record);
            }
            count(days, record);
        });
        Artefact kept = artefacts.put("application/gzip", out -> {
            GZIPOutputStream zipped = new GZIPOutputStream(new Unclosed(out));
            for (JsonNode record : found) {
                zipped.write(JSON.writeValueAsBytes(record));
                zipped.write('\n');
            }
            zipped.finish();
        });
        return new TrailAnswer.Brought(
                List.of(new TrailAnswer.File("round-" + request.round(), kept.size(), kept.sha256(), null)),
                List.of(Map.of("what", "events", "query", "q-" + request.round(), "rows", found.size(), "bytes", 10)),
                counts ? List.copyOf(days.values()) : List.of(),
                List.of(),
                List.of());
    }

    private static void count(Map<String, TrailAnswer.Count> days, JsonNode record) {
        String account = record.has("recipientAccountId")
                ? record.path("recipientAccountId").asText()
                : record.at("/userIdentity/accountId").asText();
        String time = record.path("eventTime").asText();
        String region = record.path("awsRegion").asText();
        boolean data = record.path("eventCategory").asText().equals("Data")
                || record.path("managementEvent").asText().equals("false");
        TrailAnswer.Count one = new TrailAnswer.Count(
                account,
                region,
                time.substring(0, 10),
                1,
                time,
                time,
                data ? Map.of(record.path("eventSource").asText(), 1L) : Map.of(),
                data
                        ? Map.of(
                                record.path("eventSource").asText(),
                                record.path("readOnly").asBoolean() ? 1L : 0L)
                        : Map.of());
        days.merge(account + region + time.substring(0, 10), one, ScriptedTrail::sum);
    }

    private static TrailAnswer.Count sum(TrailAnswer.Count a, TrailAnswer.Count b) {
        return new TrailAnswer.Count(
                a.accountId(),
                a.region(),
                a.day(),
                a.events() + b.events(),
                a.first().compareTo(b.first()) < 0 ? a.first() : b.first(),
                a.last().compareTo(b.last()) > 0 ? a.last() : b.last(),
                sum(a.dataEvents(), b.dataEvents()),
                sum(Objects.requireNonNull(a.dataReads()), Objects.requireNonNull(b.dataReads())));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sums = new LinkedHashMap<>(one);
        other.forEach((source, number) -> sums.merge(source, number, Long::sum));
        return sums;
    }

    private void forEach(java.util.function.Consumer<JsonNode> each) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json.gz")
                            && file.toString().contains("/CloudTrail/"))
                    .sorted()
                    .toList()) {
                try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
                    JSON.readTree(content).path("Records").forEach(each);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void cancel(IncidentId incident) {
        cancelled.add(incident);
    }
}
