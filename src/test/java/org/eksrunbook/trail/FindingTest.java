package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.eksrunbook.asset.TypeFacts;
import org.junit.jupiter.api.Test;

class FindingTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void itsJsonHasThePromisedFieldsAndNoMore() {
        var fields = json.valueToTree(Events.judged("iam", "CreateUser", "")).fieldNames();
        assertThat(fields)
                .toIterable()
                .containsExactly(
                        "eventId",
                        "source",
                        "eventTime",
                        "eventSource",
                        "eventName",
                        "region",
                        "accountId",
                        "principal",
                        "accessKeyId",
                        "sourceIp",
                        "userAgent",
                        "category",
                        "categories",
                        "effective",
                        "errorCode",
                        "resources",
                        "attack",
                        "why",
                        "ruleVersion",
                        "comparedWith",
                        "unseen",
                        "sensitivity",
                        "bytesOut",
                        "bytesDoubted",
                        "madeBy");
    }

    @Test
    void itComesBackFromItsJson() throws JsonProcessingException {
        Finding finding = Events.judged("iam", "CreateAccessKey", ",'requestParameters':{'userName':'bob'}");
        assertThat(json.readValue(json.writeValueAsString(finding), Finding.class))
                .isEqualTo(finding);
    }

    @Test
    void findingsOfEarlierVersionsAreReadAndWereComparedWithNothing() throws JsonProcessingException {
        Finding finding = Events.judged("iam", "CreateUser", "");
        ObjectNode old = json.valueToTree(finding);
        old.remove(List.of("comparedWith", "unseen", "sensitivity", "bytesOut", "bytesDoubted", "madeBy"));
        assertThat(json.treeToValue(old, Finding.class)).isEqualTo(finding);
    }

    @Test
    void readsWeighWhatTheInventorySaysOfTheirTypeAndNothingElseWeighs() {
        Finding secret = Events.judged("secretsmanager", "GetSecretValue", ",'requestParameters':{'secretId':'db'}");
        Finding parameter = Events.judged("ssm", "GetParameter", ",'requestParameters':{'name':'p'}");
        Finding object = Events.judged("s3", "GetObject", ",'requestParameters':{'bucketName':'b','key':'k'}");
        TypeFacts facts = new TypeFacts();
        for (Finding read : List.of(secret, parameter, object)) {
            assertThat(read.sensitivity())
                    .isEqualTo(facts.of(read.resources().get(0).type()).sensitivity());
        }
        assertThat(secret.sensitivity()).isGreaterThan(object.sensitivity());
        assertThat(parameter.sensitivity()).isGreaterThan(object.sensitivity());
        assertThat(Events.judged("iam", "CreateUser", "").sensitivity()).isZero();
    }

    @Test
    void whoIsShownSomeOfTheThingsLearnsNothingOfTheOthersByTheWeight() {
        Finding secret = Events.judged("secretsmanager", "GetSecretValue", ",'requestParameters':{'secretId':'db'}");
        Finding.Resource own = new Finding.Resource("AWS::S3::Bucket", "mine", null);
        assertThat(secret.naming(List.of(own)).sensitivity())
                .isEqualTo(Sensitivity.of(List.of(Category.ACCESSED), List.of(own)))
                .isLessThan(secret.sensitivity());
    }

    @Test
    void typesThatTheInventoryKnowsByTheirBeginningOrNotAtAllWeighTheSameHere() {
        TypeFacts facts = new TypeFacts();
        for (String type : List.of("Kubernetes::Whatever", "AWS::SSM::Session", "AWS::Odd::Thing", "odd", "")) {
            assertThat(Sensitivity.of(List.of(Category.ACCESSED), List.of(new Finding.Resource(type, "x", null))))
                    .as(type)
                    .isEqualTo(facts.of(type).sensitivity());
        }
    }
}
