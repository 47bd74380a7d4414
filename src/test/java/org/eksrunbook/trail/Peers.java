package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What others would do with the same files: find the events of one caller, no more. Neither follows the credentials on, classifies, or tells what it
 * could not read.
 */
final class Peers {

    private Peers() {}

    /** Seconds of {@code zcat} and {@code jq}, two of each at once. */
    static double jq(Path archive, String arn) throws IOException, InterruptedException {
        long began = System.nanoTime();
        int ended = new ProcessBuilder(
                        "sh",
                        "-c",
                        "find \"$0\" -path '*/CloudTrail/*' -name '*.json.gz' -print0"
                                + " | ARN=\"$1\" xargs -0 -P2 -n100 sh -c 'zcat \"$@\" | jq -c \".Records[] | select(.userIdentity.arn == env.ARN)\"' sh"
                                + " > /dev/null",
                        archive.toString(),
                        arn)
                .start()
                .waitFor();
        assertThat(ended).isZero();
        return since(began);
    }

    /** Seconds of DuckDB's {@code read_json} in this process, with as many threads as it likes. */
    static double duckDb(Path archive, String arn) throws SQLException {
        long began = System.nanoTime();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement question = duck.prepareStatement(
                        "select count(*) from (select unnest(Records) r from read_json(?, columns = {Records: 'JSON[]'},"
                                + " maximum_object_size = 1000000000)) where r ->> '$.userIdentity.arn' = ?")) {
            question.setString(1, archive + "/**/*_CloudTrail_*.json.gz");
            question.setString(2, arn);
            try (ResultSet answer = question.executeQuery()) {
                assertThat(answer.next()).isTrue();
            }
        }
        return since(began);
    }

    private static double since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis() / 1000.0;
    }
}
