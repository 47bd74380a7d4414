package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * Runs queries, each by several calls with a transaction each: plan, start, look; {@link AthenaResults} reads. A query is started under a token made of what was
 * planned, so that whoever starts it again, after a kill or a lost answer, gets the same one (Athena API, ClientRequestToken).
 */
@Component
@Lazy
class AthenaQueries {

    private static final Logger LOG = LoggerFactory.getLogger(AthenaQueries.class);
    private static final int MOST_ATTEMPTS = 4;
    /** Steps that remove what was extracted. */
    static final String DROP = "drop-";

    private static final Duration SWEPT_AGAIN = Duration.ofHours(1);
    /** The ledger's entry for a step that failed as often as it is tried. */
    private static final String LEFT_TO_PEOPLE = "step.failed";

    private final AthenaClient athena;
    private final AthenaSteps steps;
    private final AthenaSettings settings;
    private final Ledger ledger;
    private final Clock clock;

    AthenaQueries(AthenaClient athenaClient, AthenaSteps steps, AthenaSettings settings, Ledger ledger, Clock clock) {
        this.athena = athenaClient;
        this.steps = steps;
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Where queries run, which is where the console shows them. */
    String region() {
        return athena.serviceClientConfiguration().region().id();
    }

    /** Brings a query that reads nothing of the trail one step further. */
    AthenaStep advance(IncidentId id, String step, AthenaStatement statement) {
        return advance(id, step, statement, 0);
    }

    /**
     * Brings a query one step further; plans it where it is not planned yet.
     *
     * @param estimated bytes that it may read
     */
    AthenaStep advance(IncidentId id, String step, AthenaStatement statement, long estimated) {
        Optional<AthenaStep> known = steps.find(id, step);
        if (known.isEmpty()) {
            return steps.plan(id, step, statement, estimated);
        }
        switch (known.get().state()) {
            case PLANNED -> start(id, known.get());
            case RUNNING -> look(id, known.get());
            case STOPPED -> steps.planAnew(id, known.get());
            case FAILED -> mended(id, known.get());
            case FINISHED, DONE, REFUSED -> {}
        }
        return steps.find(id, step).orElseThrow();
    }

    /**
     * Plans a query anew that ended well and whose effect is gone; after some times it has failed, and people are asked.
     *
     * @param failure what they are told, what to do first
     */
    void again(IncidentId id, String step, String failure) {
        steps.find(id, step).filter(AthenaStep::isFinished).ifPresent(ended -> {
            if (ended.attempt() % MOST_ATTEMPTS == 0) {
                steps.failed(id, step, failure, 0);
            } else {
                steps.planAnew(id, ended);
            }
        });
    }

    /** Whether a query was planned or started and its end is not known. */
    boolean isOpen(IncidentId id, String step) {
        return steps.find(id, step)
                .filter(known -> known.state() == AthenaStep.State.PLANNED || known.state() == AthenaStep.State.RUNNING)
                .isPresent();
    }

    private void start(IncidentId id, AthenaStep step) {
        try {
            steps.started(
                    id,
                    step.step(),
                    athena.startQueryExecution(request(id, step)).queryExecutionId());
        } catch (SdkException refused) {
            if (isBusy(refused)) {
                return;
            }
            throw AthenaFailures.of(refused, AwsCall.ATHENA_START, "start the query " + step.step());
        }
    }

    private StartQueryExecutionRequest request(IncidentId id, AthenaStep step) {
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
        return request.build();
    }

    /** Athena is asked by others too, and runs so many queries at once: that is waited for, like the answer, and is no fault of the step. */
    static boolean isBusy(SdkException refused) {
        boolean busy = refused instanceof AwsServiceException answered && answered.isThrottlingException();
        if (busy) {
            LOG.info("Athena is busy and is asked again later: {}", AwsReasons.of(refused));
        }
        return busy;
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
            query = execution(step.queryId());
        } catch (SdkException refused) {
            if (isBusy(refused)) {
                return;
            }
            throw AthenaFailures.of(refused, AwsCall.ATHENA_LOOK, "look after the query " + step.step());
        }
        long bytes = bytes(query);
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

    private QueryExecution execution(@Nullable String queryId) {
        return athena.getQueryExecution(request -> request.queryExecutionId(queryId))
                .queryExecution();
    }

    private static long bytes(QueryExecution query) {
        return query.statistics() == null || query.statistics().dataScannedInBytes() == null
                ? 0
                : query.statistics().dataScannedInBytes();
    }

    private void failed(IncidentId id, AthenaStep step, QueryExecutionStatus status, long bytes) {
        if (AthenaFailures.mayPass(status) && step.attempt() < MOST_ATTEMPTS) {
            LOG.info("Query {} of {} failed for a passing reason and is started anew", step.queryId(), id);
            steps.set(id, step.step(), AthenaStep.State.STOPPED, bytes);
            steps.planAnew(id, steps.find(id, step.step()).orElseThrow());
        } else {
            // Written down and told at the next look: an exception would take back what is written here.
            steps.failed(id, step.step(), AthenaFailures.of(step, status), bytes);
        }
    }

    /**
     * A query that failed for good is not paid for again by tries that nobody looked at: it is started anew once the engine has left the step to
     * people, who then try it again. Nobody waits for what is swept: that is tried by the hour.
     */
    private void mended(IncidentId id, AthenaStep step) {
        Instant failedAt = step.failedAt();
        Optional<Instant> anew = step.step().startsWith(DROP)
                ? Optional.ofNullable(failedAt)
                        .map(failed -> failed.plus(SWEPT_AGAIN))
                        .filter(clock.instant()::isAfter)
                : ledger.last(id, LEFT_TO_PEOPLE)
                        .map(Entry::at)
                        .filter(left -> failedAt != null && !left.isBefore(failedAt));
        if (anew.isEmpty()) {
            throw new IllegalStateException(step.failure());
        }
        steps.planAnew(id, step);
    }

    /** Stops what runs for an incident. What it read is counted; one that has ended meanwhile keeps its answer. */
    void stop(IncidentId id) {
        for (AthenaStep step : steps.all(id)) {
            if (step.step().startsWith(DROP) || !isOpen(id, step.step())) {
                continue;
            }
            try {
                stop(id, step);
            } catch (SdkException refused) {
                // Nobody shall wait for Athena who decided not to wait for it; what it still holds is swept once
                // the incident is over.
                LOG.warn(
                        "The query {} of {} could not be stopped: {}",
                        step.queryId() == null ? step.step() : step.queryId(),
                        id,
                        AwsReasons.of(refused) + " (" + AwsCall.ATHENA_STOP.action() + ")");
                if (AwsReasons.mayPass(refused)) {
                    // The next call would take as long, and this step has to end in time.
                    return;
                }
                if (step.state() == AthenaStep.State.PLANNED) {
                    // What Athena does not let us start does not run.
                    steps.set(id, step.step(), AthenaStep.State.STOPPED, step.bytes());
                }
            }
        }
    }

    private void stop(IncidentId id, AthenaStep step) {
        // Whoever started a planned one may have died before its id was written down: the same token tells it.
        String queryId = step.queryId() == null
                ? athena.startQueryExecution(request(id, step)).queryExecutionId()
                : step.queryId();
        QueryExecution query = execution(queryId);
        if (isRunning(query)) {
            athena.stopQueryExecution(request -> request.queryExecutionId(queryId));
            query = execution(queryId);
        }
        steps.started(id, step.step(), queryId);
        boolean answered = query.status().state() == QueryExecutionState.SUCCEEDED;
        steps.set(id, step.step(), answered ? AthenaStep.State.FINISHED : AthenaStep.State.STOPPED, bytes(query));
    }

    private static boolean isRunning(QueryExecution query) {
        QueryExecutionState state = query.status().state();
        return state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING;
    }
}
