package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eksrunbook.asset.CaseContext;
import org.eksrunbook.asset.Databases;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of a plan, run by a real bash against a stand-in for the AWS CLI. */
class ScriptTest {

    private static final String ACCOUNT_OF_CREDENTIALS =
            "if [ \"$1 $2\" = 'sts get-caller-identity' ]; then echo \"${THERE}\"; exit; fi\n";

    @TempDir
    Path folder;

    private CaseContext context;
    private Plan plan;
    private final IncidentId id = IncidentId.of("INC-1");

    @BeforeEach
    void open() {
        context = new CaseContext(Databases.h2(), folder);
        context.open("INC-1");
        Remedies remedies = new Remedies();
        plan = context.get(Plans.class)
                .make(
                        id,
                        Purpose.ERADICATE,
                        List.of(
                                remedies.delete(ref("AWS::EC2::Instance", "i-1"), "made by\nthe attacker")
                                        .get(0),
                                remedies.delete(ref("AWS::DynamoDB::Table", "t"), "made by the attacker")
                                        .get(0)),
                        null);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void beforeItIsApprovedItDoesNothing() throws Exception {
        assertThat(script()).contains("# NOT APPROVED");
        assertThat(run("", CaseContext.ACCOUNT)).isEqualTo(1);
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void approvedItSaysByWhomAndReadsBeforeItChanges() throws Exception {
        approve();
        assertThat(script())
                .contains("# Incident INC-1, plan " + plan.id())
                .contains("# Hash of the plan: " + plan.hash())
                .contains("# Approved by anna on ")
                .contains("# Why: made by the attacker")
                .isEqualTo(script());
        assertThat(run("", CaseContext.ACCOUNT)).isZero();
        assertThat(calls())
                .containsExactly(
                        "dynamodb describe-table --table-name t --region eu-central-1",
                        "dynamodb delete-table --table-name t --region eu-central-1",
                        "ec2 describe-instances --instance-ids i-1 --query Reservations[].Instances[].State.Name --region eu-central-1",
                        "ec2 terminate-instances --instance-ids i-1 --region eu-central-1");
        try (var pictures = Files.list(folder.resolve("before-" + plan.id()))) {
            assertThat(pictures.map(file -> file.getFileName().toString())).contains("a1-1.json", "a2-1.json");
        }
    }

    @Test
    void inAnotherAccountItChangesNothing() throws Exception {
        approve();
        assertThat(run("", "999988887777")).isEqualTo(1);
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void whatIsGoneAlreadyIsDoneAndTheFirstRealFailureStopsIt() throws Exception {
        approve();
        String gone =
                "case \"$2\" in delete-table) echo 'An error occurred (ResourceNotFoundException) when calling the DeleteTable operation: none' >&2; exit 254;; esac\n";
        String denied = "case \"$2\" in delete-table) echo 'AccessDenied' >&2; exit 254;; esac\n";
        assertThat(run(denied, CaseContext.ACCOUNT)).isEqualTo(1);
        assertThat(calls()).noneMatch(call -> call.contains("terminate-instances"));
        assertThat(run(gone, CaseContext.ACCOUNT)).isZero();
        assertThat(calls()).anyMatch(call -> call.contains("terminate-instances"));
    }

    @Test
    void runAgainItDoesOnlyWhatWasNotFinished() throws Exception {
        approve();
        String denied = "case \"$2\" in terminate-instances) echo 'AccessDenied' >&2; exit 254;; esac\n";
        assertThat(run(denied, CaseContext.ACCOUNT)).isEqualTo(1);
        Files.delete(folder.resolve("calls"));
        assertThat(run("", CaseContext.ACCOUNT)).isZero();
        assertThat(calls()).noneMatch(call -> call.contains("delete-table"));
        assertThat(calls()).anyMatch(call -> call.contains("terminate-instances"));
        Files.delete(folder.resolve("calls"));
        assertThat(run("", CaseContext.ACCOUNT)).isZero();
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void whatCannotBeReadBeforeIsSaidAndDoesNotStopIt() throws Exception {
        approve();
        String unreadable = "case \"$2\" in describe-*) echo 'denied' >&2; exit 254;; esac\n";
        assertThat(run(unreadable, CaseContext.ACCOUNT)).isZero();
        assertThat(Files.readString(folder.resolve("output"))).contains("before: not readable");
    }

    @Test
    void theScriptAsAnArtefactIsTheSameEachTime() {
        approve();
        Scripts scripts = context.get(Scripts.class);
        assertThat(scripts.artefact(id, plan.id())).isEqualTo(scripts.artefact(id, plan.id()));
    }

    private void approve() {
        context.get(Approvals.class)
                .decide(id, plan.id(), plan.hash(), "anna", List.of("approvers"), "approve", null, false);
    }

    private String script() {
        return context.get(Scripts.class).text(id, plan.id());
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private int run(String behaviour, String accountOfCredentials) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path aws = bin.resolve("aws");
        Files.writeString(
                aws,
                "#!/bin/bash\n" + ACCOUNT_OF_CREDENTIALS + "echo \"$*\" >> \"$HOME/calls\"\n" + behaviour
                        + "echo '{}'\n");
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        Path file = folder.resolve("plan.sh");
        Files.writeString(file, script(), StandardCharsets.UTF_8);
        ProcessBuilder shell = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment().put("PATH", bin + ":/usr/bin:/bin");
        shell.environment().put("HOME", folder.toString());
        shell.environment().put("THERE", accountOfCredentials);
        Process running = shell.start();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return running.exitValue();
    }

    private static ResourceRef ref(String type, String name) {
        return new ResourceRef(type, name, null, CaseContext.ACCOUNT, CaseContext.REGION);
    }
}
