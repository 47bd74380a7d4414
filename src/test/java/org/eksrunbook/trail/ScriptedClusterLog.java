package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;

/** An audit log that gives one event a piece, in as many pieces as there are events that hold one of the values. */
final class ScriptedClusterLog implements ClusterLog {

    final List<Question> questions = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    boolean refuses;
    boolean away;
    /** Behind the first piece of a question. */
    boolean breaksOff;

    private final Artefacts artefacts;

    ScriptedClusterLog(Artefacts artefacts) {
        this.artefacts = artefacts;
    }

    @Override
    public boolean asks(Scope scope) {
        return scope.clusterName() != null;
    }

    @Override
    public String location(Scope scope) {
        return "a scripted log";
    }

    @Override
    public Piece read(Question question) {
        if (away) {
            if (question.unanswered() == Unanswered.FAILS) {
                throw new FactsUnavailable(FactSource.AUDIT_LOG, "Wait: away", null);
            }
            return Piece.empty(List.of("The cluster's audit log could not be read: away."), true);
        }
        questions.add(question);
        if (refuses) {
            return Piece.empty(List.of("The cluster's audit log could not be read: refused."), true);
        }
        List<String> found = events.stream()
                .filter(event -> question.tokens().stream().anyMatch(token -> event.contains(token.value())))
                .toList();
        if (breaksOff && question.position() != null) {
            return Piece.empty(List.of("The cluster's audit log could not be read to its end: broken off."), true);
        }
        int at = question.position() == null ? 0 : Integer.parseInt(question.position());
        if (at >= found.size()) {
            return Piece.empty(List.of(), false);
        }
        Artefact kept = artefacts.put(
                "application/x-ndjson",
                out -> out.write(found.get(at).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new Piece(
                new TrailAnswer.File("audit-log", kept.size(), kept.sha256(), null),
                1,
                at + 1 < found.size() ? String.valueOf(at + 1) : null,
                List.of(),
                false);
    }
}
