package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** Events for tests, written as CloudTrail and the API server write them but with single quotes. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER =
            "'userIdentity':{'type':'IAMUser','principalId':'AIDAEVE','arn':'arn:aws:iam::111122223333:user/eve',"
                    + "'accountId':'111122223333','accessKeyId':'AKIAEVE','userName':'eve'}";

    private Events() {}

    static JsonNode json(String singleQuoted) {
        try {
            return JSON.readTree(singleQuoted.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call of the user eve; {@code more} are further fields, each with a comma in front. */
    static EventRecord call(String service, String name, String more) {
        String who = more.contains("'userIdentity'") ? "" : "," + USER;
        return EventRecord.of(json("{'eventID':'e-1','eventTime':'2024-08-02T08:23:24Z','eventSource':'" + service
                + ".amazonaws.com','eventName':'" + name
                + "','awsRegion':'eu-west-1','recipientAccountId':'111122223333'"
                + who + more + "}"));
    }

    static Finding judged(String service, String name, String more) {
        return Classifier.standard().classify(call(service, name, more)).orElseThrow();
    }

    static AuditEvent audit(String fields) {
        return AuditEvent.of(
                json("{'auditID':'a-1','stage':'ResponseComplete','user':{'username':'eve','groups':['dev']}," + fields
                        + "}"));
    }

    static Finding auditJudged(String fields) {
        return Classifier.standard().classify(audit(fields)).orElseThrow();
    }
}
