package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.asset.CaseContext;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops a script, and what does not: nothing is taken for done that was not done. */
class ScriptStopsTest extends ScriptedCase {

    private static final String CLUSTER = "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com";
    private static final String THERE = "case \"$*\" in 'config view'*) echo '" + CLUSTER + "';; esac";
    private static final String MEANT = "case \"$*\" in *describe-cluster*) echo '" + CLUSTER + "';; esac";

    @ParameterizedTest
    @ValueSource(strings = {"list-access-keys", "list-attached-user-policies", "list-groups-for-user"})
    void aUserIsNotDeletedWhereAListOfWhatHangsOnItCannotBeHad(String list) throws Exception {
        String script = script(remedies.delete(ref("AWS::IAM::User", "eve"), "why"));
        assertThat(run.of(
                        script, failing(list, "An error occurred (AccessDenied) when calling the X operation: no"), ""))
                .isNotZero();
        assertThat(run.calls()).noneMatch(call -> call.startsWith("aws iam delete-user "));
        assertThat(run.output()).contains("AccessDenied", "Stopped in step a1");
        assertThat(run.of(script, "", "")).isZero();
        assertThat(run.calls()).contains("aws iam delete-user --user-name eve");
    }

    /** Approved at the epoch: whatever was made since is another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::IAM::User",
                "AWS::IAM::Role",
                "AWS::IAM::Group",
                "AWS::IAM::InstanceProfile",
                "AWS::DynamoDB::Table"
            })
    void whatWasMadeAnewUnderTheNameSinceTheApprovalIsLeftAlone(String type) throws Exception {
        String script = script(remedies.delete(ref(type, "eve"), "why"));
        String anew = "case \"$*\" in *'CreateDate'*|*'CreationDateTime'*) echo '1970-01-01T00:00:01+00:00';; esac";
        assertThat(run.of(script, anew, "")).isNotZero();
        assertThat(run.output())
                .contains("made at 1970-01-01T00:00:01Z, after the plan was approved (1970-01-01T00:00:00Z)")
                .contains("Complete the task as failed with a1", "Stopped in step a1");
        assertThat(run.calls()).hasSize(1);

        assertThat(run.of(script, anew.replace("00:01+", "00:00+"), "")).isZero();
        assertThat(run.calls()).anyMatch(call -> call.contains(" delete-"));
    }

    @Test
    void anObjectOfTheClusterThatWasMadeAnewIsLeftAlone() throws Exception {
        String script = script(remedies.delete(ref("Kubernetes::ServiceAccount", "shop/eve"), "why"));
        String anew = THERE + "; case \"$*\" in *creationTimestamp*) echo -n '2024-08-02T08:23:24Z';; esac";
        assertThat(run.of(script, MEANT, anew)).isNotZero();
        assertThat(run.calls()).noneMatch(call -> call.contains("kubectl delete"));
        assertThat(run.output()).contains("is not what was approved");
    }

    @Test
    void whatIsGoneOrTellsNoTimeHoldsNothingUp() throws Exception {
        String script = script(remedies.delete(ref("AWS::IAM::User", "eve"), "why"));
        assertThat(run.of(
                        script,
                        failing(
                                "CreateDate",
                                "An error occurred (NoSuchEntity) when calling the GetUser operation: gone"),
                        ""))
                .isZero();
        assertThat(run.output()).doesNotContain("not known whether");
        assertThat(run.of(script, "case \"$*\" in *CreateDate*) echo None;; esac", ""))
                .isZero();
    }

    @Test
    void aKeyIsNotTakenForInactiveWhereNobodyTellsWhoseItIs() throws Exception {
        String script = script(remedies.cut(new LivePrincipal(
                "AKIAIOSFODNN7EXAMPLE",
                null,
                "accessKey",
                CaseContext.ACCOUNT,
                "",
                null,
                false,
                Instant.EPOCH,
                List.of(),
                "why")));
        assertThat(run.of(
                        script,
                        failing(
                                "get-access-key-last-used",
                                "An error occurred (AccessDenied) when calling the GetAccessKeyLastUsed operation: no"),
                        ""))
                .isNotZero();
        assertThat(run.calls()).noneMatch(call -> call.contains("update-access-key"));
        assertThat(run.of(script, "echo eve", "")).isZero();
        assertThat(run.calls())
                .contains(
                        "aws iam update-access-key --status Inactive --access-key-id AKIAIOSFODNN7EXAMPLE --user-name eve");
    }

    @Test
    void evidenceIsNotTakenForKeptWhereNobodyTellsWhetherItIs() throws Exception {
        String script = script(remedies.keep(id, ref("AWS::EC2::Volume", "vol-1"), "why"));
        assertThat(run.of(script, failing("describe-snapshots", "Could not connect to the endpoint URL"), ""))
                .isNotZero();
        assertThat(run.calls()).noneMatch(call -> call.contains("create-snapshot"));
        assertThat(run.of(script, "case $* in *describe-snapshots*) echo null;; esac", ""))
                .isZero();
        assertThat(run.calls()).anyMatch(call -> call.contains("create-snapshot"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::DynamoDB::Table", "AWS::RDS::DBInstance", "AWS::EC2::Volume"})
    void evidenceIsNotTakenForKeptWhereManyPagesShowNone(String type) throws Exception {
        // As text the CLI asks the query of each page and prints a «None» for each, as JSON of all of them together.
        String twoPages = "case $* in *'--output text'*) printf 'None\nNone\n';; *'--output json'*) echo null;; esac";
        assertThat(run.of(script(remedies.keep(id, ref(type, "x"), "why")), twoPages, ""))
                .isZero();
        assertThat(run.calls())
                .anyMatch(call -> call.matches(".* (create-backup|create-db-snapshot|create-snapshot) .*"));
        String kept = "case $* in *'--output json'*) echo '\"the-one\"';; esac";
        assertThat(run.of(script(remedies.keep(id, ref(type, "y"), "why")), kept, ""))
                .isZero();
        assertThat(run.calls())
                .noneMatch(call -> call.matches(".* (create-backup|create-db-snapshot|create-snapshot) .*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "An error occurred (NoSuchEntity) when calling the X operation: The user with name eve cannot be found.",
                "\naws: [ERROR]: An error occurred (ResourceNotFoundException) when calling the X operation: gone",
                "An error occurred (InvalidInstanceID.NotFound) when calling the X operation: The instance ID 'i-1' does not exist",
                "An error occurred (DBClusterNotFoundFault) when calling the X operation: gone",
                "fatal error: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: gone",
                "An error occurred (ValidationError) when calling the DeleteAutoScalingGroup operation: AutoScalingGroup name not found - x"
            })
    void whatTheServiceSaysIsGoneIsDone(String said) throws Exception {
        assertThat(run.of(
                        script(remedies.delete(ref("AWS::DynamoDB::Table", "t"), "why")),
                        failing("delete-table", said),
                        ""))
                .as(said)
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws: command not found",
                "The config profile (prod) could not be found",
                "An error occurred (AccessDeniedException) when calling the X operation: user NotFound is not authorized",
                "An error occurred (AccessDenied) when calling the X operation: An error occurred (NoSuchEntity) when calling the Y operation: x",
                "delete failed: s3://b/k An error occurred (NoSuchKey) when calling the DeleteObject operation: x",
                "An error occurred (TypeNotFoundException) when calling the DeleteResource operation: x",
                "Could not connect to the endpoint URL: it does not exist",
                "error: context \"prod\" does not exist",
                "Error from server (NotFound): the server could not find the requested resource"
            })
    void noOtherFailureIsTakenForGone(String said) throws Exception {
        String script = script(remedies.delete(ref("AWS::DynamoDB::Table", "t"), "why"));
        assertThat(run.of(script, failing("delete-table", said), "")).as(said).isNotZero();
        assertThat(run.of(script, "", "")).isZero();
        assertThat(run.calls()).as("the step was not finished").anyMatch(call -> call.contains("delete-table"));
    }

    @Test
    void roleThatTheAttackerDeletedBehindHimKeepsNobodyFromCuttingTheOthers() throws Exception {
        List<Action> actions = new ArrayList<>();
        for (String arn : List.of(
                "arn:aws:iam::111122223333:role/deleted",
                "arn:aws:iam::111122223333:user/gone",
                "arn:aws:iam::111122223333:role/web")) {
            actions.addAll(remedies.cut(live(arn, arn)));
        }
        String script = ScriptRun.approved(context, context.get(Plans.class).make(id, Purpose.CUT, actions, null));
        String gone = "case \"$*\" in *'-name deleted'*|*'-name gone'*)"
                + " echo 'An error occurred (NoSuchEntity) when calling the X operation: none' >&2; exit 254;; esac";
        assertThat(run.of(script, gone, "")).as(run.output()).isZero();
        assertThat(run.calls())
                .anyMatch(call -> call.startsWith("aws iam update-assume-role-policy --role-name web"))
                .anyMatch(call -> call.startsWith("aws iam put-role-policy --role-name web"));
    }

    @Test
    void roleIsNotTakenForGoneInAnAccountThatIsAGuess() throws Exception {
        String script = ScriptRun.approved(
                context, context.get(Plans.class).make(id, Purpose.CUT, remedies.cut(live("web", null)), null));
        String none = "An error occurred (NoSuchEntity) when calling the X operation: none";
        assertThat(run.of(script, failing("-policy ", none), "")).isNotZero();
    }

    private static LivePrincipal live(String name, @Nullable String arn) {
        return new LivePrincipal(
                name, arn, "role", CaseContext.ACCOUNT, "", null, true, Instant.EPOCH, List.of(), "why");
    }

    @Test
    void ruleThatIsInTheGroupAlreadyIsPutBackAndEveryOtherFailureIsOne() throws Exception {
        String script = script(remedies.putBack(
                ref("AWS::EC2::SecurityGroup", "sg-1"),
                List.of(new Call(
                        "e1",
                        Instant.EPOCH,
                        "RevokeSecurityGroupIngress",
                        new ObjectMapper().readTree("{\"ipProtocol\":\"tcp\",\"cidrIp\":\"10.0.0.0/8\"}"),
                        new ObjectMapper().createObjectNode())),
                new ResourceHistory(ResourceHistory.Answer.NOT_RECORDED, List.of(), "no files"),
                Instant.EPOCH,
                "why"));
        String call = "authorize-security-group-ingress";
        String code =
                "An error occurred (%s) when calling the AuthorizeSecurityGroupIngress operation: the rule exists";
        assertThat(run.of(script, failing(call, code.formatted("InvalidGroup.NotFound")), ""))
                .isNotZero();
        assertThat(run.of(script, failing(call, code.formatted("InvalidPermission.Duplicate")), ""))
                .as(run.output())
                .isZero();
        assertThat(run.output()).contains("there already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::EC2::FlowLog", "AWS::EC2::VPCEndpoint", "AWS::EC2::SpotFleet"})
    void whatAwsAnswersAsNotDoneTogetherWithSuccessIsNotDone(String type) throws Exception {
        String script = script(remedies.delete(ref(type, "x"), "why"));
        String refused =
                "case \"$*\" in *'--query Unsuccessful'*) echo '[{\"Error\":{\"Code\":\"UnauthorizedOperation\"}}]';; esac";
        assertThat(run.of(script, refused, "")).isNotZero();
        assertThat(run.output()).contains("Not done, says AWS", "UnauthorizedOperation", "Stopped in step a1");
        for (String nothing : List.of("[]", "null", "")) {
            String other = script(remedies.delete(ref(type, "x" + nothing.length()), "why"));
            assertThat(run.of(other, "case \"$*\" in *'--query Unsuccessful'*) echo '" + nothing + "';; esac", ""))
                    .as(run.output())
                    .isZero();
        }
    }

    @Test
    void noRegionalCommandIsWrittenWhereNoLogToldTheRegion() {
        ResourceRef somewhere = new ResourceRef("AWS::EC2::Instance", "i-1", null, CaseContext.ACCOUNT, "");
        for (List<Action> actions : List.of(remedies.delete(somewhere, "why"), remedies.keep(id, somewhere, "why"))) {
            assertThat(actions).allSatisfy(action -> {
                assertThat(action.commands()).isEmpty();
                assertThat(action.manual()).contains("no log told its region");
            });
        }
    }

    @Test
    void kubectlChangesTheClusterOfTheIncidentAndNoOther() throws Exception {
        String script = script(remedies.delete(pod(), "why"));
        assertThat(run.of(script, MEANT, "case \"$*\" in 'config view'*) echo https://staging;; esac"))
                .isNotZero();
        assertThat(run.output()).contains("Stopped: kubectl asks https://staging, but cluster prod of account");
        assertThat(run.calls()).noneMatch(call -> call.startsWith("kubectl get") || call.startsWith("kubectl delete"));
        assertThat(run.of(script, MEANT, THERE)).isZero();
        assertThat(run.calls())
                .startsWith(
                        "aws eks describe-cluster --name prod --region eu-central-1 --query cluster.endpoint --output text")
                .contains("kubectl delete --ignore-not-found --timeout=2m pod web --namespace shop");
    }

    /** By which authority the server proves itself tells which cluster it is, whatever address leads to it. */
    @Test
    void kubectlMayGoThroughATunnelToTheClusterOfTheIncidentAndToNoOther() throws Exception {
        String script = script(remedies.delete(pod(), "why"));
        String meant = "case \"$*\" in *certificateAuthority*) echo QVVUSE9SSVRZ;; *describe-cluster*) echo '" + CLUSTER
                + "';; esac";
        String tunnel =
                "case \"$*\" in *authority-data*) echo %s;; *insecure*) echo %s;; 'config view'*) echo %s;; esac";
        for (String other : List.of(
                tunnel.formatted("T1RIRVI=", "", "https://127.0.0.1:8443"),
                tunnel.formatted("", "", "https://127.0.0.1:8443"),
                tunnel.formatted("QVVUSE9SSVRZ", "true", "https://127.0.0.1:8443"),
                tunnel.formatted("QVVUSE9SSVRZ", "", "http://127.0.0.1:8001"))) {
            assertThat(run.of(script, meant, other)).as(other).isNotZero();
            assertThat(run.output()).contains("Stopped: kubectl asks http", "but cluster prod of account");
            assertThat(run.calls()).noneMatch(call -> call.startsWith("kubectl delete"));
        }
        assertThat(run.of(script, MEANT, tunnel.formatted("", "", "https://127.0.0.1:8443")))
                .as("nobody knows the authority")
                .isNotZero();
        assertThat(run.of(
                        script,
                        "case \"$*\" in *certificateAuthority*) echo None;; *describe-cluster*) echo None;; esac",
                        tunnel.formatted("None", "", "https://127.0.0.1:8443")))
                .isNotZero();
        assertThat(run.of(script, meant, tunnel.formatted("QVVUSE9SSVRZ", "", "https://127.0.0.1:8443")))
                .isZero();
        assertThat(run.calls())
                .contains(
                        "kubectl config view --minify --flatten --raw --output jsonpath={.clusters[0].cluster.certificate-authority-data}",
                        "kubectl delete --ignore-not-found --timeout=2m pod web --namespace shop");
    }

