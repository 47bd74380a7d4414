package org.eksrunbook.gameday;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How long completions, and the server's own work behind them, take on this machine: so that kills fall into them. */
final class Tempo {
    private final Map<String, Long> completions = new HashMap<>();
    private final Map<String, Long> work = new HashMap<>();

    /** Plays to the end with a watch in the hand. */
    void play(Player player) {
        Optional<Player.Task> task = player.nextTask(GamedayRestTest.PATIENCE);
        while (task.isPresent()) {
            String key = task.get().key();
            long begun = System.nanoTime();
            RunbookApi.Answer answer = player.complete(task.get());
            long answered = System.nanoTime();
            if (answer.status() != 204) {
                throw new AssertionError(task.get() + " was not completed: " + answer);
            }
            task = player.nextTask(GamedayRestTest.PATIENCE);
            completions.merge(key, millis(begun, answered), Long::max);
            work.merge(key, millis(answered, System.nanoTime()), Long::max);
        }
    }

    /** From the request to its answer, in milliseconds. */
    int completion(String task) {
        return completions.getOrDefault(task, 100L).intValue();
    }

    /** From the answer to the next task, in milliseconds. */
    int workAfter(String task) {
        return work.getOrDefault(task, 1000L).intValue();
    }

    private static long millis(long from, long until) {
        return (until - from) / 1_000_000;
    }
}
