package org.eksrunbook.trail;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/**
 * Who may ask a remote source right now: two incidents on a node, so that sources that hang leave threads to the incidents that read an archive (the
 * engine keeps three, {@code camunda.bpm.job-execution.core-pool-size}). Nobody waits for a turn here: the model asks again. Whose own last try failed
 * is told that again instead, so that the tries of its step are counted and people hear of it.
 */
@Component
class Turns {

    private static final int AT_ONCE = 2;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<IncidentId, RuntimeException> failed = new ConcurrentHashMap<>();

    /**
     * Asks, if there is a turn.
     *
     * @return what was asked, or that others are asking
     */
    Optional<TrailAnswer> take(IncidentId id, Supplier<Optional<TrailAnswer>> ask) {
        if (!free.tryAcquire()) {
            RuntimeException last = failed.get(id);
            if (last != null) {
                throw new SourceUnavailable(String.valueOf(last.getMessage()), last);
            }
            return Optional.of(new TrailAnswer.Waiting(PAUSE, "a turn to ask: other incidents are asking"));
        }
        try {
            Optional<TrailAnswer> answer = ask.get();
            failed.remove(id);
            return answer;
        } catch (RuntimeException failure) {
            failed.put(id, failure);
            throw failure;
        } finally {
            free.release();
        }
    }

    /**
     * What failed for an incident is no news any more: nobody waits for it.
     *
     * @return whether anything had
     */
    boolean forget(IncidentId id) {
        return failed.remove(id) != null;
    }
}
