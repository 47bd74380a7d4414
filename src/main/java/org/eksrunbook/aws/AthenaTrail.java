package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.ByteSize;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.trail.RemoteTrail;
import org.eksrunbook.trail.SearchToken;
import org.eksrunbook.trail.TrailAnswer;
import org.eksrunbook.trail.TrailRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * CloudTrail's logs through Athena. Once for each span of time of an account the logs are read and what may matter is extracted into a table of the
 * incident; rounds ask that table, and the events of their principals come home. Nothing here waits.
 */
@Component
class AthenaTrail implements RemoteTrail {

    /** One call does so much at most: a step holds a thread of the engine. */
    private static final Duration AT_MOST = Duration.ofSeconds(12);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AthenaSettings settings;
    private final ObjectProvider<AthenaQueries> queries;
    private final ObjectProvider<AthenaResults> results;
    private final ObjectProvider<AthenaTables> tables;
    private final ObjectProvider<TrailPlaces> places;
    private final AthenaSteps steps;
    private final AthenaPieces pieces;
    private final AthenaAnswers answers;
    private final ObjectMapper json;
    private final Clock clock;

    AthenaTrail(
            AthenaSettings settings,
            ObjectProvider<AthenaQueries> queries,
            ObjectProvider<AthenaResults> results,
            ObjectProvider<AthenaTables> tables,
            ObjectProvider<TrailPlaces> places,
            AthenaSteps steps,
            AthenaPieces pieces,
            AthenaAnswers answers,
            ObjectMapper json,
            Clock clock) {
        this.settings = settings;
        this.queries = queries;
        this.results = results;
        this.tables = tables;
        this.places = places;
        this.steps = steps;
        this.pieces = pieces;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public TrailSource source() {
        return TrailSource.ATHENA;
    }

    @Override
    public Optional<String> unready() {
        return settings.unready();
    }

    @Override
    public String location(Scope scope) {
        return "Athena table " + settings.database() + "." + settings.table() + " over " + settings.requiredLocation();
    }

    @Override
    public TrailAnswer ask(TrailRequest request) {
        Instant deadline = clock.instant().plus(AT_MOST);
        Optional<AthenaTable> table = tables.getObject().ready(request.incident());
        if (table.isEmpty()) {
            return new TrailAnswer.Waiting(PAUSE, "Athena's table");
        }
        Optional<TrailAnswer> unplanned = plan(request, deadline);
        if (unplanned.isPresent()) {
            return unplanned.get();
        }
        Optional<TrailAnswer> unextracted = extract(request, table.get());
        if (unextracted.isPresent()) {
            return unextracted.get();
        }
        Optional<TrailAnswer> unread = search(request, deadline);
        return unread.orElseGet(
                () -> answers.brought(request, table.get(), pieces.of(request.incident()), filed(request.incident())));
    }

    /** Lists what the missing spans hold and writes the pieces down that will be extracted. */
    private Optional<TrailAnswer> plan(TrailRequest request, Instant deadline) {
        IncidentId id = request.incident();
        Map<AthenaPiece.Span, List<AthenaPiece.Span>> alike = new LinkedHashMap<>();
        for (AthenaPiece.Span span : AthenaPiece.missing(request, pieces.of(id))) {
            alike.computeIfAbsent(
                            new AthenaPiece.Span("", span.from(), span.fullFrom(), span.until()),
                            made -> new ArrayList<>())
                    .add(span);
        }
        for (Map.Entry<AthenaPiece.Span, List<AthenaPiece.Span>> one : alike.entrySet()) {
            AthenaPiece.Span span = one.getKey();
            List<String> accounts =
                    one.getValue().stream().map(AthenaPiece.Span::account).toList();
            long bytes = 0;
            for (String account : accounts) {
                Optional<List<TrailPlace>> listed = places.getObject()
                        .of(
                                id,
                                settings.requiredLocation(),
                                account,
                                firstDay(span.from()),
                                lastDay(span.until()),
                                deadline);
                if (listed.isEmpty()) {
                    return Optional.of(new TrailAnswer.Waiting(PAUSE, "the list of the trail's files"));
                }
                for (TrailPlace place : listed.get()) {
                    bytes += place.bytes(firstDay(span.from()), lastDay(span.until()));
                }
            }
            String name = Sha256.of((id.key() + "\n" + accounts + "\n" + span).getBytes(UTF_8))
                    .substring(0, 12);
            pieces.add(
                    id,
                    new AthenaPiece(
                            name,
                            AthenaQueries.folder(id) + "_" + name,
                            accounts,
                            span.from(),
                            span.fullFrom(),
                            span.until(),
                            AthenaPiece.settled(span.until(), clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                            request.round(),
                            bytes,
                            AthenaPiece.State.PLANNED));
        }
        return Optional.empty();
    }

    /** Events lie in the folder of the next day too. */
    private static LocalDate lastDay(Instant until) {
        return AthenaTable.dayOf(until).plusDays(1);
    }

    private static LocalDate firstDay(Instant from) {
        return AthenaTable.dayOf(from);
    }

    private Optional<TrailAnswer> extract(TrailRequest request, AthenaTable table) {
        IncidentId id = request.incident();
        boolean running = false;
        for (AthenaPiece piece : pieces.of(id)) {
            if (piece.state() != AthenaPiece.State.PLANNED) {
                continue;
            }
            String step = extractStep(piece);
            List<String> regions = regions(id, piece);
            if (regions.isEmpty()) {
                // No file lies there: Athena would read nothing and say nothing.
                pieces.set(id, piece, AthenaPiece.State.EXTRACTED);
                continue;
            }
            AthenaStatement statement = steps.find(id, step)
                    .map(AthenaStep::statement)
                    .orElseGet(() -> AthenaStatements.extract(table, settings, id, piece, regions, request.all()));
            Optional<TrailAnswer> decision = limit(request, step, statement, piece.estimated());
            if (decision.isPresent()) {
                return decision;
            }
            if (request.refused().contains(scan(step, statement))) {
                pieces.set(id, piece, AthenaPiece.State.REFUSED);
                continue;
            }
            AthenaStep now = queries.getObject().advance(id, step, statement, piece.estimated());
            if (now.isFinished()) {
                steps.set(id, step, AthenaStep.State.DONE, now.bytes());
                pieces.set(id, piece, AthenaPiece.State.EXTRACTED);
            } else {
                running = true;
            }
        }
        return running ? Optional.of(new TrailAnswer.Waiting(PAUSE, "Athena's extraction")) : Optional.empty();
    }

    static String extractStep(AthenaPiece piece) {
        return "extract-" + piece.id();
    }

    private List<String> regions(IncidentId id, AthenaPiece piece) {
        List<String> regions = new ArrayList<>();
        for (TrailPlace place : held(id, piece)) {
            if (!place.bytes().isEmpty() && !regions.contains(place.region())) {
                regions.add(place.region());
            }
        }
        return regions;
    }

    private List<TrailPlace> held(IncidentId id, AthenaPiece piece) {
        List<TrailPlace> held = new ArrayList<>();
        for (String account : piece.accounts()) {
            places.getObject()
                    .of(
                            id,
                            settings.requiredLocation(),
                            account,
                            firstDay(piece.from()),
                            lastDay(piece.until()),
                            Instant.MAX)
                    .ifPresent(held::addAll);
        }
        return held;
    }

    /** A query that would read more than the limit waits for a person, unless one has decided. */
    private Optional<TrailAnswer> limit(TrailRequest request, String step, AthenaStatement statement, long estimated) {
        String scan = scan(step, statement);
        boolean decided = request.approved().contains(scan) || request.refused().contains(scan);
        boolean started = steps.find(request.incident(), step).isPresent();
        if (decided || started) {
            return Optional.empty();
        }
        long before = steps.bytes(request.incident());
        String reason = null;
        if (estimated > settings.mostBytesPerQuery()) {
            reason = "One query may read " + ByteSize.words(settings.mostBytesPerQuery())
                    + " (runbook.athena.most-bytes-per-query)";
        } else if (before + estimated > settings.mostBytesPerIncident()) {
            reason = "The queries of an incident may read " + ByteSize.words(settings.mostBytesPerIncident())
                    + " (runbook.athena.most-bytes-per-incident); so far they read " + ByteSize.words(before)
                    + ", counting in full what is still running";
        }
        return reason == null
                ? Optional.empty()
                : Optional.of(new TrailAnswer.NeedsApproval(
                        scan, estimated, settings.money(estimated), reason, statement.text()));
    }

    private static String scan(String step, AthenaStatement statement) {
        return Sha256.of((step + "\n" + statement.text() + "\n" + String.join("\n", statement.parameters()))
                        .getBytes(UTF_8))
                .substring(0, 32);
    }

    /**
     * Counts what is new, and asks each piece for the principals it was not asked for yet, also where a round that was given up did not get so far; reads
     * the answers page by page.
     */
    private Optional<TrailAnswer> search(TrailRequest request, Instant deadline) {
        IncidentId id = request.incident();
        boolean running = false;
        for (AthenaPiece piece : pieces.of(id)) {
            if (piece.state() != AthenaPiece.State.EXTRACTED
                    || steps.find(id, extractStep(piece)).isEmpty()) {
                continue;
            }
            String count = AthenaAnswers.countStep(piece);
            running |= !read(id, count, AthenaStatements.count(piece), 0, this::line, deadline);
            List<SearchToken> tokens = piece.round() > request.answered() ? request.all() : request.fresh();
            int number = 0;
            for (AthenaSearch search : AthenaSearch.of(tokens)) {
                String step = AthenaAnswers.eventsStep(request.round(), piece, ++number);
                AthenaStatement statement = AthenaStatements.events(piece, search);
                long size = size(id, piece, step);
                Optional<TrailAnswer> decision = limit(request, step, statement, size);
                if (decision.isPresent()) {
                    return decision;
                }
                if (request.refused().contains(scan(step, statement))) {
                    steps.refuse(id, step, statement);
                } else {
                    running |= !read(id, step, statement, size, this::record, deadline);
                }
            }
        }
        return running ? Optional.of(new TrailAnswer.Waiting(PAUSE, "Athena's answer")) : Optional.empty();
    }

    /** What a question to the extraction may read at most: what was written of it. */
    private long size(IncidentId id, AthenaPiece piece, String step) {
        return steps.find(id, step).isPresent()
                ? 0
                : places.getObject().bytes(AthenaStatements.output(settings, id, piece));
    }

    private boolean read(
            IncidentId id,
            String step,
            AthenaStatement statement,
            long estimated,
            AthenaResults.RowWriter writer,
            Instant deadline) {
        AthenaStep now = queries.getObject().advance(id, step, statement, estimated);
        Duration left = Duration.between(clock.instant(), deadline);
        if (now.state() == AthenaStep.State.FINISHED && !left.isNegative()) {
            now = results.getObject().read(id, now, writer, left);
        }
        return now.state() == AthenaStep.State.DONE;
    }

    private byte[] line(List<@Nullable String> row) {
        return bytes(row);
    }

    private byte[] record(List<@Nullable String> row) {
        return bytes(AthenaColumns.record(json, row));
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void cancel(IncidentId incident) {
        if (settings.unready().isPresent()) {
            return;
        }
        boolean asked = !steps.all(incident).isEmpty();
        if (asked) {
            queries.getObject().stop(incident);
        }
    }

    /** The days that hold files, of everything that was listed for the incident; by account and region. */
    private Map<String, Map<LocalDate, Long>> filed(IncidentId id) {
        Map<String, Map<LocalDate, Long>> filed = new TreeMap<>();
        for (AthenaPiece piece : pieces.of(id)) {
            for (TrailPlace place : held(id, piece)) {
                filed.computeIfAbsent(place.account() + "\n" + place.region(), made -> new TreeMap<>())
                        .putAll(place.bytes());
            }
        }
        return filed;
    }
}
