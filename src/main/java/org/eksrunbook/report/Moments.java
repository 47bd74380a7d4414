package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.incident.VisibleText;

/** Turns entries and findings into moments of the timeline. */
final class Moments {

    private Moments() {}

    static List<Moment> of(List<Entry> entries) {
        return entries.stream()
                .map(Moments::of)
                .sorted(Comparator.comparing(Moment::at))
                .toList();
    }

    private static Moment of(Entry entry) {
        return new Moment(
                entry.at(),
                Kinds.what(entry.kind()),
                entry.kind(),
                entry.actor(),
                Kinds.sentence(entry),
                Cites.of(entry).text(),
                entry.body());
    }

    static Moment of(Instant at, JsonNode finding) {
        String outcome = finding.path("effective").asBoolean() ? "" : " (denied or failed)";
        Newness newness = Newness.of(finding);
        String compared = newness.words().isEmpty()
                ? ""
                : "; " + (newness.unseen().isEmpty() ? "" : "new for its principal: ") + newness.words();
        return new Moment(
                at,
                "event",
                finding.path("eventName").asText(),
                finding.path("principal").asText(),
                VisibleText.of(finding.path("category").asText() + ": "
                        + finding.path("eventName").asText() + on(finding) + outcome + compared),
                finding.path("eventId").asText(),
                finding);
    }

    /** The first of the things that were touched, which is what a call is about. */
    private static String on(JsonNode finding) {
        String id = finding.at("/resources/0/id").asText();
        return id.isEmpty() ? "" : " " + id;
    }
}
