package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
                        "ruleVersion");
    }

    @Test
    void itComesBackFromItsJson() throws JsonProcessingException {
        Finding finding = Events.judged("iam", "CreateAccessKey", ",'requestParameters':{'userName':'bob'}");
        assertThat(json.readValue(json.writeValueAsString(finding), Finding.class))
                .isEqualTo(finding);
    }

    @Test
    void secretsWeighMoreThanDataAndDeniedReadsLess() {
        Finding secret = Events.judged("secretsmanager", "GetSecretValue", ",'requestParameters':{'secretId':'db'}");
        Finding object = Events.judged("s3", "GetObject", ",'requestParameters':{'bucketName':'b','key':'k'}");
        Finding denied = Events.judged(
                "secretsmanager",
                "GetSecretValue",
                ",'errorCode':'AccessDenied','requestParameters':{'secretId':'db'}");
        assertThat(Sensitivity.of(secret)).isGreaterThan(Sensitivity.of(object));
        assertThat(Sensitivity.of(object)).isGreaterThan(Sensitivity.of(denied));
        assertThat(Sensitivity.of(Events.judged("iam", "CreateUser", ""))).isZero();
    }
}
