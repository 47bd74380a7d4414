package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What stands in a string is read as a parser reads it, wherever in it the quotes, escapes and foreign letters stand. */
class RecordScannerTest {

    private static final String[] PIECES = {
        "a",
        "bc",
        "defghij",
        "\"",
        "\\",
        "\n",
        "/",
        "é",
        "\u2028",
        "😀",
        "\u0000",
        "{",
        "}",
        "]",
        ":",
        ",",
        "arn:aws:sts::1:assumed-role/r/s"
    };

    @Test
    void stringsOfAllKindsAreReadAsAParserReadsThem() throws IOException {
        Random random = new Random(7);
        List<ObjectNode> records = new ArrayList<>();
        for (int number = 0; number < 3000; number++) {
            ObjectNode record = LogJson.MAPPER.createObjectNode();
            record.put("eventID", text(random)).put(text(random), text(random));
            record.putObject("userIdentity").put("arn", text(random)).put("userName", text(random));
            record.putArray("passedOver").add(text(random)).addObject().put(text(random), text(random));
            record.put("eventName", text(random));
            records.add(record);
        }
        StringBuilder lines = new StringBuilder();
        records.forEach(record -> lines.append(record).append('\n'));
        List<String> read = new ArrayList<>();
        scan(
                lines.toString(),
                record -> read.add(record.text(Field.EVENT_ID) + "|" + record.text(Field.ARN) + "|"
                        + record.text(Field.USER_NAME) + "|" + record.text(Field.EVENT_NAME)));
        assertThat(read)
                .containsExactlyElementsOf(records.stream()
                        .map(record -> record.path("eventID").asText() + "|"
                                + record.at("/userIdentity/arn").asText() + "|"
                                + record.at("/userIdentity/userName").asText() + "|"
                                + record.path("eventName").asText())
                        .toList());
    }

    @Test
    void whatAValueCameToOnceItComesToAgainInItsFieldAlone() throws IOException {
        String role = "arn:aws:sts::1:assumed-role/r/s";
        TokenIndex index = new TokenIndex(new Wanted(List.of(Token.ROLE.of("1:r"), Token.NAME.of("s"))));
        List<Boolean> wanted = new ArrayList<>();
        scan(
                by("arn", role).repeat(2)
                        + by("userName", role)
                        + by("arn", role.replace("/", "\\/")).repeat(2)
                        + by("arn", "s")
                        + by("userName", "s").repeat(2),
                record -> wanted.add(index.add(record)));
        assertThat(wanted).containsExactly(true, true, false, true, true, false, true, true);
        assertThat(index.files().contains(Token.hash(Token.SESSION.of("s")))).isTrue();
        assertThat(index.files().contains(Token.hash(Token.NAME.of(role)))).isTrue();
        assertThat(index.files().contains(Token.hash(Token.ARN.of("u")))).isFalse();
    }

    @Test
    void eachListOfAnAnswerIsReadWhateverStandsBeforeIt() throws IOException {
        List<String> ids = new ArrayList<>();
        scan(
                """
                {"note":"%s","Events":[{"eventID":"1"}],"more":{"Records":[{"eventID":"x"}]},"Records":[{"eventID":"2"},{"eventID":"3"}],"items":[]}
                {"eventID":"4","items":[{"eventID":"y"}],"results":[]}
                """.formatted("x".repeat(RecordScanner.LARGEST_RECORD + 1)),
                record -> ids.add(record.text(Field.EVENT_ID)));
        assertThat(ids).containsExactly("1", "2", "3", "4");
    }

    private static String by(String field, String value) {
        return "{\"userIdentity\":{\"" + field + "\":\"" + value + "\"}}\n";
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(9); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static void scan(String json, Consumer<RawRecord> each) throws IOException {
        Scanned.each(json.getBytes(UTF_8), 300, each);
    }
}
