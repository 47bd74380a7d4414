package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks for the cluster's audit log where EKS delivers it, beside whatever source the incident has, unless that source brings the audit log itself.
 * Piece by piece, each one an entry, so that a kill costs one piece.
 */
@Component
class AuditLogAsking {

    private static final String KIND = "audit.asked";
    /** So late an event may reach the log. */
    private static final Duration LATE = Duration.ofHours(1);

    private static final Set<Token> KINDS =
            Set.of(Token.KUBERNETES_USER, Token.KUBERNETES_POD, Token.ARN, Token.ISSUER_ARN, Token.KEY);
    /** As exports and subscriptions name their files. */
    private static final Pattern NAME_OF_AUDIT_LOG =
            Pattern.compile("(?i)kube-apiserver-audit|exportedlogs|/eks/[^/]+/cluster");

    private final ObjectProvider<ClusterLog> log;
    private final Rounds rounds;
    private final AskedRounds asked;
    private final Turns turns;
    private final MissingFacts missing;
    private final Ledger ledger;

    AuditLogAsking(
            ObjectProvider<ClusterLog> log,
            Rounds rounds,
            AskedRounds asked,
            Turns turns,
            MissingFacts missing,
            Ledger ledger) {
        this.log = log;
        this.rounds = rounds;
        this.asked = asked;
        this.turns = turns;
        this.missing = missing;
        this.ledger = ledger;
    }

    /**
     * Reads on for the round that is being read: what is new is asked for from the beginning, what was asked for before from where the log was heard last.
     *
     * @param logs the files that there are; called once a round
     * @param covered whether a round before found an audit log in them
     * @return what is still waited for; empty: nothing is
     */
    Optional<TrailAnswer> next(
            Incident incident, Supplier<List<ArchiveFile>> logs, Supplier<Boolean> covered, Instant now) {
        ClusterLog source = log.getIfAvailable();
        Optional<Rounds.Round> round =
                rounds.last(incident.id()).filter(last -> last.state().equals("reading"));
        if (source == null || round.isEmpty() || !source.asks(incident.scope())) {
            return Optional.empty();
        }
        int number = round.get().number();
        List<Entry> pieces = pieces(incident.id(), number);
        if (pieces.isEmpty() && (covered.get() || hasAuditLog(logs.get()))) {
            record(incident, number, 1, Map.of("asked", false));
            return Optional.empty();
        }
        Instant until =
                asked.until(incident.id(), number, incident.scope().untilOr(now.truncatedTo(ChronoUnit.SECONDS)));
        Optional<Part> open = open(incident, number, pieces, until);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Part part = open.get();
        ClusterLog.Question question = new ClusterLog.Question(
                incident.scope(),
                part.from(),
                incident.scope().compromisedAt(),
                until,
                part.tokens(),
                part.position(),
                List.copyOf(byArtefact(incident.id()).keySet()),
                missing.unanswered(incident.id(), FactSource.AUDIT_LOG));
        if (question.unanswered() == Unanswered.IS_TOLD) {
            // What failed before is to be told now, not thrown once more.
            turns.forget(incident.id());
        }
        return turns.take(incident.id(), () -> read(incident, source, question, part, number, pieces.size() + 1));
    }

    /**
     * What of a round is asked next.
     *
     * @param known whether its tokens were asked for in an earlier round
     * @param position where the answer goes on; {@code null}: at its beginning
     * @param leadsOn whether the known tokens are asked for behind it
     */
    private record Part(
            boolean known,
            List<SearchToken> tokens,
            Instant from,
            @Nullable String position,
            boolean leadsOn) {}

