package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An identity that is known is compared instead of being read: what is told of it has to be the same, and no other may be taken for it. */
class RepeatsTest {

    private static final Set<Field> NOTED =
            Set.of(Field.EVENT_ID, Field.ARN, Field.PRINCIPAL_ID, Field.ACCESS_KEY, Field.ISSUER_ARN, Field.REGION);

    @Test
    void recordsOfSessionsThatComeAgainAreReadAsAParserReadsThem() throws IOException {
        Random random = new Random(11);
        List<ObjectNode> records = new ArrayList<>();
        StringBuilder list = new StringBuilder("[");
        for (int number = 0; number < 5000; number++) {
            ObjectNode record = record(number, random.nextInt(40), random);
            records.add(record);
            String text = record.toString();
            list.append(number == 0 ? "" : ",")
                    .append(random.nextInt(4) == 0 ? text.replace(":role/", ":role\\/") : text);
        }
        byte[] json = list.append(']').toString().getBytes(UTF_8);

        List<String> read = new ArrayList<>();
        List<String> parsed = new ArrayList<>();
        for (ObjectNode record : records) {
            parsed.add(told(record));
        }
        Repeats repeats = new Repeats();
        for (int buffer : List.of(300, 2000, 1 << 17)) {
            read.clear();
            Scanned.each(json, repeats, buffer, record -> read.add(told(record)));
            assertThat(read).containsExactlyElementsOf(parsed);
        }
    }

    @Test
    void theTokensOfARecordAreItsOwnHoweverOftenItsIdentityCame() throws IOException {
        String key = "ASIAEXAMPLESESSION07";
        TokenIndex index = new TokenIndex(new Wanted(List.of(Token.KEY.of(key))));
        Random random = new Random(3);
        List<ObjectNode> records = new ArrayList<>();
        for (int number = 0; number < 1000; number++) {
            records.add(record(number, random.nextInt(20), random));
        }
        for (int file = 0; file < 2; file++) {
            index.in(file);
            List<Boolean> wanted = new ArrayList<>();
            Scanned.each(
                    records.toString().getBytes(UTF_8),
                    index.repeats(),
                    1 << 17,
                    record -> wanted.add(index.add(record)));
            assertThat(wanted)
                    .containsExactlyElementsOf(records.stream()
                            .map(record -> record.at("/userIdentity/accessKeyId")
                                    .asText()
                                    .equals(key))
                            .toList());
        }
        for (ObjectNode record : records) {
            for (String token : EventTokens.of(EventRecord.of(record)).all()) {
                assertThat(TokenFiles.holding(
                                new Wanted(List.of(token)),
                                index.files().encodedTokens(),
                                index.files().encodedFiles())
                                .stream())
                        .containsExactly(0, 1);
            }
        }
    }

    /** Sessions of one name that differ in their key alone, or only behind it; now and then one with a member less or in another order. */
    private static ObjectNode record(int number, int session, Random random) {
        ObjectNode record = LogJson.MAPPER.createObjectNode();
        record.put("eventVersion", "1.11");
        String role = "shop-orders-with-a-rather-long-name-" + session / 8;
        ObjectNode who = record.putObject("userIdentity");
        who.put("type", "AssumedRole")
                .put("principalId", "AROAEXAMPLEEXAMPLE" + session / 8 + ":botocore-session-1722586000")
                .put("arn", "arn:aws:sts::111122223333:assumed-role/" + role + "/botocore-session-1722586000")
                .put("accountId", "111122223333");
        if (random.nextInt(10) > 0) {
            who.put("accessKeyId", "ASIAEXAMPLESESSION%02d".formatted(session));
        }
        ObjectNode context = who.putObject("sessionContext");
        context.putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", "AROAEXAMPLEEXAMPLE" + session / 8)
                .put("arn", "arn:aws:iam::111122223333:role/" + role)
                .put("accountId", "111122223333")
                .put("userName", role);
        context.putObject("attributes").put("creationDate", "2024-08-02T0%d:00:00Z".formatted(session % 3));
        record.put("eventTime", "2024-08-02T08:23:24Z").put("eventID", "event-" + number);
        if (random.nextBoolean()) {
            record.put("awsRegion", "us-east-1");
        }
        record.putObject("requestParameters").put("bucketName", "b" + random.nextInt(9));
        return record;
    }

    private static String told(ObjectNode record) {
        return told(field -> {
            var node = record.at("/" + String.join("/", field.path()));
            return node.isMissingNode() ? null : node.asText();
        });
    }

    private static String told(RawRecord record) {
        return told(record::text);
    }

    private static String told(java.util.function.Function<Field, String> text) {
        StringBuilder all = new StringBuilder();
        NOTED.stream().sorted().forEach(field -> all.append(text.apply(field)).append('|'));
        return all.toString();
    }
}
