package org.eksrunbook.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.evidence.Entry;

/** A sent notice as it stands in the ledger, both ways. */
final class SentNotices {

    private SentNotices() {}

    record Body(
            String step,
            String purpose,
            String subject,
            String text,
            List<SentNotice.Recipient> recipients,
            List<SentNotice.Recipient> missed) {}

    static Body body(
            String step,
            Notice notice,
            String text,
            List<SentNotice.Recipient> told,
            List<SentNotice.Recipient> missed) {
        return new Body(step, notice.purpose(), notice.subject(), text, told, missed);
    }

    static SentNotice read(Entry entry) {
        JsonNode body = entry.body();
        return new SentNotice(
                body.path("step").asText(),
                body.path("purpose").asText(),
                body.path("subject").asText(),
                body.path("text").asText(),
                entry.at(),
                entry.seq(),
                people(body.path("recipients")),
                people(body.path("missed")));
    }

    private static List<SentNotice.Recipient> people(JsonNode list) {
        List<SentNotice.Recipient> people = new ArrayList<>();
        for (JsonNode one : list) {
            people.add(new SentNotice.Recipient(
                    one.path("name").asText(),
                    one.path("role").asText(),
                    one.path("channel").asText(),
                    one.path("address").asText(),
                    one.path("remark").asText()));
        }
        return people;
    }
}
