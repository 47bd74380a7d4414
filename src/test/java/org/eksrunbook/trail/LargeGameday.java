package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.GamedayGenerator;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;

/** The bundled incident amid very many ordinary events, of which none bears a name that the incident does. */
public final class LargeGameday {

    private LargeGameday() {}

    public static Gameday make(Path folder, long events) throws IOException {
        Gameday gameday =
                GamedayGenerator.generate(folder.resolve("gameday"), 7, Instant.parse("2024-08-02T08:23:24Z"));
        Set<String> concerned = new TreeSet<>();
        try (Bench bench = new Bench(gameday.archive(), folder.resolve("small"), Map.of())) {
            IncidentId id = bench.incident(gameday, TrailSource.ARCHIVE);
            bench.investigate(id);
            // Behind a letter for its kind a token is what stands in the log.
            bench.get(Rounds.class)
                    .all(id)
                    .forEach(round -> round.tokens().forEach(token -> concerned.add(token.substring(1))));
        }
        String account = gameday.start()
                .path("variables")
                .path("accountId")
                .path("value")
                .asText();
        LargeArchive.grow(gameday.archive(), account, concerned, events);
        return gameday;
    }
}
