package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * Runs queries, each by several calls with a transaction each: plan, start, look, read page by page. A query is started under a token made of what was
 * planned, so that whoever starts it again, after a kill or a lost answer, gets the same one (Athena API, ClientRequestToken).
 */
@Component
@Lazy
class AthenaQueries {

    private static final Logger LOG = LoggerFactory.getLogger(AthenaQueries.class);
    private static final int MOST_ATTEMPTS = 4;
    private static final int PAGE = 1000;
    /** {@code AthenaError.ErrorCategory}: 1 system, 2 user, 3 other. */
    private static final int SYSTEM = 1;

    /** Writes one row of an answer into an artefact. */
    @FunctionalInterface
    interface RowWriter {
        byte[] line(List<@Nullable String> row);
    }

    private final AthenaClient athena;
    private final AthenaSteps steps;
    private final AthenaSettings settings;
    private final Artefacts artefacts;
    private final Clock clock;

    AthenaQueries(
            AthenaClient athenaClient, AthenaSteps steps, AthenaSettings settings, Artefacts artefacts, Clock clock) {
        this.athena = athenaClient;
        this.steps = steps;
        this.settings = settings;
        this.artefacts = artefacts;
        this.clock = clock;
    }

    /** Brings a query one step further; plans it where it is not planned yet. */
    AthenaStep advance(IncidentId id, String step, AthenaStatement statement) {
        Optional<AthenaStep> known = steps.find(id, step);
        if (known.isEmpty()) {
            return steps.plan(id, step, 1, statement);
        }
        switch (known.get().state()) {
            case PLANNED -> start(id, known.get());
            case RUNNING -> look(id, known.get());
            case STOPPED -> steps.plan(id, step, known.get().attempt() + 1, statement);
            case FINISHED, DONE -> {}
        }
        return steps.find(id, step).orElseThrow();
    }

    private void start(IncidentId id, AthenaStep step) {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .clientRequestToken(token(id, step))
                .queryString(text(step))
                .resultConfiguration(result -> result.outputLocation(results(id)))
                .queryExecutionContext(context -> context.database(settings.database()));
        if (step.statement().text().startsWith("CREATE DATABASE")) {
            request.queryExecutionContext(context -> context.catalog("AwsDataCatalog"));
        }
        if (!step.statement().parameters().isEmpty()) {
            request.executionParameters(step.statement().parameters());
        }
        if (settings.workgroup() != null) {
            request.workGroup(settings.workgroup());
        }
        try {
            steps.started(
                    id, step.step(), athena.startQueryExecution(request.build()).queryExecutionId());
        } catch (SdkException refused) {
            throw AthenaFailures.of(refused, AwsCall.ATHENA_START, "start the query " + step.step());
        }
    }

    /** 64 hexadecimal digits of incident, step, attempt and content. */
    private static String token(IncidentId id, AthenaStep step) {
        return Sha256.of((id.key() + "\n" + step.step() + "\n" + step.attempt() + "\n" + text(step) + "\n"
                        + String.join("\n", step.statement().parameters()))
                .getBytes(UTF_8));
    }

    /** Each attempt writes into a folder of its own: what a failed one left there would make the next fail. */
    private static String text(AthenaStep step) {
        return step.statement().text().replace(AthenaStatements.ATTEMPT, String.valueOf(step.attempt()));
    }

    private String results(IncidentId id) {
        return settings.requiredOutput() + folder(id) + "/results/";
    }

    /** An incident's own folder and the beginning of its tables' names: nothing of the id itself, which people chose. */
    static String folder(IncidentId id) {
        return "x_" + Sha256.of(id.key().getBytes(UTF_8)).substring(0, 20);
    }

    private void look(IncidentId id, AthenaStep step) {
        QueryExecution query;
        try {
            query = athena.getQueryExecution(request -> request.queryExecutionId(step.queryId()))
                    .queryExecution();
        } catch (SdkException refused) {
            throw AthenaFailures.of(refused, AwsCall.ATHENA_LOOK, "look after the query " + step.step());
        }
        long bytes = query.statistics() == null || query.statistics().dataScannedInBytes() == null
                ? 0
                : query.statistics().dataScannedInBytes();
        QueryExecutionStatus status = query.status();
        switch (status.state()) {
            case SUCCEEDED -> steps.set(id, step.step(), AthenaStep.State.FINISHED, bytes);
            case FAILED, CANCELLED -> failed(id, step, status, bytes);
            case QUEUED, RUNNING -> {}
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("Look at query " + step.queryId() + " in Athena: its state «"
                        + status.stateAsString() + "» is not known");
        }
    }

