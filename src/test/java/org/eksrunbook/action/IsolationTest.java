package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.eksrunbook.asset.CaseContext;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;

/** What is kept is evidence of this incident, and what is isolated is reached by nobody. */
class IsolationTest extends ScriptedCase {

    /** An EC2 with an instance of two interfaces and a group of the name, made by somebody, that lets all in and out. */
    private static final String EC2 = """
            case "$*" in
              *VpcId*) echo vpc-1 ;;
              *create-security-group*) touch "$HOME/made"; echo sg-new ;;
              *describe-security-groups*) echo "$GROUP" ;;
              *describe-security-group-rules*'IsEgress==`false`'*) [ -e "$HOME/sgr-in" ] || printf 'sgr-in\tsgr-in6\n' ;;
              *describe-security-group-rules*'IsEgress==`true`'*) [ -e "$HOME/sgr-out" ] || echo sgr-out ;;
              *describe-security-group-rules*) [ -e "$HOME/sgr-out" ] && [ -e "$HOME/sgr-in6" ] || echo sgr-left ;;
              *revoke-security-group-*) [ -n "$STUCK" ] || touch "$HOME/${*: -3:1}" ;;
              *NetworkInterfaceId*) printf 'eni-1\teni-2\n' ;;
              *) echo None ;;
            esac
            """;

    @Test
    void everyInterfaceOfAnInstanceGoesIntoAGroupThatHasNoRulesLeft() throws Exception {
        assertThat(run.of(script("i-1"), "GROUP=sg-theirs STUCK=\n" + EC2, ""))
                .as(run.output())
                .isZero();
        assertThat(run.calls())
                .contains(
                        "aws ec2 revoke-security-group-ingress --group-id sg-theirs --security-group-rule-ids sgr-in6 --region eu-central-1",
                        "aws ec2 revoke-security-group-egress --group-id sg-theirs --security-group-rule-ids sgr-out --region eu-central-1",
                        "aws ec2 modify-network-interface-attribute --network-interface-id eni-1 --groups sg-theirs --region eu-central-1",
                        "aws ec2 modify-network-interface-attribute --network-interface-id eni-2 --groups sg-theirs --region eu-central-1")
                .noneMatch(call -> call.contains("create-security-group"))
                .noneMatch(call -> call.contains("modify-instance-attribute --groups"));
    }

    @Test
    void anInstanceThatIsKeptLeavesTheScalingGroupThatWouldTerminateItBeforeItIsStopped() throws Exception {
        String member = "case \"$*\" in *AutoScalingGroupName*) echo workers; exit;; esac\n";
        assertThat(run.of(script("i-1"), "GROUP=sg-theirs STUCK=\n" + member + EC2, ""))
                .as(run.output())
                .isZero();
        String detached =
                "aws autoscaling detach-instances --no-should-decrement-desired-capacity --auto-scaling-group-name workers"
                        + " --instance-ids i-1 --region eu-central-1";
        assertThat(run.calls())
                .containsSubsequence(
                        "aws ec2 modify-network-interface-attribute --network-interface-id eni-2 --groups sg-theirs --region eu-central-1",
                        detached,
                        "aws ec2 stop-instances --instance-ids i-1 --region eu-central-1");
        assertThat(run.of(script("i-2"), "GROUP=sg-theirs STUCK=\n" + EC2, ""))
                .as(run.output())
                .isZero();
        assertThat(run.calls()).noneMatch(call -> call.contains("detach-instances"));
        assertThat(run.output()).contains("instance store volumes");
    }

    @Test
    void aGroupThatStillHasRulesIsNotUsed() throws Exception {
        assertThat(run.of(script("i-1"), "GROUP=sg-theirs STUCK=1\n" + EC2, "")).isNotZero();
        assertThat(run.calls()).noneMatch(call -> call.contains("modify-network-interface-attribute"));
        assertThat(run.output()).contains("Stopped: sg-theirs still has rules");
    }

    @Test
    void whereTheVpcHasNoSuchGroupOneIsMade() throws Exception {
        assertThat(run.of(script("i-1"), "GROUP=None STUCK=\n" + EC2, ""))
                .as(run.output())
                .isZero();
        assertThat(run.calls())
                .anyMatch(call -> call.contains("create-security-group"))
                .anyMatch(call -> call.contains("--network-interface-id eni-2 --groups sg-new"));
    }

    @Test
    void whatWasKeptForSomethingElseIsNotThisEvidence() {
        for (String type :
                List.of("AWS::EC2::Instance", "AWS::EC2::Volume", "AWS::RDS::DBInstance", "AWS::DynamoDB::Table")) {
            String first = remedies.keep(id, ref(type, "x"), "why").get(0).commandText();
            String second = remedies.keep(IncidentId.of("INC-2"), ref(type, "x"), "why")
                    .get(0)
                    .commandText();
            // Looked for and made under the incident's name.
            assertThat(first.toLowerCase(Locale.ROOT).split("inc-1", -1))
                    .as(first)
                    .hasSizeGreaterThan(2);
            assertThat(second).isEqualTo(first.replace("inc-1", "inc-2"));
        }
    }

    @Test
    void theCodeOfTwoFunctionsOfOneNameIsTwoFiles() {
        String here = remedies.keep(id, ref("AWS::Lambda::Function", "f"), "why")
                .get(0)
                .commandText();
        String there = remedies.keep(
                        id,
                        new ResourceRef(
                                "AWS::Lambda::Function", "f", null, CaseContext.OTHER_ACCOUNT, CaseContext.REGION),
                        "why")
                .get(0)
                .commandText();
        assertThat(here).contains("code-inc-1-111122223333-eu-central-1-f.zip");
        assertThat(there).contains("code-inc-1-444455556666-eu-central-1-f.zip");
    }

    @Test
    void awsOwnPolicyIsTakenFromThePartitionOfThePrincipal() {
        ResourceRef role = new ResourceRef(
                "AWS::IAM::Role", "r", "arn:aws-us-gov:iam::111122223333:role/r", CaseContext.ACCOUNT, "");
        assertThat(remedies.keep(id, role, "why").get(0).commandText())
                .endsWith("--policy-arn arn:aws-us-gov:iam::aws:policy/AWSDenyAll");
    }

    private String script(String instance) {
        return script(Purpose.ERADICATE, remedies.keep(id, ref("AWS::EC2::Instance", instance), "why"));
    }

    @Test
    void awsOwnPolicyIsTakenFromThePartitionOfTheCredentialsWhereThePrincipalHasNoArn() throws Exception {
        for (String type : List.of("AWS::IAM::Role", "AWS::IAM::User")) {
            String script = script(Purpose.ERADICATE, remedies.keep(id, ref(type, "r"), "why"));
            String gov =
                    "case \"$*\" in *get-caller-identity*) echo arn:aws-us-gov:sts::111122223333:assumed-role/r/s;; esac";
            assertThat(run.of(script, gov, "")).isZero();
            assertThat(run.calls())
                    .anyMatch(call -> call.endsWith("--policy-arn arn:aws-us-gov:iam::aws:policy/AWSDenyAll"));
        }
    }
}
