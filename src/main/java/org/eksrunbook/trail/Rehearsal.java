package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads and judges a made-up log once the server is up, as an incident's is read. What this machine lacks for it is known before there is an
 * incident, and Java has compiled the reader by then: seconds that somebody would wait for (docs/benchmarks.md). Ends as soon as a real log is read.
 */
@Component
class Rehearsal implements SourceProbe {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int FILES = 150;
    private static final int RECORDS = 80;
    /** The files that are not of the suspect window lie so far apart: what Java compiled for one month alone it would compile again. */
    private static final int DAYS_APART = 3;

    /** A young process compiles the reader's last parts behind some hundred thousand records. */
    static final int TIMES = 25;

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int READERS = 2;
    /** A digest that does not tell its place may name any log. */
    private static final DigestedDays EVERY_DAY = new DigestedDays();

    static {
        EVERY_DAY.add(List.of(ArchiveFile.at("digest.json.gz", 0, 0)));
    }

    private static final LocalDate DAY = LocalDate.parse("2024-08-01");
    private static final Instant COMPROMISED_AT =
            DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Scope SCOPE = new Scope(
            1,
            RehearsedLog.ACCOUNT,
            List.of(),
            "us-east-1",
            COMPROMISED_AT,
            null,
            90,
            "rehearsal",
            "made-up",
            "app-17",
            List.of("app-23-7d9c"),
            List.of("i-0123456789abcde31"),
            List.of(RehearsedLog.SUSPECT),
            TrailSource.ARCHIVE,
            null);
    private static final Window WINDOW = Window.of(SCOPE, COMPROMISED_AT.plus(Duration.ofDays(1)));

    private final WorkFolders workFolders;
    private final PartDatabase partDatabase;
    private final TrailSettings settings;
    private final ReadingPace pace;
    private final RehearsedDocuments documents;
    private final boolean asked;
    private volatile boolean wanted = true;
    private volatile Optional<String> fault = Optional.empty();

    Rehearsal(
            WorkFolders workFolders,
            PartDatabase partDatabase,
            TrailSettings settings,
            ReadingPace pace,
            ObjectMapper json,
            @Value("${runbook.rehearsal:true}") boolean asked) {
        this.workFolders = workFolders;
        this.partDatabase = partDatabase;
        this.settings = settings;
        this.pace = pace;
        this.documents = new RehearsedDocuments(json, SCOPE);
        this.asked = asked;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (asked) {
            Thread thread = new Thread(() -> rehearse(TIMES), "trail-rehearsal");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A real log is there to be read, or the server ends. */
    @PreDestroy
    void end() {
        wanted = false;
    }

    @Override
    public List<Answer> probe() {
        return fault.map(said -> List.of(new Answer("log reader", false, true, said)))
                .orElse(List.of());
    }

    /** @return how many findings were made in it */
    int rehearse(int times) {
        long began = System.nanoTime();
        int findings = 0;
        try (WorkFolders.Folder folder = workFolders.create()) {
            List<ArchiveFile> files = write(folder.path());
            int done = 0;
            Duration last = Duration.ZERO;
            while (done < times && wanted && System.nanoTime() - began < LONGEST.toNanos()) {
                Once once = once(folder.path(), files, done % 2 == 0);
                findings += once.findings();
                last = done > times / 2 ? last.plus(once.reading()) : Duration.ZERO;
                done++;
            }
            if (done == times && !last.isZero()) {
                pace.rehearsed((long) FILES * RECORDS * (times - times / 2 - 1), last);
            }
            LOG.info(
                    "Ready to read logs: a made-up one was read {} times in {} ms, unpacked by {}",
                    done,
                    Duration.ofNanos(System.nanoTime() - began).toMillis(),
                    settings.libdeflate() && Libdeflate.isThere() ? "libdeflate" : "Java");
        } catch (IOException | RuntimeException failed) {
            String said = "A made-up log could not be read: " + Reasons.of(failed);
            fault = Optional.of(said);
            LOG.error("{}", said, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    private static List<ArchiveFile> write(Path folder) throws IOException {
        RehearsedLog log = new RehearsedLog(7);
        List<ArchiveFile> files = new ArrayList<>();
        for (int number = 0; number < FILES; number++) {
            String name = "rehearsal-" + number + ".json.gz";
            Path file = folder.resolve(name);
            log.write(file, RECORDS, number % 2 == 0 ? DAY : DAY.minusDays((long) number * DAYS_APART));
            files.add(ArchiveFile.at(name, Files.size(file), 0));
        }
        return files;
    }

    private record Once(int findings, Duration reading) {}

    private Once once(Path folder, List<ArchiveFile> files, boolean hashed) throws IOException, InterruptedException {
        Suspects seeds = new Suspects(List.of(), List.of());
        Seeds.named(SCOPE).forEach(seeds::add);
        Wanted wanted = new Wanted(seeds.tokens());
        Path work = Files.createTempDirectory(folder, "once");
        try (PartWriter writer = new PartWriter(partDatabase, work)) {
            long began = System.nanoTime();
            GroupReading reading = new GroupReader(
                            file -> Files.newInputStream(folder.resolve(file.path())),
                            settings.unpacking(),
                            READERS,
                            hashed ? EVERY_DAY : null)
                    .read(documents.listed(files), wanted, writer);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            GroupReport report = documents.told(reading.report());
            if (report.holding(wanted, files).isEmpty()) {
                throw new IllegalStateException("what was found in it is in none of its files");
            }
            try (Questions questions = new Questions(
                    partDatabase,
                    work,
                    List.of(new PartFile(Objects.requireNonNull(reading.part()), writer.characters())))) {
                Baseline baseline = new Baseline();
                baseline.add(Set.of("rehearsed"), CaseEvents.before(questions, WINDOW)::forEach);
                return new Once(judge(CaseEvents.suspect(questions, WINDOW), baseline), took);
            }
        }
    }

    private int judge(CaseEvents events, Baseline baseline) throws IOException {
        Exploration exploration =
                Exploration.of(events, baseline, WINDOW, () -> Seeds.named(SCOPE), SCOPE, ClusterReport.NOTHING);
        Classifier classifier = Classifier.standard();
        List<Finding> findings = new ArrayList<>();
        events.forEach(event -> {
            if (event.event() != null && exploration.actorOf(event) != null) {
                classifier.classify(event.event()).ifPresent(findings::add);
            }
        });
        List<Principal> principals = exploration.suspects().all().stream()
                .map(suspect -> suspect.asPrincipal(1))
                .toList();
        return documents.found(findings, principals).size();
    }
}