    /** Empty: the round is answered. */
    private Optional<Part> open(Incident incident, int round, List<Entry> pieces, Instant until) {
        int before = lastAsked(incident.id(), round);
        List<SearchToken> added = tokens(incident.id(), before, round);
        List<SearchToken> known = tokens(incident.id(), 0, before);
        Instant from = incident.scope().baselineFrom();
        Instant heard = heardUntil(incident.id(), before);
        Instant again = heard.minus(LATE).isAfter(from) ? heard.minus(LATE) : from;
        boolean ofKnown = !known.isEmpty() && (added.isEmpty() || heard.isBefore(until));
        JsonNode last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1).body();
        if (last != null && !goesOn(last)) {
            return Optional.empty();
        }
        String position = last == null ? null : Json.text(last, "position");
        boolean nowKnown = last == null
                ? ofKnown && added.isEmpty()
                : position == null || last.path("known").asBoolean();
        return Optional.of(
                nowKnown
                        ? new Part(true, known, again, position, false)
                        : new Part(false, added, from, position, ofKnown));
    }

    /** What rounds after one, up to another, look for, as far as an audit log tells it. */
    private List<SearchToken> tokens(IncidentId id, int after, int through) {
        return rounds.tokens(id, after, through).stream()
                .map(SearchToken::of)
                .filter(token -> KINDS.contains(token.kind()))
                .toList();
    }

    /** Up to when a round that was answered can have heard the log: a scope may end in the future. */
    private Instant heardUntil(IncidentId id, int round) {
        return pieces(id, round).stream()
                .filter(piece -> piece.body().hasNonNull("until"))
                .map(piece -> {
                    Instant until = Instant.parse(piece.body().path("until").asText());
                    Instant at = piece.at().truncatedTo(ChronoUnit.SECONDS);
                    return at.isBefore(until) ? at : until;
                })
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private Optional<TrailAnswer> read(
            Incident incident, ClusterLog source, ClusterLog.Question question, Part part, int round, int piece) {
        String what = "the audit log in " + source.location(incident.scope());
        ClusterLog.Piece read = source.read(question);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("asked", true);
        body.put("location", source.location(incident.scope()));
        body.put("until", question.until().toString());
        body.put("events", read.events());
        body.put("files", read.file() == null ? List.of() : List.of(read.file()));
        body.put("position", read.position());
        boolean more = part.leadsOn() && read.position() == null && !read.refused();
        body.put("known", part.known());
        body.put("more", more);
        // Of those that were asked for before, it was said then.
        body.put("limits", part.known() && !read.refused() ? List.of() : read.limits());
        body.put("refused", read.refused());
        record(incident, round, piece, body);
        return read.position() == null && !more
                ? Optional.empty()
                : Optional.of(new TrailAnswer.Waiting(Duration.ZERO, what));
    }

    private void record(Incident incident, int round, int piece, Map<String, Object> facts) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("round", round);
        body.put("piece", piece);
        body.putAll(facts);
        ledger.appendOnce(incident.id(), "audit-" + round + "-" + piece, KIND, Actor.SYSTEM, body);
    }

    /** A person decided not to wait any longer. */
    void giveUp(Incident incident) {
        turns.forget(incident.id());
        rounds.last(incident.id())
                .filter(last -> last.state().equals("reading"))
                .map(Rounds.Round::number)
                .ifPresent(round -> {
                    List<Entry> pieces = pieces(incident.id(), round);
                    boolean waiting = pieces.isEmpty()
                            ? log.stream().anyMatch(source -> source.asks(incident.scope()))
                            : goesOn(pieces.get(pieces.size() - 1).body());
                    if (waiting) {
                        String limit = "The cluster's audit log was not read to its end in round " + round
                                + ": a person went on without it.";
                        record(
                                incident,
                                round,
                                pieces.size() + 1,
                                Map.of("asked", true, "limits", List.of(limit), "refused", true));
                    }
                });
    }

    private static boolean goesOn(JsonNode piece) {
        return Json.text(piece, "position") != null || piece.path("more").asBoolean();
    }

    private List<Entry> pieces(IncidentId id, int round) {
        return ledger.entries(id, KIND).stream()
                .filter(entry -> entry.body().path("round").asInt() == round)
                .toList();
    }

    /** Whether a round asks for the audit log, instead of reading it from files. */
    boolean asked(IncidentId id, int round) {
        return pieces(id, round).stream()
                .anyMatch(piece -> piece.body().path("asked").asBoolean());
    }

    /** The last round before this one in which the log was asked and read to its end: what it asked for need not be asked again. */
    private int lastAsked(IncidentId id, int round) {
        Map<Integer, Boolean> read = new HashMap<>();
        for (Entry entry : ledger.entries(id, KIND)) {
            if (entry.body().path("asked").asBoolean()) {
                boolean answered = !entry.body().path("refused").asBoolean();
                read.merge(entry.body().path("round").asInt(), answered, Boolean::logicalAnd);
            }
        }
        return read.keySet().stream()
                .filter(one -> one < round && Boolean.TRUE.equals(read.get(one)))
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private static boolean hasAuditLog(List<ArchiveFile> logs) {
        return logs.stream()
                .anyMatch(file -> !file.holdsAnswersAlone()
                        && FileKind.of(file.path()) == FileKind.UNTOLD
                        && NAME_OF_AUDIT_LOG.matcher(file.path()).find());
    }

    /** The files brought so far. */
    List<ArchiveFile> files(IncidentId id) {
        return new ArrayList<>(byArtefact(id).values());
    }

    private Map<String, ArchiveFile> byArtefact(IncidentId id) {
        // Two questions may bring the same answer.
        Map<String, ArchiveFile> files = new LinkedHashMap<>();
        for (Entry entry : ledger.entries(id, KIND)) {
            for (JsonNode file : entry.body().path("files")) {
                String artefact = file.path("artefact").asText();
                files.putIfAbsent(
                        artefact,
                        ArchiveFile.brought(
                                file.path("name").asText(), file.path("size").asLong(), null, artefact));
            }
        }
        return files;
    }

    /** Whether the last round that was read asked the log, and was answered to its end. */
    boolean answeredLast(IncidentId id) {
        int last = rounds.all(id).stream()
                .filter(round -> !round.state().equals("planned"))
                .mapToInt(Rounds.Round::number)
                .max()
                .orElse(0);
        return last > 0 && lastAsked(id, last + 1) == last;
    }

    /** Whether the log was asked and answered, so that no event found is an answer. */
    boolean answered(IncidentId id) {
        return ledger.entries(id, KIND).stream()
                .anyMatch(entry -> entry.body().path("asked").asBoolean()
                        && !entry.body().path("refused").asBoolean());
    }

    List<String> limits(IncidentId id) {
        Set<String> limits = new LinkedHashSet<>();
        int answered = lastAsked(id, Integer.MAX_VALUE);
        for (Entry entry : ledger.entries(id, KIND)) {
            // What was refused once and answered later, for all identities of the rounds between, is no limit any more.
            if (!entry.body().path("refused").asBoolean()
                    || entry.body().path("round").asInt() > answered) {
                entry.body().path("limits").forEach(limit -> limits.add(limit.asText()));
            }
        }
        return List.copyOf(limits);
    }
}
