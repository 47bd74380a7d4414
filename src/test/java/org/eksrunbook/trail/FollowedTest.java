package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where following has a limit, the coverage says that it was reached. */
class FollowedTest {

    private static final String TAKES = """
            {"eventID":"take-%1$d","eventTime":"2026-01-15T11:00:00Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole",
            "awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":true,"sourceIPAddress":"203.0.113.9",
            "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/m%1$d","accountId":"111122223333",
            "principalId":"AIDAMALLORY0000%1$04d","userName":"m%1$d","accessKeyId":"AKIAMALLORY0000%1$04d"},
            "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/backup","roleSessionName":"m"},
            "responseElements":{"assumedRoleUser":{"arn":"arn:aws:sts::111122223333:assumed-role/backup/m",
            "assumedRoleId":"AROABACKUP000000001:m"},"credentials":{"accessKeyId":"ASIABACKUP00000%1$04d"}}}""";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void aSessionThatWasTakenInMoreWaysThanAreKeptIsTold() throws IOException {
        assertThat(limits(20)).noneMatch(statement -> statement.contains("in more ways than are kept"));
        assertThat(limits(80)).anyMatch(statement -> statement.contains("in more ways than are kept"));
    }

    private List<String> limits(int takers) throws IOException {
        Path archive = folder.resolve("archive-" + takers);
        Path day = Files.createDirectories(archive.resolve("AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/15"));
        List<String> records =
                IntStream.range(0, takers).mapToObj(TAKES::formatted).toList();
        Files.writeString(day.resolve("log.json"), "{\"Records\":[" + String.join(",", records) + "]}");
        List<String> users = IntStream.range(0, takers)
                .mapToObj(number -> "arn:aws:iam::111122223333:user/m" + number)
                .toList();
        try (Bench bench = new Bench(archive, folder.resolve("data-" + takers), Map.of())) {
            IncidentId id = bench.incident(Bench.scope(null, "111122223333", users, Bench.NOW.minusSeconds(7_200)));
            bench.investigate(id);
            return bench.get(CoverageReports.class).of(id).orElseThrow().statements();
        }
    }
}
