package org.eksrunbook.web;

import java.time.Duration;
import java.util.List;
import org.eksrunbook.incident.FindingQueue;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.SourceProbe;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads the queue of findings, where one is set, in a thread of its own: no step of a process and no web request waits for it. */
@Component
class QueueReader implements SmartLifecycle, SourceProbe {

    private static final Logger LOG = LoggerFactory.getLogger(QueueReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ObjectProvider<FindingQueue> queues;
    private final QueuedFindings findings;
    private final ParkedMessages parked;
    private volatile @Nullable Thread thread;
    private volatile @Nullable String fault;

    QueueReader(ObjectProvider<FindingQueue> queues, QueuedFindings findings, ParkedMessages parked) {
        this.queues = queues;
        this.findings = findings;
        this.parked = parked;
    }

    @Override
    public void start() {
        FindingQueue queue = queues.getIfAvailable();
        if (queue != null) {
            Thread reader = new Thread(() -> read(queue), "finding-queue");
            reader.setDaemon(true);
            thread = reader;
            reader.start();
        }
    }

    private void read(FindingQueue queue) {
        Duration pause = PAUSE;
        while (isReading()) {
            String reason = takeAll(queue);
            if (reason == null) {
                pause = PAUSE;
            } else if (isReading()) {
                if (!reason.equals(fault)) {
                    LOG.warn("Findings of {} are not taken: {}", VisibleText.of(queue.location()), reason);
                }
                if (!sleep(pause)) {
                    return;
                }
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
            fault = reason;
        }
    }

    private boolean isReading() {
        return thread == Thread.currentThread();
    }

    /** One message that fails does not hold up the others; it comes again. */
    private @Nullable String takeAll(FindingQueue queue) {
        String reason = null;
        try {
            for (FindingQueue.Message message : queue.receive()) {
                try {
                    findings.take(queue, message);
                } catch (RuntimeException failed) {
                    LOG.debug("A message was not taken", failed);
                    reason = VisibleText.of(String.valueOf(failed.getMessage()));
                }
            }
        } catch (FindingQueue.QueueUnavailable away) {
            reason = VisibleText.of(String.valueOf(away.getMessage()));
        } catch (RuntimeException unforeseen) {
            LOG.error("The queue of findings cannot be read", unforeseen);
            reason = VisibleText.of(String.valueOf(unforeseen.getMessage()));
        }
        return reason;
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void stop() {
        Thread reader = thread;
        thread = null;
        if (reader != null) {
            reader.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public List<Answer> probe() {
        FindingQueue queue = queues.getIfAvailable();
        if (queue == null) {
            return List.of();
        }
        String now = fault;
        String state = now == null ? "Findings are taken from " + VisibleText.of(queue.location()) : now;
        long many = parked.count();
        String first = parked.newest(1).stream()
                .map(one -> "; " + many + " messages were parked, the newest: " + VisibleText.of(one.messageId())
                        + ", kept as artefact " + one.artefact() + ": " + VisibleText.of(one.reason()))
                .findFirst()
                .orElse("");
        return List.of(new Answer("intake-queue", now == null, false, state + first));
    }
}
