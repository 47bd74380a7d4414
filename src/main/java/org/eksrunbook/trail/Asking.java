package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Unanswered;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the incident's source, where it is one that is asked, once a round, and keeps what it brings. */
@Component
class Asking {

    static final String KIND = "trail.brought";
    static final String APPROVED = "scan.approved";
    static final String REFUSED = "scan.refused";

    private final List<RemoteTrail> sources;
    private final Rounds rounds;
    private final AskedRounds asked;
    private final Turns turns;
    private final Ledger ledger;
    private final Artefacts artefacts;
    private final MissingFacts missing;
    private final ObjectMapper json;

    Asking(
            ObjectProvider<RemoteTrail> sources,
            Rounds rounds,
            AskedRounds asked,
            Turns turns,
            Ledger ledger,
            Artefacts artefacts,
            MissingFacts missing,
            ObjectMapper json) {
        this.sources = sources.orderedStream().toList();
        this.rounds = rounds;
        this.asked = asked;
        this.turns = turns;
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.missing = missing;
        this.json = json;
    }

    /** The incident's source, where it is asked instead of read and this server can ask it. */
    Optional<RemoteTrail> source(Incident incident) {
        return ofKind(incident).filter(source -> source.unready().isEmpty());
    }

    /** Why the incident's source cannot be asked; empty where it can, or is read. */
    Optional<String> unready(Incident incident) {
        return ofKind(incident).flatMap(RemoteTrail::unready);
    }

    private Optional<RemoteTrail> ofKind(Incident incident) {
        return sources.stream()
                .filter(source -> source.source() == incident.scope().trailSource())
                .findFirst();
    }

    /**
     * Asks for the round that is being read, unless its answer is here. Where the source fails and people went on without it, the round has no answer, and the
     * coverage says so.
     *
     * @return what is still waited for; empty: nothing is
     * @throws FactsUnavailable where the source fails and is waited for
     */
    Optional<TrailAnswer> next(Incident incident, Collection<String> accounts, Instant now) {
        IncidentId id = incident.id();
        Optional<RemoteTrail> source = source(incident);
        Optional<Rounds.Round> round =
                rounds.last(id).filter(last -> last.state().equals("reading"));
        if (source.isEmpty()
                || round.isEmpty()
                || answered(id, round.get().number()).isPresent()) {
            return Optional.empty();
        }
        int number = round.get().number();
        boolean told = missing.unanswered(id, FactSource.TRAIL) == Unanswered.IS_TOLD;
        // What failed before is to be tried and told now, not thrown once more; what fails for the first time may pass.
        boolean failedBefore = told && turns.forget(id);
        try {
            return turns.take(id, () -> {
                TrailAnswer answer = source.get().ask(request(incident, number, accounts, now));
                if (answer instanceof TrailAnswer.Brought brought) {
                    record(incident, number, false, brought);
                    return Optional.empty();
                }
                return Optional.of(answer);
            });
        } catch (IllegalStateException | SourceUnavailable failed) {
            if (Thread.currentThread().isInterrupted()) {
                // The server stops: whoever goes on asks again.
                throw failed;
            }
            if (!failedBefore) {
                throw new FactsUnavailable(FactSource.TRAIL, String.valueOf(failed.getMessage()), failed);
            }
            giveUp(incident);
            return Optional.empty();
        }
    }

    private TrailRequest request(Incident incident, int round, Collection<String> accounts, Instant now) {
        IncidentId id = incident.id();
        Instant until = asked.until(id, round, incident.scope().untilOr(now.truncatedTo(ChronoUnit.SECONDS)));
        Set<String> all = new LinkedHashSet<>(incident.scope().allAccounts());
        all.addAll(accounts);
        return new TrailRequest(
                id,
                round,
                incident.scope(),
                incident.scope().baselineFrom(),
                incident.scope().compromisedAt(),
                until,
                all,
                lastAnswered(id),
                tokens(rounds.tokens(id, lastAnswered(id), round)),
                tokens(rounds.tokens(id, 0, round)),
                decided(id, APPROVED),
                decided(id, REFUSED),
                missing.unanswered(id, FactSource.TRAIL));
    }

