package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/permissions.md} is what the list of calls says. Where they differ, what it should be is written to
 * {@code target/permissions.md}: look at it and copy it.
 */
class PermissionsDocumentationTest {

    @Test
    void theDocumentIsMadeOfTheListOfCalls() throws IOException {
        String document = document();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/permissions.md"), document);
        assertThat(Files.readString(Path.of("docs/permissions.md"))).isEqualTo(document);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Permissions in AWS

                Made from the list of calls in the code (`aws.AwsCall`); a test keeps it in step. A call that is not listed does not leave the server.
                `java -jar … readiness` and `GET /api/readiness` try what they can of this before an incident and name what is missing; `readiness --policies` prints the policies below.

                ## The calls

                | Call | Permission | By | For |
                |---|---|---|---|
                """);
        calls().forEach(call -> text.append("| `" + call.service() + ":" + call.operation() + "` | `" + call.action()
                + "` | " + call.whose() + " | " + call.purpose() + " |\n"));
        text.append("""

                Asked by the server, Athena itself needs these of the same role (`aws.AthenaRight`):

                | Permission | For |
                |---|---|
                """);
        for (AthenaRight right : AthenaRight.values()) {
            text.append("| `" + right.action() + "` | " + right.purpose() + " |\n");
        }
        text.append("""

                ## The server's own role

                Put your own names in the place of those in capitals. In other partitions `arn:aws:` is `arn:aws-us-gov:` or `arn:aws-cn:`; `readiness --policies` prints them for the partition of the server's region.
                Where bucket or logs are encrypted with a key of your own, its policy has to grant this role `kms:Decrypt`, and for artefacts `kms:GenerateDataKey`.
                What is not used need not be granted: an archive in a folder needs nothing of S3, and without `runbook.athena.output` nothing of Athena and Glue is needed.
                The server deletes nothing but what Athena wrote below `runbook.athena.output`.

                ```json
                """);
        text.append(LeastPrivilege.ofServer("aws"));
        text.append("""
                ```

                ## The reading role

                In each account that may come into a scope (`runbook.aws.reading-role`). Its trust policy lets the server's role take it, with the external id:

                ```json
                """);
        text.append(LeastPrivilege.trust("aws"));
        text.append("""
                ```

                What it allows; each session is held to the same list by its session policy:

                ```json
                """);
        text.append(LeastPrivilege.ofReadingRole("aws"));
        return text.append("```\n").toString();
    }

    private static Stream<AwsCall> calls() {
        return Stream.of(AwsCall.values())
                .sorted(java.util.Comparator.comparing(AwsCall::service).thenComparing(AwsCall::operation));
    }
}
