package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions as root of a member account, which the management account asks for ({@code sts:AssumeRoot}): their calls lie in the member's log. */
class RootSessionsTest extends AttackLog {

    private static final String MEMBER = "444455556666";

    @Test
    void theAccountWhoseRootHeBecameIsLookedIntoThoughTheScopeDoesNotNameIt(@TempDir Path archive) {
        attack("sts", "AssumeRoot", "{'targetPrincipal':'" + MEMBER + "'}", credentials("ASIAROOTROOTROOTRO01"));
        call(
                user("jane", "AKIAJANEJANEJANEJAN3"),
                "sts",
                "AssumeRoot",
                "{'targetPrincipal':'" + MEMBER + "'}",
                credentials("ASIAROOTROOTROOTRO02"));
        write(archive, HOME, 0);
        int told = records.size();
        String his = asRoot("ASIAROOTROOTROOTRO01");
        String janes = asRoot("ASIAROOTROOTROOTRO02");
        write(archive, MEMBER, told);
        try (Bench bench = new Bench(archive, archive.resolve("data"), Map.of())) {
            IncidentId id = bench.incident(Bench.scope(
                    null,
                    HOME,
                    List.of("arn:aws:iam::111122223333:user/mallory"),
                    Instant.parse("2024-08-01T00:00:00Z")));
            bench.investigate(id);
            assertThat(bench.findings(id))
                    .extracting(Finding::eventId)
                    .contains(his)
                    .doesNotContain(janes);
            assertThat(bench.get(Principals.class).included(id))
                    .filteredOn(principal -> principal.id().equals("ASIAROOTROOTROOTRO01"))
                    .extracting(Principal::arn)
                    .containsExactly("arn:aws:iam::" + MEMBER + ":root");
        }
    }

    private void write(Path archive, String account, int from) {
        LogFilesOnDisk.write(
                archive,
                "AWSLogs/" + account + "/CloudTrail/us-east-1/2024/08/02/log.json",
                LogFilesOnDisk.records(records.subList(from, records.size()).toArray(String[]::new)));
    }

    private static String credentials(String key) {
        return "{'credentials':{'accessKeyId':'" + key + "'}}";
    }

    private String asRoot(String key) {
        return recordAt(
                "2024-08-02T09:0" + records.size() + ":00Z",
                "{'type':'Root','principalId':'" + MEMBER + "','arn':'arn:aws:iam::" + MEMBER + ":root','accountId':'"
                        + MEMBER + "','accessKeyId':'" + key + "'}",
                "s3",
                "DeleteBucketPolicy",
                "{'bucketName':'b'}",
                "null",
                ",'recipientAccountId':'" + MEMBER + "'");
    }
}
