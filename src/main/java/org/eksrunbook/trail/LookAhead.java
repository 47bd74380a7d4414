package org.eksrunbook.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Component;

/**
 * Follows the credentials through what the files of the suspect window have told so far, before the many older ones are read: those are then read
 * once for all that the attacker turned into, instead of once a round. What it tells is what to look for; who is a suspect is said by the
 * {@link Conclusion} alone, which knows the ordinary work of the time before.
 */
@Component
class LookAhead {

    /** More come up only where ordinary work is taken for the attacker's, and that shows in the older files: the next round has them. */
    private static final int MOST_TOKENS = 1000;

    private final Parts parts;
    private final Rounds rounds;
    private final KnownCluster cluster;
    private final TrailSettings settings;
    private final WorkFolders workFolders;
    private final PartDatabase database;
    private final Clock clock;

    LookAhead(
            Parts parts,
            Rounds rounds,
            KnownCluster cluster,
            TrailSettings settings,
            WorkFolders workFolders,
            PartDatabase database,
            Clock clock) {
        this.parts = parts;
        this.rounds = rounds;
        this.cluster = cluster;
        this.settings = settings;
        this.workFolders = workFolders;
        this.database = database;
        this.clock = clock;
    }

    /** Adds to a round what came up, or settles it. */
    void look(Incident incident, int round, int survey) {
        List<String> tokens =
                rounds.steps(incident.id(), round) < settings.mostRounds() ? tokens(incident, survey) : List.of();
        rounds.addAhead(incident.id(), round, tokens.size() > MOST_TOKENS ? List.of() : tokens);
    }

    private List<String> tokens(Incident incident, int survey) {
        Window window = Window.of(incident.scope(), clock.instant());
        try (WorkFolders.Folder folder = workFolders.create();
                Questions questions = new Questions(
                        database,
                        folder.path(),
                        parts.files(incident.id(), survey).values())) {
            Exploration exploration = Exploration.of(
                    CaseEvents.suspect(questions, window),
                    new Baseline(),
                    window,
                    () -> Seeds.of(incident),
                    incident.scope(),
                    cluster.of(incident));
            return rounds.unknown(incident.id(), exploration.suspects().tokens());
        } catch (IOException failed) {
            throw new UncheckedIOException("Free space or mend the server's disk: " + failed.getMessage(), failed);
        }
    }
}
