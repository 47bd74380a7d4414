package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTablesTest {

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @ValueSource(strings = {"severity", "eradicationProposal", "recoveryProposal", "followUpPlaybook"})
    void theFirstRuleThatFitsDecidesAndTheLastFitsAlways(String key) {
        var model = Dmn.readModelFromFile(file(key).toFile());
        Dmn.validateModel(model);
        Decision decision = model.getModelElementById(key);
        assertThat(decision.getDescription().getTextContent()).isNotBlank();
        assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P90D");
        DecisionTable table = (DecisionTable) decision.getExpression();
        assertThat(table.getHitPolicy()).isEqualTo(HitPolicy.FIRST);
        assertThat(table.getOutputs()).extracting(output -> output.getName()).contains("reason");
        assertThat(table.getRules())
                .allSatisfy(rule -> assertThat(rule.getDescription()).isNotNull());
        Rule last = table.getRules().stream().reduce((one, next) -> next).orElseThrow();
        assertThat(last.getInputEntries())
                .extracting(InputEntry::getTextContent)
                .allMatch(String::isBlank);
    }

    @ParameterizedTest
    @CsvSource({
        "9.5,x,P1",
        "7,x,P1",
        "8.9,x,P1",
        "6.9,x,P2",
        "3.9,x,P3",
        "0,x,P4",
        ",,P2",
        "5,PrivilegeEscalation:Kubernetes/PrivilegedContainer,P1",
        "2,Discovery:Kubernetes/SuccessfulAnonymousAccess,P2"
    })
    void severityFollowsTheFinding(@Nullable Double severity, @Nullable String type, String expected) {
        assertThat(result("severity", "findingSeverity", severity, "findingType", type)
                        .getEntry("severity")
                        .toString())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "created,AWS::EC2::Instance,present,keep",
        "created,AWS::IAM::User,present,delete",
        "created,AWS::IAM::User,gone,none",
        "created,AWS::EC2::Instance,contained,none",
        "identity,AWS::IAM::Role,present,putBack",
        "modified,AWS::EC2::SecurityGroup,present,putBack",
        "modified,AWS::DynamoDB::Table,present,none",
        "deleted,AWS::DynamoDB::Table,deleted,none",
        "accessed,AWS::SecretsManager::Secret,present,rotate",
        "accessed,AWS::S3::Object,present,none",
        "recon,,,none"
    })
    void cleanUpIsProposedByWhatWasDone(String change, @Nullable String type, @Nullable String state, String expected) {
        var result = result(
                "eradicationProposal", "change", change, "resourceType", type, "state", state, "dataClass", null);
        assertThat((String) result.getEntry("disposition")).isEqualTo(expected);
        assertThat((String) result.getEntry("reason")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "deleted,AWS::DynamoDB::Table,deleted,before,none,restore",
        "deleted,AWS::DynamoDB::Table,deleted,after,recorded,recreate",
        "deleted,AWS::DynamoDB::Table,deleted,unknown,none,restore",
        "deleted,AWS::Logs::LogGroup,deleted,none,none,recreate",
        "modified,Kubernetes::Deployment,present,none,none,replace",
        "modified,AWS::S3::Bucket,present,before,recorded,restore",
        "modified,AWS::S3::Bucket,present,after,recorded,newResource",
        "modified,AWS::S3::Bucket,present,none,none,isolate",
        "modified,AWS::EC2::SecurityGroup,restored,none,none,leave",
        "created,AWS::EC2::Instance,isolated,none,none,confirmGone",
        "accessed,AWS::S3::Object,present,none,none,leave"
    })
    void theWayBackFollowsBackupAndConfiguration(
            String change, String type, String state, String backup, String configuration, String expected) {
        var result = result(
                "recoveryProposal",
                "change",
                change,
                "resourceType",
                type,
                "state",
                state,
                "backup",
                backup,
                "configuration",
                configuration);
        assertThat((String) result.getEntry("way")).isEqualTo(expected);
        assertThat((String) result.getEntry("reason")).isNotBlank();
    }

    @Test
    void readingPersonalDataCallsForItsPlaybookAndLookingAroundForNone() {
        assertThat((String) result(
                                "followUpPlaybook",
                                "change",
                                "accessed",
                                "resourceType",
                                "AWS::S3::Object",
                                "dataClass",
                                "Personal",
                                "environment",
                                "prod")
                        .getEntry("playbook"))
                .isEqualTo("personal-data-breach");
        assertThat((String) result(
                                "followUpPlaybook",
                                "change",
                                "recon",
                                "resourceType",
                                null,
                                "dataClass",
                                null,
                                "environment",
                                null)
                        .getEntry("playbook"))
                .isEqualTo("none");
    }

    private org.camunda.bpm.dmn.engine.DmnDecisionRuleResult result(String key, @Nullable Object... pairs) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        try (InputStream table = Files.newInputStream(file(key))) {
            DmnDecisionTableResult result =
                    engine.evaluateDecisionTable(engine.parseDecision(key, table), Variables.fromMap(variables));
            return result.getSingleResult();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Path file(String key) {
        return Models.BPMN.resolve(Models.kebab(key) + ".dmn");
    }
}
