package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script of a plan, run by a real bash against a stand-in for the AWS CLI. */
class ScriptTest extends ScriptedCase {

    private Plan plan;

    @BeforeEach
    void makeThePlan() {
        plan = plan(
                Purpose.ERADICATE,
                List.of(
                        remedies.delete(ref("AWS::EC2::Instance", "i-1"), "made by\nthe attacker")
                                .get(0),
                        remedies.delete(ref("AWS::DynamoDB::Table", "t"), "made by the attacker")
                                .get(0)));
    }

    @Test
    void beforeItIsApprovedItDoesNothing() throws Exception {
        assertThat(script()).contains("# NOT APPROVED");
        assertThat(run.of(script(), "", "")).isEqualTo(1);
        assertThat(run.calls()).isEmpty();
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
        assertThat(run.of(script(), "", "")).isZero();
        assertThat(run.calls())
                .containsExactly(
                        "aws dynamodb describe-table --query Table.CreationDateTime --output text --table-name t --region eu-central-1",
                        "aws dynamodb describe-table --table-name t --region eu-central-1",
                        "aws dynamodb delete-table --table-name t --region eu-central-1",
                        "aws ec2 describe-instances --instance-ids i-1 --query Reservations[].Instances[].State.Name --region eu-central-1",
                        "aws ec2 terminate-instances --instance-ids i-1 --region eu-central-1");
        try (var pictures = Files.list(folder.resolve("before-" + plan.id()))) {
            assertThat(pictures.map(file -> file.getFileName().toString())).contains("a1-1.json", "a2-1.json");
        }
    }

    @Test
    void inAnotherAccountItChangesNothing() throws Exception {
        approve();
        assertThat(run.in("999988887777").of(script(), "", "")).isEqualTo(1);
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void whatIsGoneAlreadyIsDoneAndTheFirstRealFailureStopsIt() throws Exception {
        approve();
        String gone =
                "case \"$2\" in delete-table) echo 'An error occurred (ResourceNotFoundException) when calling the DeleteTable operation: none' >&2; exit 254;; esac\n";
        String denied = "case \"$2\" in delete-table) echo 'AccessDenied' >&2; exit 254;; esac\n";
        assertThat(run.of(script(), denied, "")).isEqualTo(1);
        assertThat(run.calls()).noneMatch(call -> call.contains("terminate-instances"));
        assertThat(run.of(script(), gone, "")).isZero();
        assertThat(run.calls()).anyMatch(call -> call.contains("terminate-instances"));
    }

    @Test
    void runAgainItDoesOnlyWhatWasNotFinished() throws Exception {
        approve();
        String denied = "case \"$2\" in terminate-instances) echo 'AccessDenied' >&2; exit 254;; esac\n";
        assertThat(run.of(script(), denied, "")).isEqualTo(1);
        assertThat(run.of(script(), "", "")).isZero();
        assertThat(run.calls()).noneMatch(call -> call.contains("delete-table"));
        assertThat(run.calls()).anyMatch(call -> call.contains("terminate-instances"));
        assertThat(run.of(script(), "", "")).isZero();
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void whatCannotBeReadBeforeIsSaidAndDoesNotStopIt() throws Exception {
        approve();
        String unreadable = "case \"$2\" in describe-*) echo 'denied' >&2; exit 254;; esac\n";
        assertThat(run.of(script(), unreadable, "")).isZero();
        assertThat(run.output()).contains("before: not readable");
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
}