    @Test
    void bindingThatAFinalizerHoldsIsNotWaitedForForEver() throws Exception {
        String script = script(remedies.delete(ref("Kubernetes::ClusterRoleBinding", "evil"), "why"));
        String held =
                THERE + "\ncase \"$*\" in *--timeout=*) echo 'error: timed out waiting for the condition' >&2; exit 1;;"
                        + " delete*) sleep 90;; esac";
        assertThat(run.of(script, MEANT, held)).isNotZero();
        assertThat(run.output()).contains("timed out waiting", "Stopped in step a1");
    }

    @Test
    void kubectlChangesNothingWhereNobodyTellsWhichClusterItAsks() throws Exception {
        String script = script(remedies.delete(pod(), "why"));
        assertThat(run.of(script, "exit 254", THERE)).isNotZero();
        assertThat(run.of(script, MEANT, "exit 1")).isNotZero();
        assertThat(run.of(script, "", "")).isNotZero();
        assertThat(run.calls()).noneMatch(call -> call.startsWith("kubectl delete"));
    }

    @Test
    void anObjectOfAnotherClusterIsChangedInThatOne() {
        assertThat(script(remedies.delete(ref("Kubernetes::Pod", "staging/shop/web"), "why")))
                .contains("\ncluster staging 111122223333 eu-central-1\n");
        assertThat(script(remedies.delete(ref("Kubernetes::ClusterRoleBinding", "staging/evil"), "why")))
                .contains("\ncluster staging 111122223333 eu-central-1\n");
    }

