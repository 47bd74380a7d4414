package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The events of a case in time order, as often as they are wanted; they are never held in memory together. */
final class CaseEvents {

    private static final String QUESTION = "events-in-window";
    private final Questions questions;
    private final Window window;

    CaseEvents(Questions questions, Window window) {
        this.questions = questions;
        this.window = window;
    }

    /** Hands over the events of both windows, each once. */
    Receipt forEach(Consumer<Sighting> each) {
        return questions.ask(
                QUESTION,
                List.of(Window.micros(window.baselineFrom()), Window.micros(window.until())),
                row -> each.accept(sighting(row.getString("eventid"), row.getString("source"), row.getString("raw"))));
    }

    private static Sighting sighting(String eventId, String source, String raw) throws IOException {
        JsonNode node = LogJson.MAPPER.readTree(raw);
        return source.equals(Finding.KUBERNETES)
                ? Sighting.of(eventId, AuditEvent.of(node))
                : Sighting.of(eventId, EventRecord.of(node));
    }
}