    private static List<SearchToken> tokens(Set<String> tokens) {
        return tokens.stream().map(SearchToken::of).toList();
    }

    private Set<String> decided(IncidentId id, String kind) {
        Set<String> scans = new LinkedHashSet<>();
        ledger.entries(id, kind)
                .forEach(entry -> scans.add(entry.body().path("scan").asText()));
        return scans;
    }

    /** The last round that was answered; what a round asked that a person gave up is asked again by the next. */
    private int lastAnswered(IncidentId id) {
        return ledger.entries(id, KIND).stream()
                .filter(entry -> !entry.body().path("givenUp").asBoolean())
                .mapToInt(entry -> entry.body().path("round").asInt())
                .max()
                .orElse(0);
    }

    private Optional<Entry> answered(IncidentId id, int round) {
        return ledger.ofStep(id, step(round));
    }

    private static String step(int round) {
        return "brought-" + round;
    }

    /** A person decided not to wait: what is running is stopped, and the coverage says that this round has no answer. */
    void giveUp(Incident incident) {
        IncidentId id = incident.id();
        turns.forget(id);
        Optional<Rounds.Round> round =
                rounds.last(id).filter(last -> last.state().equals("reading"));
        Optional<RemoteTrail> source = source(incident);
        if (source.isPresent()
                && round.isPresent()
                && answered(id, round.get().number()).isEmpty()) {
            source.get().cancel(id);
            String limit = "Round " + round.get().number() + " was not answered by "
                    + incident.scope().trailSource().word()
                    + ": a person went on without it. What it would have told is known only as far as a later round was answered.";
            record(
                    incident,
                    round.get().number(),
                    true,
                    new TrailAnswer.Brought(List.of(), List.of(), List.of(), List.of(), List.of(limit)));
        }
    }

    private void record(Incident incident, int round, boolean givenUp, TrailAnswer.Brought brought) {
        Artefact told = artefacts.put(
                "application/json",
                out -> json.writeValue(
                        new Unclosed(out), new SourceReport(brought.counts(), brought.newest(), brought.limits())));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("source", incident.scope().trailSource().word());
        body.put("round", round);
        body.put("givenUp", givenUp);
        body.put("files", brought.files());
        body.put("receipts", brought.receipts());
        body.put("limits", brought.limits());
        body.put("toldArtefact", told.sha256());
        ledger.appendOnce(incident.id(), step(round), KIND, Actor.SYSTEM, body);
    }

    /** The files brought so far, in the order they came. */
    List<ArchiveFile> files(IncidentId id) {
        Map<String, ArchiveFile> files = new LinkedHashMap<>();
        for (Entry entry : ledger.entries(id, KIND)) {
            for (JsonNode file : entry.body().path("files")) {
                String artefact = file.path("artefact").asText();
                files.putIfAbsent(
                        artefact,
                        ArchiveFile.brought(
                                file.path("name").asText(),
                                file.path("size").asLong(),
                                Json.text(file, "account"),
                                artefact));
            }
        }
        return new ArrayList<>(files.values());
    }

    /**
     * What the source said about itself when it last answered, and which rounds since had no answer; empty where none was asked. An answer tells the limits of
     * all rounds, and asks for what rounds before it gave up.
     */
    Optional<SourceReport> told(IncidentId id) {
        SourceReport last = null;
        for (Entry entry : ledger.entries(id, KIND)) {
            SourceReport next = read(entry.body().path("toldArtefact").asText());
            last = last == null
                    ? next
                    : entry.body().path("givenUp").asBoolean() ? last.withoutAnswer(next) : last.followedBy(next);
        }
        return Optional.ofNullable(last);
    }

    private SourceReport read(String artefact) {
        try (InputStream stored = artefacts.open(artefact)) {
            return json.readValue(stored, SourceReport.class);
        } catch (IOException broken) {
            throw new IllegalStateException("What the source told of itself cannot be read", broken);
        }
    }
}
