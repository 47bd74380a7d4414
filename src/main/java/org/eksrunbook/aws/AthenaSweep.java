package org.eksrunbook.aws;

import java.util.List;
import org.eksrunbook.incident.IncidentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops the queries and removes the extractions of incidents that are over, however they came to be over: ended, deleted, or while the server was down. */
@Component
class AthenaSweep {

    private static final Logger LOG = LoggerFactory.getLogger(AthenaSweep.class);

    private final AthenaSettings settings;
    private final AthenaSteps steps;
    private final AthenaPieces pieces;
    private final ObjectProvider<AthenaQueries> queries;
    private final ObjectProvider<TrailPlaces> places;
    private final TransactionTemplate transaction;

    AthenaSweep(
            AthenaSettings settings,
            AthenaSteps steps,
            AthenaPieces pieces,
            ObjectProvider<AthenaQueries> queries,
            ObjectProvider<TrailPlaces> places,
            TransactionTemplate transaction) {
        this.settings = settings;
        this.steps = steps;
        this.pieces = pieces;
        this.queries = queries;
        this.places = places;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT20S")
    void sweep() {
        if (settings.unready().isPresent()) {
            return;
        }
        for (IncidentId id : steps.leftBehind()) {
            try {
                transaction.executeWithoutResult(status -> leave(id));
            } catch (RuntimeException failed) {
                // Tried again in ten seconds; nothing of the case depends on it.
                LOG.warn("What Athena holds of {} could not be removed: {}", id, failed.getMessage());
            }
        }
    }

    private void leave(IncidentId id) {
        queries.getObject().stop(id);
        for (AthenaPiece piece : pieces.of(id)) {
            AthenaStep dropped =
                    queries.getObject().advance(id, AthenaQueries.DROP + piece.id(), AthenaStatements.drop(piece));
            if (dropped.isFinished()) {
                places.getObject().remove(AthenaStatements.output(settings, id, piece));
                pieces.set(id, piece, AthenaPiece.State.REMOVED);
                forget(id, piece);
            }
        }
    }

    /** An incident that is continued asks anew for what was removed, with another attempt of the same query. */
    private void forget(IncidentId id, AthenaPiece piece) {
        for (String name : List.of(
                AthenaTrail.extractStep(piece), AthenaAnswers.countStep(piece), AthenaQueries.DROP + piece.id())) {
            steps.find(id, name).ifPresent(step -> steps.set(id, name, AthenaStep.State.STOPPED, step.bytes()));
        }
    }
}
