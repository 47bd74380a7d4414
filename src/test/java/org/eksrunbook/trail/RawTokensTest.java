package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is seen in the bytes has to be all that is seen in the parsed record: a token missed there is an event missed. */
class RawTokensTest {

    @Test
    void bytesTellNoLessThanTheParsedRecord() throws IOException {
        var found = Samples.find();
        Assumptions.assumeTrue(found.isPresent(), "no sample logs beside the project: set RUNBOOK_SAMPLES to compare");
        List<JsonNode> records = new ArrayList<>();
        for (String folder : List.of("stratus", "panther-shared", "traildiscover-shared", "eks-docs-shared")) {
            records.addAll(found.get().records(folder));
        }
        for (JsonNode record : records) {
            HashSet64 seen = new HashSet64();
            boolean[] more = new boolean[1];
            Scanned.each(LogJson.MAPPER.writeValueAsBytes(record), 7, raw -> {
                tokens(raw, seen);
                more[0] = RawTokens.tellsMore(raw);
            });
            for (String token : EventTokens.of(EventRecord.of(record)).all()) {
                assertThat(more[0] || seen.contains(Token.hash(token)))
                        .as(token)
                        .isTrue();
            }
        }
        assertThat(records).hasSizeGreaterThan(500);
    }

    @Test
    void escapesHideNothing() throws IOException {
        HashSet64 seen = new HashSet64();
        String json =
                "{\"user\\u0049dentity\":{\"arn\":\"arn:aws:sts::1:assumed-role\\/r\\/s\",\"accessKeyId\":\"\\u0041SIA1\"}}";
        Scanned.each(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), 7, raw -> tokens(raw, seen));
        assertThat(seen.contains(Token.hash(Token.ARN.of("arn:aws:sts::1:assumed-role/r/s"))))
                .isTrue();
        assertThat(seen.contains(Token.hash(Token.SESSION.of("s")))).isTrue();
        assertThat(seen.contains(Token.hash(Token.ROLE.of("1:r")))).isTrue();
        assertThat(seen.contains(Token.hash(Token.KEY.of("ASIA1")))).isTrue();
    }

    private static void tokens(RawRecord record, HashSet64 seen) {
        record.forEach((field, buffer, from, to, escaped) -> RawTokens.of(field, buffer, from, to, escaped, seen));
    }
}
