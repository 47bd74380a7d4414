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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Investigates a made-up incident once the server is up, from the listing of its logs to its findings, in a trail of its own. What this machine lacks for it is known before there is an
 * incident, and Java has compiled the trail by then: seconds that somebody would wait for (docs/benchmarks.md). Ends as soon as a real log is read.
 */
@Component
class Rehearsal implements SourceProbe {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int FILES = 60;
    private static final int RECORDS = 80;
    /** The files that are not of the suspect window lie so far apart: what Java compiled for one month alone it would compile again. */
    private static final int DAYS_APART = 3;

    /** Incidents. A young process compiles half of what the first would wait for within these; the other half takes very many. */
    static final int TIMES = 6;

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration LAST_STEP = Duration.ofSeconds(5);

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

    private static final int READERS = 2;
    private static final int READINGS = 30;
    private static final int MEASURED = 10;
    /** A digest that tells a day names its logs alone. */
    private static final DigestedDays DIGESTED = new DigestedDays();

    static {
        DIGESTED.add(List.of(ArchiveFile.at(RehearsedLog.digestKey(DAY), 0, 0)));
    }

    private final WorkFolders workFolders;
    private final PartDatabase partDatabase;
    private final TrailSettings settings;
    private final ReadingPace pace;
    private final ObjectMapper json;
    private final boolean asked;
    private volatile @Nullable Thread thread;
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
        this.json = json;
        this.asked = asked;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (asked) {
            Thread begun = new Thread(() -> rehearse(TIMES), "trail-rehearsal");
            begun.setDaemon(true);
            begun.start();
            thread = begun;
        }
    }

    /** A real log is there to be read. */
    void end() {
        wanted = false;
    }

    /** The server ends; what the rehearsal has in its folder goes before that. */
    @PreDestroy
    void leave() throws InterruptedException {
        end();
        Thread begun = thread;
        if (begun != null) {
            begun.join(LAST_STEP.toMillis());
        }
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
            Path archive = Files.createDirectory(folder.path().resolve("archive"));
            List<ArchiveFile> files = new RehearsedLog(7).write(archive, FILES, RECORDS, DAY, DAYS_APART);
            rehearseReading(archive, files, began);
            int done = 0;
            if (wanted(began)) {
                try (RehearsedTrail trail = new RehearsedTrail(archive, folder.path(), settings, json, SCOPE)) {
                    while (done < times && wanted(began)) {
                        findings += trail.investigate(() -> wanted(began));
                        done++;
                    }
                }
            }
            LOG.info(
                    "Ready to read logs: a made-up incident was investigated {} times in {} ms, unpacked by {}",
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

    /** Each record once more and again: the pass is what a young process is slowest at, and what tells this machine's pace. */
    private void rehearseReading(Path folder, List<ArchiveFile> files, long began)
            throws IOException, InterruptedException {
        Duration last = Duration.ZERO;
        for (int reading = 0; reading < READINGS; reading++) {
            if (!wanted(began)) {
                return;
            }
            Duration took = reading(folder, files);
            last = reading < READINGS - MEASURED ? last : last.plus(took);
        }
        pace.rehearsed((long) FILES * RECORDS * MEASURED, last);
    }

    /** What the reading of all files at once takes, without what surrounds it. */
    private Duration reading(Path folder, List<ArchiveFile> files) throws IOException, InterruptedException {
        Wanted whom = new Wanted(Set.of(Token.ARN.of(RehearsedLog.SUSPECT)));
        try (PartWriter writer = new PartWriter(partDatabase, Files.createTempDirectory(folder, "pace"))) {
            long began = System.nanoTime();
            new GroupReader(
                            file -> Files.newInputStream(folder.resolve(file.path())),
                            settings.unpacking(),
                            READERS,
                            DIGESTED)
                    .read(files, whom, writer);
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    private boolean wanted(long began) {
        return wanted && System.nanoTime() - began < LONGEST.toNanos();
    }
}
