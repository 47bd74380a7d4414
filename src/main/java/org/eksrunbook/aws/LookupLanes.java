package org.eksrunbook.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eksrunbook.aws.LookupSearch.Place;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Asks all accounts and regions side by side, each at its own pace, with a handful of threads. */
@Component
@Lazy
class LookupLanes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LookupLanes.class);
    private static final int THREADS = 8;
    /** More than a call may last, its own tries included. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(40);

    private final AccountClients clients;
    private final LookupSearches searches;
    private final LookupPace pace;
    private final ObjectMapper json;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, work -> {
        Thread thread = new Thread(work, "lookup");
        thread.setDaemon(true);
        return thread;
    });

    LookupLanes(AccountClients clients, LookupSearches searches, LookupPace pace, ObjectMapper json) {
        this.clients = clients;
        this.searches = searches;
        this.pace = pace;
        this.json = json;
    }

    /** Gets pages until everything is here, no place gives any more, or the time is over; a page that was asked for by then is waited for. */
    void run(IncidentId id, Scope scope, List<LookupSearch> open, Duration time) {
        Map<Place, List<LookupSearch>> byPlace = new LinkedHashMap<>();
        open.forEach(search -> byPlace.computeIfAbsent(search.place(), first -> new ArrayList<>())
                .add(search));
        Run run = new Run(System.nanoTime() + time.toNanos(), new CountDownLatch(byPlace.size()));
        byPlace.forEach((place, there) -> run.next(new LookupLane(id, scope, place, there, clients, searches, json)));
        try {
            // A call that hangs ends by its own limit; whoever still waits for its turn then gets none.
            if (!run.over.await(time.plus(LONGEST_CALL).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Looking events of {} up takes longer than its calls may; it goes on with the next step", id);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", stopped);
        }
        run.rethrow();
    }

    private final class Run {
        private final long end;
        private final CountDownLatch over;
        private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();

        Run(long end, CountDownLatch over) {
            this.end = end;
            this.over = over;
        }

        void next(LookupLane lane) {
            long delay = pace.take(lane.place()).toNanos();
            if (System.nanoTime() + delay > end) {
                over.countDown();
            } else {
                try {
                    threads.schedule(() -> turn(lane), delay, TimeUnit.NANOSECONDS);
                } catch (RejectedExecutionException stopping) {
                    over.countDown();
                }
            }
        }

        private void turn(LookupLane lane) {
            boolean more = false;
            try {
                more = System.nanoTime() < end && lane.turn();
            } catch (RuntimeException unforeseen) {
                broken.set(unforeseen);
            } finally {
                if (more) {
                    next(lane);
                } else {
                    over.countDown();
                }
            }
        }

        void rethrow() {
            RuntimeException unforeseen = broken.get();
            if (unforeseen != null) {
                throw unforeseen;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
