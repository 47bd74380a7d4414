package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.util.FileSystemUtils;

/** Where the game day's files lie. They are written once: a second start goes on with what is there. */
final class GamedayFolder {
    private static final LocalTime MORNING = LocalTime.of(8, 23, 24);

    private final Path folder;

    GamedayFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether everything is there; {@code start.json} is written last. */
    boolean isComplete() {
        return Files.isRegularFile(folder.resolve("start.json"));
    }

    /** Writes the files anew; what a broken-off run left behind goes first. */
    Gameday write(GamedaySettings settings, Clock clock) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the unfinished " + folder, e);
        }
        Instant yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(1)
                .atTime(MORNING)
                .toInstant(ZoneOffset.UTC);
        Instant moment = settings.compromisedAt();
        return GamedayGenerator.generate(folder, settings.seed(), moment == null ? yesterday : moment, settings.days());
    }

    JsonNode start() {
        try {
            return Templates.JSON.readTree(text("start.json"));
        } catch (IOException e) {
            throw new GamedayFailure(
                    folder.resolve("start.json") + " cannot be read: " + e.getMessage(),
                    "Remove the folder " + folder + " and start again: it is written anew.");
        }
    }

    String cmdb() {
        return text("cmdb.csv");
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder.resolve(name), e);
        }
    }
}
