package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.ResultSet;
import software.amazon.awssdk.services.athena.model.Row;

/** Reads the answers of finished queries, page by page to the end, into artefacts. */
@Component
@Lazy
class AthenaResults {

    private static final int PAGE = 1000;
    /** What one call holds in memory at most, and a page more. */
    private static final long MOST_BYTES = 16_000_000;

    private static final int MOST_PAGES = 100_000;

    /** Writes one row of an answer into an artefact. */
    @FunctionalInterface
    interface RowWriter {
        byte[] line(List<@Nullable String> row);
    }

    private final AthenaClient athena;
    private final AthenaSteps steps;
    private final Artefacts artefacts;
    private final Clock clock;

    AthenaResults(AthenaClient athenaClient, AthenaSteps steps, Artefacts artefacts, Clock clock) {
        this.athena = athenaClient;
        this.steps = steps;
        this.artefacts = artefacts;
        this.clock = clock;
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
        long bytes = 0;
        Set<String> followed = new HashSet<>();
        do {
            Optional<GetQueryResultsResponse> answer = page(step, token);
            if (answer.isEmpty() && first) {
                return step;
            } else if (answer.isEmpty()) {
                break;
            }
            GetQueryResultsResponse page = answer.get();
            List<Row> rows = page.resultSet().rows();
            // The first row of the first page holds the columns' names, and so does that of a page that leads to
            // itself.
            boolean headed = !rows.isEmpty() && (first || isHeading(rows.get(0), page.resultSet()));
            for (Row row : headed ? rows.subList(1, rows.size()) : rows) {
                byte[] line =
                        writer.line(row.data().stream().map(Datum::varCharValue).toList());
                bytes += line.length;
                lines.add(line);
            }
            first = first && rows.isEmpty();
            boolean again =
                    page.nextToken() != null && (page.nextToken().equals(token) || !followed.add(page.nextToken()));
            if (again || followed.size() > MOST_PAGES) {
                throw new IllegalStateException("Look at query " + step.queryId()
                        + " in Athena's console: its answer leads to the same page again, or to no end");
            }
            token = page.nextToken();
        } while (token != null && bytes < MOST_BYTES && clock.instant().isBefore(deadline));
        if (first && token != null) {
            // Nothing but empty pages so far: from the beginning again, or the names of the columns would be taken for
            // a row.
            return step;
        }
        steps.read(id, step, token, lines.size(), keep(lines));
        return steps.find(id, step.step()).orElseThrow();
    }

    private static boolean isHeading(Row row, ResultSet answer) {
        return answer.resultSetMetadata() != null
                && row.data().stream()
                        .map(Datum::varCharValue)
                        .toList()
                        .equals(answer.resultSetMetadata().columnInfo().stream()
                                .map(ColumnInfo::name)
                                .toList());
    }

    /** Empty: Athena is busy. */
    private Optional<GetQueryResultsResponse> page(AthenaStep step, @Nullable String token) {
        try {
            return Optional.of(athena.getQueryResults(request ->
                    request.queryExecutionId(step.queryId()).maxResults(PAGE).nextToken(token)));
        } catch (SdkException refused) {
            if (AthenaQueries.isBusy(refused)) {
                return Optional.empty();
            }
            throw AthenaFailures.of(refused, AwsCall.ATHENA_READ, "read the answer of " + step.step());
        }
    }

    private @Nullable String keep(List<byte[]> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        Artefact kept = artefacts.put("application/gzip", out -> {
            GZIPOutputStream zipped = new GZIPOutputStream(out);
            for (byte[] line : lines) {
                zipped.write(line);
                zipped.write('\n');
            }
            zipped.finish();
        });
        return kept.sha256();
    }
}
