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

/**
 * The bundled incident amid very many ordinary events, of which none bears a name that the incident does.
 *
 * @param session the pod's session, from which a chain of three links goes on; whoever knows the pod alone follows one of four
 * @param findings how many the incident has without them
 * @param added how many ordinary events there are
 */
public record LargeGameday(Gameday gameday, String session, int findings, long added) {

    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:23:24Z");

    /**
     * @param events how many ordinary events are written
     * @param copies how often each of their files stands in the archive; it is on the disk once
     */
    public static LargeGameday make(Path folder, long events, int copies) throws IOException {
        Gameday gameday = GamedayGenerator.generate(folder.resolve("gameday"), 7, COMPROMISED_AT);
        Set<String> concerned = new TreeSet<>();
        int findings;
        String session;
        try (Bench bench = new Bench(gameday.archive(), folder.resolve("small"), Map.of())) {
            IncidentId id = bench.incident(gameday, TrailSource.ARCHIVE);
            bench.investigate(id);
            findings = bench.findings(id).size();
            session = bench.get(Principals.class).all(id).stream()
                    .filter(principal -> principal.source().startsWith("AssumeRoleWithWebIdentity"))
                    .map(Principal::id)
                    .findFirst()
                    .orElseThrow();
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
        return new LargeGameday(
                gameday, session, findings, LargeArchive.grow(gameday.archive(), account, concerned, events, copies));
    }
}
