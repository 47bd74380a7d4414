package org.eksrunbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.CloudTrailDouble;
import org.eksrunbook.awsdouble.Ec2Double;
import org.eksrunbook.awsdouble.OrganizationsDouble;
import org.eksrunbook.awsdouble.SqsDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command tells on a terminal what an incident could read, opens no database, and its exit code says whether something needed is missing. */
class ReadinessCommandTest {

    private static final String SERVER = "999999999999";

    @TempDir
    private Path folder = Path.of(".");

    private final AwsDouble aws = new AwsDouble(SERVER)
            .with(new CloudTrailDouble(java.time.Instant::now))
            .with(new Ec2Double("eu-central-1", "us-east-1"))
            .with(new OrganizationsDouble(SERVER).with(SERVER, "security"));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        AwsDouble.away();
        aws.close();
    }

    private int run(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--runbook.data-dir=" + folder.resolve("data"));
        return ReadinessCommand.run(arguments, new PrintStream(out, true, UTF_8));
    }

    private String said() {
        return out.toString(UTF_8);
    }

    @Test
    void aServerThatReadsAFolderNeedsTheFolderAndNothingOfAws() throws Exception {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        assertThat(run("--runbook.archive.root=" + archive)).as(said()).isZero();
        assertThat(said())
                .contains("ok       archive")
                .contains("Nothing that an incident needs is missing.")
                .contains("AWS was not asked");
        assertThat(folder.resolve("data")).doesNotExist();

        assertThat(run()).isEqualTo(1);
        assertThat(said()).contains("MISSING  archive").contains("Needed and missing: archive.");
    }

    @Test
    void eachPermissionIsPrintedAsItWasFound() {
        aws.chain("eu-central-1");
        aws.faults().always("organizations", "ListAccounts", AwsFault.DENIED);
        int code = run("--policies", "--runbook.aws.reading-role=incident-reader", "--runbook.trail.source=lookup");

        assertThat(code).as(said()).isZero();
        assertThat(said())
                .containsPattern("ok +lookup +The event history of account 999999999999 can be looked up in 2 regions")
                .containsPattern("granted +cloudtrail:LookupEvents +reading role")
                .containsPattern("granted +sts:AssumeRole +server")
                .containsPattern("DENIED +organizations:ListAccounts +server")
                .containsPattern("not tried +sqs:ReceiveMessage")
                .contains("Policy of the reading role, in each account:")
                .contains("\"sts:ExternalId\"");
    }

    @Test
    void theQueueAndTheKeysOfDigestsAreTriedAndNothingIsTakenOrHidden() {
        aws.chain("eu-central-1");
        SqsDouble queue = new SqsDouble().with("{}");
        aws.with(queue).with(new FolderS3());
        String at = aws.endpoint() + "/" + SERVER + "/findings";
        run("--runbook.intake.queue=" + at, "--runbook.archive.root=s3://" + FolderS3.BUCKET + "/logs");
        assertThat(said())
                .containsPattern("ok +intake-queue-access +Findings can be taken from")
                .containsPattern("granted +sqs:ReceiveMessage")
                .containsPattern("granted +sqs:DeleteMessage")
                .containsPattern("ok +archive-digest-keys")
                .containsPattern("granted +cloudtrail:ListPublicKeys")
                .containsPattern("not tried +s3:ListBucketVersions .*which bucket is asked is known only");
        assertThat(queue.waiting()).isEqualTo(1);

        out.reset();
        aws.faults().always("sqs", "DeleteMessage", AwsFault.DENIED);
        aws.faults().always("cloudtrail", "ListPublicKeys", AwsFault.DENIED);
        run("--runbook.intake.queue=" + at, "--runbook.archive.root=s3://" + FolderS3.BUCKET + "/logs");
        assertThat(said())
                .containsPattern("without +intake-queue-access .*sqs:DeleteMessage")
                .containsPattern("DENIED +sqs:DeleteMessage")
                .containsPattern("DENIED +cloudtrail:ListPublicKeys");
    }

    @Test
    void aNeededPermissionThatIsMissingIsNamedAndTheExitCodeSaysSo() {
        aws.chain("eu-central-1");
        aws.faults().always("cloudtrail", "LookupEvents", AwsFault.DENIED);
        int code = run("--runbook.aws.reading-role=incident-reader", "--runbook.trail.source=lookup");

        assertThat(code).isEqualTo(1);
        assertThat(said())
                .containsPattern("MISSING +lookup +.*cloudtrail:LookupEvents")
                .containsPattern("DENIED +cloudtrail:LookupEvents")
                .contains("Needed and missing: lookup.")
                .doesNotContain("Policy of");
    }

    @Test
    void credentialsOfAnotherAccountAreMissingOnes() {
        aws.chain("eu-central-1");
        assertThat(run("--runbook.aws.reading-role=incident-reader", "--runbook.aws.account=777777777777"))
                .isEqualTo(1);
        assertThat(said()).containsPattern("MISSING +aws-credentials +.*runbook.aws.account says 777777777777");
    }

    @Test
    void aWordThatIsNoSettingGetsTheUsage() {
        assertThat(run("everything")).isEqualTo(1);
        assertThat(said()).startsWith("usage: readiness");
    }
}