    @Test
    void whatCloudControlFailsToDeleteLaterStopsTheScript() throws Exception {
        String script = script(remedies.delete(ref("AWS::Location::Map", "m"), "why"));
        String failed = "case \"$*\" in *delete-resource*) echo t1;; *' wait '*) exit 255;;"
                + " *get-resource-request-status*) echo \"$CODE\";; esac";
        assertThat(run.of(script, "CODE=NotStabilized\n" + failed, "")).isNotZero();
        assertThat(run.of(script, "CODE=NotFound\n" + failed, "")).isZero();
        assertThat(run.calls())
                .contains("aws cloudcontrol wait resource-request-success --request-token t1 --region eu-central-1");
    }

    @Test
    void whileTheIncidentIsHeldAnApprovedScriptDoesNothing() throws Exception {
        Plan plan = plan(remedies.delete(ref("AWS::DynamoDB::Table", "t"), "why"));
        context.get(Approvals.class)
                .decide(id, plan.id(), plan.hash(), "anna", List.of("approvers"), "approve", null, false);
        Scripts scripts = context.get(Scripts.class);
        context.get(Incidents.class).hold(id, true);
        assertThat(run.of(scripts.text(id, plan.id()), "", "")).isNotZero();
        assertThat(run.output()).contains("Stopped: incident INC-1 is held");
        assertThat(run.calls()).isEmpty();
        context.get(Incidents.class).hold(id, false);
        assertThat(run.of(scripts.text(id, plan.id()), "", "")).isZero();
        assertThat(run.calls()).isNotEmpty();
    }

    private Plan plan(List<Action> actions) {
        return plan(Purpose.ERADICATE, actions);
    }

    private String script(List<Action> actions) {
        return script(Purpose.ERADICATE, actions);
    }

    private static String failing(String call, String said) {
        return "case \"$*\" in *" + call
                + "*) echo \"$SAID\" >&2; exit 254;; esac".replace("\"$SAID\"", ShellWords.quote(said));
    }

    private static ResourceRef pod() {
        return ref("Kubernetes::Pod", "shop/web");
    }
}
