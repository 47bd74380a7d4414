package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eksrunbook.incident.VisibleText;

/** Reads a group of CloudTrail's digest files. One that cannot be read is told. */
final class DigestReading {

    /** Unpacked: a digest names the files of an hour, some hundred bytes each. */
    private static final long LARGEST = 8 << 20;

    private final GroupReader.Opener opener;
    private final Unpacking limits;
    private final int readers;

    DigestReading(GroupReader.Opener opener, Unpacking limits, int readers) {
        this.opener = opener;
        this.limits = new Unpacking(Math.min(LARGEST, limits.total()), limits.ratio(), limits.libdeflate());
        this.readers = readers;
    }

    private record Fault(Coverage.UnreadableFile file, boolean notLetIn) {}

    /** @throws SourceUnavailable where the source is away */
    GroupReading read(List<ArchiveFile> files) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(readers, work -> {
            Thread thread = new Thread(work, "digest-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<Object>> tasks = new ArrayList<>();
            files.forEach(file -> tasks.add(() -> told(file)));
            List<DigestFacts> digests = new ArrayList<>();
            List<Coverage.UnreadableFile> unreadable = new ArrayList<>();
            int notLetIn = 0;
            for (Future<Object> task : threads.invokeAll(tasks)) {
                Object told = task.get();
                if (told instanceof DigestFacts facts) {
                    digests.add(facts);
                } else if (told instanceof Fault fault) {
                    unreadable.add(fault.file());
                    notLetIn += fault.notLetIn() ? 1 : 0;
                }
            }
            digests.sort(Comparator.comparing(DigestFacts::path));
            unreadable.sort(Comparator.comparing(Coverage.UnreadableFile::file));
            return new GroupReading(GroupReport.ofDigests(digests, unreadable, notLetIn), 0, null);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException away) {
                throw away;
            }
            throw new IllegalStateException("A reader of digests stopped", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Object told(ArchiveFile file) {
        // What follows the first member was never signed: it is looked at for its being there, and not read.
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ContentHash hash = new ContentHash(first);
        try (InputStream stored = opener.open(file);
                LogStream log = LogStream.open(stored, limits, hash)) {
            log.content().transferTo(OutputStream.nullOutputStream());
            JsonNode digest = LogJson.MAPPER.readTree(first.toByteArray());
            return DigestFacts.of(file.path(), digest, hash.hex(), hash.appended());
        } catch (IOException broken) {
            return new Fault(
                    new Coverage.UnreadableFile(VisibleText.of(file.path()), "digest: " + Reasons.of(broken)),
                    NotLetIn.says(broken));
        }
    }
}
