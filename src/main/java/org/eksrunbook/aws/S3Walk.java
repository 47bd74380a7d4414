package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.SourceUnavailable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Lists what lies below a place, level by level with a delimiter as long as levels mean something (organisation, account, region, year), so that
 * whole branches need not be listed; a month, or a branch of unknown folders, at one go. Several branches at a time, with a deadline.
 */
final class S3Walk {

    /** Told by one thread. */
    interface Found {
        void object(StoredObject object);

        void refused(String path, String reason);

        /** A folder whose list does not end: what was found of it is told, and there may be more. */
        void endless(String path, String reason);

        /** A folder that was not looked into. */
        void leftOut(String folder);
    }

    private static final int AT_ONCE = 8;
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final S3Client s3;
    private final S3Location place;
    private final Clock clock;

    S3Walk(S3Client s3, S3Location place, Clock clock) {
        this.s3 = s3;
        this.place = place;
        this.clock = clock;
    }

    /** @throws SourceUnavailable where S3 does not answer, or not in the time that a step has */
    void run(S3Plan plan, Found found) {
        Instant deadline = clock.instant().plus(LONGEST);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "s3-listing");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<S3Branch> wave = List.of(S3Branch.level(""));
            while (!wave.isEmpty()) {
                List<S3Branch> next = new ArrayList<>();
                List<Callable<S3Page>> tasks = new ArrayList<>();
                wave.forEach(branch -> tasks.add(() -> new S3Listing(s3, place, branch).read()));
                long left = Duration.between(clock.instant(), deadline).toMillis();
                for (Future<S3Page> task : threads.invokeAll(tasks, Math.max(0, left), TimeUnit.MILLISECONDS)) {
                    take(task.get(), plan, found, next::add);
                }
                wave = next;
            }
        } catch (CancellationException late) {
            throw new SourceUnavailable(
                    "Narrow archivePath or the scope: listing " + VisibleText.of(place.toString())
                            + " takes longer than " + LONGEST.toSeconds() + " s",
                    late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A listing stopped", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("The listing was stopped; it begins again", stopped);
        } finally {
            threads.shutdownNow();
        }
    }

    private void take(S3Page page, S3Plan plan, Found found, Consumer<S3Branch> next) {
        if (page.refused() != null && page.endless()) {
            found.endless(VisibleText.of(page.branch().path()), page.refused());
        } else if (page.refused() != null) {
            found.refused(VisibleText.of(page.branch().path()), page.refused());
        }
        for (StoredObject object : page.objects()) {
            if (object.asleep() == null) {
                found.object(object);
            } else {
                found.refused(VisibleText.of(object.path()), object.asleep());
            }
        }
        plan.next(page, next, found::leftOut);
    }
}
