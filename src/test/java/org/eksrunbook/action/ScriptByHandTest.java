package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person does beside a script is shown to whoever runs it, comes first where it has to, and is never taken for done. */
class ScriptByHandTest extends ScriptedCase {

    private static final String CLUSTER = "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com";
    private static final String THERE = "case \"$*\" in 'config view'*) echo '" + CLUSTER + "';; esac";
    private static final String MEANT = "case \"$*\" in *describe-cluster*) echo '" + CLUSTER + "';; esac";
    private static final String DENIED =
            "case \"$*\" in *%s*) echo 'An error occurred (AccessDenied) when calling the X operation: no' >&2; exit 254;; esac";

    @Test
    void aStepByHandIsShownInFullEachTimeAndNeverTakenForDone() throws Exception {
        List<Action> actions =
                new ArrayList<>(remedies.delete(ref("AWS::Nowhere::Thing", "x'; touch pwned; '\n"), "why"));
        actions.addAll(remedies.delete(ref("AWS::DynamoDB::Table", "t"), "why"));
        String script = script(Purpose.ERADICATE, actions);
        for (int time = 0; time < 2; time++) {
            assertThat(run.of(script, "", "")).isZero();
            assertThat(run.output())
                    .contains("  By hand: delete AWS::Nowhere::Thing x'; touch pwned; '")
                    .contains("By hand, and not done by this script: a2.")
                    .contains("The commands are done. Complete the task when the rest is done too")
                    .doesNotContain("All steps are done");
        }
        assertThat(folder.resolve("pwned")).doesNotExist();
        assertThat(folder.resolve(
                        "before-" + script.split("plan=")[1].lines().findFirst().orElseThrow() + "/finished"))
                .hasContent("a1");
    }

    @Test
    void commandsThatOnlyLookAreNotTakenForARestore() throws Exception {
        String script = script(
                Purpose.RECOVER,
                remedies.restore(id, ref("AWS::DynamoDB::Table", "t"), null, Instant.EPOCH, false, null, "deleted"));
        assertThat(run.of(script, "", "")).isZero();
        assertThat(run.output())
                .contains("find it, then restore-table-from-backup with its ARN")
                .contains("More than their commands, read what stands above at: a1.")
                .doesNotContain("All steps are done");
    }

    @Test
    void theOldPodIsNotDeletedBeforeSomebodySaysThatTheNewOnesWork() throws Exception {
        String script = script(
                Purpose.RECOVER,
                remedies.replace(id, ref("Kubernetes::Pod", "shop/web"), "image 1.2.4", false, "modified"));
        assertThat(run.of(script, MEANT, THERE)).isNotZero();
        assertThat(run.output()).contains("Start the new pods from the fixed image", "FIRST='a1'");
        assertThat(run.calls()).noneMatch(call -> call.startsWith("kubectl delete"));
        assertThat(run.with(Map.of("FIRST", "a1")).of(script, MEANT, THERE)).isZero();
        assertThat(run.calls()).anyMatch(call -> call.startsWith("kubectl delete"));
    }

    @Test
    void aStepThatCannotBeDoneMayBeLeftOutAndIsNamedAtTheEnd() throws Exception {
        List<Action> actions = new ArrayList<>(remedies.delete(ref("AWS::DynamoDB::Table", "t"), "why"));
        actions.addAll(remedies.delete(ref("AWS::EC2::Instance", "i-1"), "why"));
        String script = script(Purpose.ERADICATE, actions);
        assertThat(run.of(script, DENIED.formatted("delete-table"), "")).isNotZero();
        assertThat(run.output()).contains("Stopped in step a1", "SKIP='a1'");
        assertThat(run.with(Map.of("SKIP", "a1")).of(script, DENIED.formatted("delete-table"), ""))
                .isZero();
        assertThat(run.calls())
                .noneMatch(call -> call.contains("delete-table"))
                .anyMatch(call -> call.contains("terminate-instances"));
        assertThat(run.output())
                .contains("Left out: a1. Complete the task as failed with these in «failed»")
                .doesNotContain("All steps are done");
        assertThat(run.with(Map.of()).of(script, "", "")).isZero();
        assertThat(run.calls()).anyMatch(call -> call.contains("delete-table"));
        assertThat(run.output()).contains("All steps are done");
    }

    @Test
    void whatWasNotKeptIsNotStopped() throws Exception {
        String script = script(Purpose.ERADICATE, remedies.keep(id, ref("AWS::EC2::Instance", "i-1"), "why"));
        assertThat(script).contains("if todo a3 a1; then");
        assertThat(run.with(Map.of("SKIP", "a1, a2")).of(script, "", "")).isZero();
        assertThat(run.calls()).noneMatch(call -> call.contains("stop-instances"));
        assertThat(run.output()).contains("a3. Left out: SKIP names a1", "Left out: a1 a2 a3.");
    }
}