    private void failed(IncidentId id, AthenaStep step, QueryExecutionStatus status, long bytes) {
        AthenaError error = status.athenaError();
        boolean passing = error != null
                && (Boolean.TRUE.equals(error.retryable())
                        || error.errorCategory() != null && error.errorCategory() == SYSTEM);
        String reason =
                error == null || error.errorMessage() == null ? status.stateChangeReason() : error.errorMessage();
        if (!passing || step.attempt() >= MOST_ATTEMPTS) {
            throw new IllegalStateException("Look at query " + step.queryId() + " in Athena's console: " + step.step()
                    + " ended as " + status.stateAsString() + " (" + reason + ")");
        }
        LOG.info("Query {} of {} failed for a passing reason and is started anew", step.queryId(), id);
        // What was read of the failed one is paid for as well.
        steps.plan(id, step.step(), step.attempt() + 1, step.statement());
        steps.set(id, step.step(), AthenaStep.State.PLANNED, step.bytes() + bytes);
    }

    /** Reads pages of a finished query's answer until the time is up; {@code DONE} once it was read to its end. */
    AthenaStep read(IncidentId id, AthenaStep step, RowWriter writer, Duration atMost) {
        if (step.state() != AthenaStep.State.FINISHED) {
            return step;
        }
        Instant deadline = clock.instant().plus(atMost);
        List<byte[]> lines = new ArrayList<>();
        String token = step.nextToken();
        boolean first = token == null;
        do {
            GetQueryResultsResponse page = page(step, token);
            List<Row> rows = page.resultSet().rows();
            // The first row of the first page holds the columns' names.
            for (Row row : first && !rows.isEmpty() ? rows.subList(1, rows.size()) : rows) {
                lines.add(
                        writer.line(row.data().stream().map(Datum::varCharValue).toList()));
            }
            first = first && rows.isEmpty();
            if (page.nextToken() != null && page.nextToken().equals(token)) {
                throw new IllegalStateException("Look at query " + step.queryId()
                        + " in Athena's console: its answer names the same page again and again");
            }
            token = page.nextToken();
        } while (token != null && clock.instant().isBefore(deadline));
        steps.read(id, step, token, lines.size(), keep(lines));
        return steps.find(id, step.step()).orElseThrow();
    }

    private GetQueryResultsResponse page(AthenaStep step, @Nullable String token) {
        try {
            return athena.getQueryResults(request ->
                    request.queryExecutionId(step.queryId()).maxResults(PAGE).nextToken(token));
        } catch (SdkException refused) {
            throw AthenaFailures.of(refused, AwsCall.ATHENA_READ, "read the answer of " + step.step());
        }
    }

    private @Nullable String keep(List<byte[]> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        Artefact kept = artefacts.put("application/gzip", out -> {
            java.util.zip.GZIPOutputStream zipped = new java.util.zip.GZIPOutputStream(out);
            for (byte[] line : lines) {
                zipped.write(line);
                zipped.write('\n');
            }
            zipped.finish();
        });
        return kept.sha256();
    }

    /** Stops what runs for an incident. One that has ended meanwhile is as good as stopped. */
    void stop(IncidentId id) {
        for (AthenaStep step : steps.all(id)) {
            if (step.step().startsWith("drop-")) {
                continue;
            }
            if (step.state() == AthenaStep.State.RUNNING) {
                try {
                    athena.stopQueryExecution(request -> request.queryExecutionId(step.queryId()));
                } catch (SdkException refused) {
                    throw AthenaFailures.of(refused, AwsCall.ATHENA_STOP, "stop the query " + step.queryId());
                }
            }
            if (Arrays.asList(AthenaStep.State.RUNNING, AthenaStep.State.PLANNED)
                    .contains(step.state())) {
                steps.set(id, step.step(), AthenaStep.State.STOPPED, step.bytes());
            }
        }
    }
}
