package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the files of one group, several at once. A file that cannot be read is told and never ends the reading; one that a source could not give
 * just now is tried once more at the end, and where that fails for more than a few the step is given back to be repeated.
 */
final class GroupReader {

    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
    /** Of that many files one may fail for a passing reason and be told; more are a source that is away. */
    private static final int FEW = 20;

    private static final int MOST_CHANGES = 500;

    /** Opens a file as it is stored. */
    @FunctionalInterface
    interface Opener {
        InputStream open(ArchiveFile file) throws IOException;
    }

    private final Opener opener;
    private final Unpacking limits;
    private final int readers;
    private final @Nullable DigestedDays digested;
    private final Queue<Integer> again = new ConcurrentLinkedQueue<>();

    GroupReader(Opener opener, Unpacking limits) {
        this(opener, limits, 2, null);
    }

    /** @param digested which files' contents are hashed, to be compared with digests; {@code null}: there are none */
    GroupReader(Opener opener, Unpacking limits, int readers, @Nullable DigestedDays digested) {
        this.opener = opener;
        this.limits = limits;
        this.readers = readers;
        this.digested = digested;
    }

    /**
     * @throws PartNotWritten where the rows found cannot be kept
     * @throws SourceUnavailable where the source is away
     */
    GroupReading read(List<ArchiveFile> files, Wanted wanted, PartWriter writer)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(readers, files.size())), work -> {
            Thread thread = new Thread(work, "trail-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Share>> futures = new ArrayList<>();
            for (int thread = 0; thread < readers; thread++) {
                futures.add(threads.submit(() -> new Share(wanted).read(files, next, wanted, writer)));
            }
            Share whole = futures.get(0).get();
            for (Future<Share> future : futures.subList(1, futures.size())) {
                whole.add(future.get());
            }
            whole.readAgain(files, wanted, writer);
            return new GroupReading(
                    whole.report(files.size()), whole.matched, writer.rows() == 0 ? null : writer.finish());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PartNotWritten notWritten) {
                throw notWritten;
            }
            if (failed.getCause() instanceof SourceUnavailable away) {
                throw away;
            }
            throw new IllegalStateException("A reader of the trail stopped", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What one thread read. */
    private final class Share {
        private final Tally tally = new Tally();
        private final TokenIndex index;
        private final List<Coverage.UnreadableFile> unreadable = new ArrayList<>();
        private final Map<String, Long> passedOver = new TreeMap<>();
        private final List<GroupReport.LogHash> hashes = new ArrayList<>();
        private final List<TrailChange> changes = new ArrayList<>();
        private final Lateness lateness = new Lateness();
        private int sound;
        private int notLetIn;
        private long matched;

        Share(Wanted wanted) {
            index = new TokenIndex(wanted);
        }

        Share read(List<ArchiveFile> files, AtomicInteger next, Wanted wanted, PartWriter writer)
                throws PartNotWritten {
            for (int at = next.getAndIncrement(); at < files.size(); at = next.getAndIncrement()) {
                if (read(at, files.get(at), wanted, writer) != null) {
                    again.add(at);
                }
            }
            return this;
        }

        /** Rows of a first attempt may be in the part already; an event that stands twice counts once. */
        void readAgain(List<ArchiveFile> files, Wanted wanted, PartWriter writer) throws PartNotWritten {
            int failing = 0;
            for (int at : again) {
                ArchiveFile file = files.get(at);
                RuntimeException away = read(at, file, wanted, writer);
                if (away != null) {
                    failing++;
                    if (failing * FEW > files.size()) {
                        throw away;
                    }
                    notLetIn++;
                    unreadable.add(new Coverage.UnreadableFile(
                            VisibleText.of(file.path()), GroupReport.JUST_NOW + Reasons.of(away)));
                }
            }
        }

        /** @return why the source could not give the file just now; {@code null}: it is read, or its faults are told */
        private @Nullable RuntimeException read(int number, ArchiveFile file, Wanted wanted, PartWriter writer)
                throws PartNotWritten {
            index.in(number);
            String name = VisibleText.of(file.path());
            FileReading reading = new FileReading(name, wanted, index, writer::add);
            ContentHash hash = digested != null && digested.mayName(file) ? new ContentHash() : null;
            try (InputStream stored = opener.open(file);
                    LogStream log = LogStream.open(stored, limits, hash)) {
                read(file, reading, log);
                if (hash != null) {
                    log.content().transferTo(OutputStream.nullOutputStream());
                    hashes.add(new GroupReport.LogHash(file.path(), hash.hex(), hash.appended()));
                } else if (digested != null) {
                    hashes.add(new GroupReport.LogHash(file.path(), null, false));
                }
            } catch (PartNotWritten notWritten) {
                throw notWritten;
            } catch (IOException broken) {
                notLetIn += NotLetIn.says(broken) ? 1 : 0;
                reading.broken(Reasons.of(broken));
            } catch (SourceUnavailable | ArtefactsUnavailable away) {
                return away;
            } catch (RuntimeException unforeseen) {
                // A file that nobody foresaw must not end the reading of all others: it is named like any other fault.
                LOG.warn("A log file could not be read: {}", name, unforeseen);
                reading.broken("unforeseen: " + VisibleText.of(String.valueOf(unforeseen)));
            }
            tally.addAll(reading.tally());
            matched += reading.matched();
            changes.addAll(reading.changes());
            lateness.add(file.path(), reading.tally().oldest());
            reading.faults()
                    .forEach((reason, times) -> unreadable.add(new Coverage.UnreadableFile(
                            name, times == 1 ? reason : reason + " (" + times + " times)")));
            reading.passedOver().forEach((what, times) -> passedOver.merge(what, times, Long::sum));
            sound += reading.faults().isEmpty() ? 1 : 0;
            return null;
        }

        private void read(ArchiveFile file, FileReading reading, LogStream log) throws IOException {
            switch (log.format()) {
                case JSON -> {
                    new RecordScanner(log.content(), reading, index.repeats()).scan();
                    if (reading.heldNothingKnown()) {
                        none(file, reading, "JSON in whose records no event was found");
                    }
                }
                case LINES -> new RecordScanner(new MessageLines(log.content()), reading, index.repeats()).scan();
                case CSV -> new CsvRecords(reading).read(log.content());
                case EMPTY -> {
                    // A source that was asked may have nothing new to tell.
                    if (!file.holdsAnswersAlone()) {
                        none(file, reading, "empty");
                    }
                }
                case UNKNOWN -> none(file, reading, "neither JSON nor log lines nor a CSV of events");
            }
        }

        private void none(ArchiveFile file, FileReading reading, String what) {
            if (FileKind.namedLikeALog(file.path()) || file.artefact() != null) {
                reading.broken(what);
            } else {
                reading.passOver(FileKind.OTHER.words());
            }
        }

        void add(Share other) {
            tally.addAll(other.tally);
            index.files().addAll(other.index.files());
            unreadable.addAll(other.unreadable);
            hashes.addAll(other.hashes);
            changes.addAll(other.changes);
            lateness.addAll(other.lateness);
            other.passedOver.forEach((what, times) -> passedOver.merge(what, times, Long::sum));
            sound += other.sound;
            notLetIn += other.notLetIn;
            matched += other.matched;
        }

        GroupReport report(int files) {
            unreadable.sort(
                    Comparator.comparing(Coverage.UnreadableFile::file).thenComparing(Coverage.UnreadableFile::reason));
            hashes.sort(Comparator.comparing(GroupReport.LogHash::path));
            Comparator<TrailChange> inTime =
                    Comparator.comparing(TrailChange::time).thenComparing(TrailChange::eventId);
            List<TrailChange> told = changes.stream()
                    // Whoever fills the list with what takes nothing away hides nothing that does.
                    .sorted(Comparator.comparing(TrailChange::takesNothingAway).thenComparing(inTime))
                    .limit(MOST_CHANGES)
                    .sorted(inTime)
                    .toList();
            long further = changes.stream()
                            .filter(change -> !change.takesNothingAway())
                            .count()
                    - MOST_CHANGES;
            if (further > 0) {
                passedOver.merge(TrailChange.FURTHER, further, Long::sum);
            }
            return new GroupReport(
                    files,
                    sound,
                    tally.events(),
                    tally.days(),
                    List.copyOf(unreadable),
                    passedOver,
                    index.files().encodedTokens(),
                    index.files().encodedFiles(),
                    digested == null ? null : List.copyOf(hashes),
                    told,
                    lateness.told(),
                    null,
                    notLetIn);
        }
    }
}
