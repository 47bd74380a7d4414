package org.eksrunbook.gameday;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The short game day, played undisturbed on the embedded database: once a run, for all that are compared with it. */
record ReferencePlay(CaseRecord record, Tempo tempo) {
    private static @Nullable ReferencePlay played;

    static synchronized ReferencePlay once() {
        ReferencePlay there = played;
        if (there == null) {
            there = play();
            played = there;
        }
        return there;
    }

    private static ReferencePlay play() {
        Path folder = temporary();
        Tempo tempo = new Tempo();
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), ServerProcess.SHORT_GAMEDAY)) {
            Player player = new Player(GamedayRestTest.INCIDENT, server, server.awaitInLog(ServerProcess.IN_PLAY));
            tempo.play(player);
            return new ReferencePlay(
                    CaseRecord.of(player, GamedayRestTest.INCIDENT).keptAs("undisturbed"), tempo);
        } finally {
            FileSystemUtils.deleteRecursively(folder.toFile());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("gameday");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
