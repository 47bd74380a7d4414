package org.eksrunbook.gameday;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A game day whose server is killed again and again. Its client trusts answers only: what was cut off is looked at and done again where needed. */
final class KilledPlay implements AutoCloseable {
    static final int INSIDE_COMPLETIONS = 6;
    static final int AT_WORK = 4;

    private static final Logger LOG = LoggerFactory.getLogger(KilledPlay.class);
    /** A game day has some twenty completions; one of the first is long work, and kills fall into that too. */
    private static final int COMPLETIONS = 16;

    private final Path dataDir;
    private final Random random;
    private final Tempo tempo;
    private final Set<Integer> inside = new TreeSet<>();
    private final Set<Integer> after = new TreeSet<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final Set<String> begun = new HashSet<>();
    private ServerProcess server;
    private Player player;
    private int killsInside;
    private int killsAtWork;

    KilledPlay(Path dataDir, long seed, Tempo tempo) {
        this.dataDir = dataDir;
        this.random = new Random(seed);
        this.tempo = tempo;
        while (inside.size() < INSIDE_COMPLETIONS) {
            inside.add(random.nextInt(COMPLETIONS));
        }
        // One of them always while the logs are read: the longest work there is.
        after.add(0);
        while (after.size() < AT_WORK) {
            after.add(random.nextInt(COMPLETIONS));
        }
        server = ServerProcess.start(dataDir, ServerProcess.SHORT_GAMEDAY);
        player = new Player(GamedayRestTest.INCIDENT, server, server.awaitInLog(ServerProcess.IN_PLAY));
    }

    Player toTheEnd() {
        Optional<Player.Task> task = player.nextTask(GamedayRestTest.PATIENCE);
        while (task.isPresent()) {
            // Each task is cut off at most once; the second time it counts, or was done already.
            int number = begun.size();
            if (begun.add(task.get().id()) && inside.contains(number)) {
                killInside(task.get());
            } else {
                complete(task.get());
            }
            if (after.remove(begun.size() - 1)) {
                killAtWorkAfter(task.get());
            }
            task = player.nextTask(GamedayRestTest.PATIENCE);
        }
        return player;
    }

    private void complete(Player.Task task) {
        RunbookApi.Answer answer = player.complete(task);
        if (answer.status() != 204) {
            throw new AssertionError(task + " was not completed: " + answer);
        }
        List<String> lines = manifest();
        acknowledged.add(lines.get(lines.size() - 1));
    }

    /** The request is on its way when the server dies; whether it counted shows after the restart. */
    private void killInside(Player.Task task) {
        Thread completion = new Thread(() -> {
            try {
                LOG.info("Answered before the kill: {}", player.complete(task).status());
            } catch (GamedayFailure cutOff) {
                LOG.info("Cut off: {}", cutOff.getMessage());
            }
        });
        completion.start();
        Pause.millis(random.nextInt(1 + tempo.completion(task.key())));
        server.kill();
        try {
            completion.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        killsInside++;
        restart("inside the completion of", task);
    }

    private void killAtWorkAfter(Player.Task task) {
        Pause.millis(random.nextInt(1 + tempo.workAfter(task.key())));
        server.kill();
        killsAtWork++;
        restart("at work after", task);
    }

    private void restart(String moment, Player.Task task) {
        LOG.info("Kill {} {} {}", killsInside + killsAtWork, moment, task);
        server = ServerProcess.start(dataDir, ServerProcess.SHORT_GAMEDAY);
        player.connect(server, server.awaitInLog(ServerProcess.IN_PLAY));
    }

    int insideCompletions() {
        return killsInside;
    }

    int atWork() {
        return killsAtWork;
    }

    /** The ledger's last line after each completion that was answered. */
    List<String> acknowledged() {
        return acknowledged;
    }

    List<String> manifest() {
        return player.as("manager")
                .get("api/incidents/" + GamedayRestTest.INCIDENT + "/evidence")
                .body()
                .lines()
                .toList();
    }

    Path artefacts() {
        return dataDir.resolve("artefacts");
    }

    @Override
    public void close() {
        server.close();
    }
}
