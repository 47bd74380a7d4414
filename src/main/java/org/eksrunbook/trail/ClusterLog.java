package org.eksrunbook.trail;

import java.time.Instant;
import java.util.List;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;

/**
 * Port: the audit log of the incident's cluster where EKS delivers it, the log group {@code /aws/eks/<cluster>/cluster} (EKS user guide, «Send control
 * plane logs to CloudWatch Logs»). It is asked for the requests of the incident's identities and may give more, never fewer without saying so.
 */
public interface ClusterLog {

    /** Whether this server can ask it for such a scope. Asks nobody. */
    boolean asks(Scope scope);

    /** Where the answers come from, for people. */
    String location(Scope scope);

    /**
     * Reads one bounded piece, in half a minute at most.
     *
     * @throws FactsUnavailable where trying again may help and is wanted; nothing of the piece counts then
     */
    Piece read(Question question);

    /**
     * @param from beginning of the baseline
     * @param until fixed for a round
     * @param position where the last piece ended; {@code null}: at the beginning
     * @param brought artefacts of the files that pieces before brought, of all rounds: an event that stands in one of them does not come again
     */
    record Question(
            Scope scope,
            Instant from,
            Instant compromisedAt,
            Instant until,
            List<SearchToken> tokens,
            @Nullable String position,
            List<String> brought,
            Unanswered unanswered) {

        public Question {
            tokens = List.copyOf(tokens);
            brought = List.copyOf(brought);
        }
    }

    /**
     * @param file the events of this piece; {@code null}: none
     * @param events how many, each once
     * @param position where the next piece begins; {@code null}: this was the last
     * @param limits sentences about what was not to be had
     * @param refused the log was not to be read, or not to its end: nothing follows from finding no event, and a later round asks for the same again
     */
    record Piece(
            TrailAnswer.@Nullable File file,
            long events,
            @Nullable String position,
            List<String> limits,
            boolean refused) {

        public Piece {
            limits = List.copyOf(limits);
        }

        /** The last piece, without an event. */
        public static Piece empty(List<String> limits, boolean refused) {
            return new Piece(null, 0, null, limits, refused);
        }
    }
}
