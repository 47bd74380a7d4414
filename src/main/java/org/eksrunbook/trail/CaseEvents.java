package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of a case between two moments in time order, as often as they are wanted; they are never held in memory together. */
final class CaseEvents {

    /** What one question gives at most, in characters, unless a single second has more. */
    static final long PORTION = 24_000_000;

    private static final long MICROS = 1_000_000;

    /** @param timeless whether the events without a readable time are in it */
    private record Portion(long from, long until, boolean timeless) {}

    private final Questions questions;
    private final long first;
    private final long last;
    private final boolean timeless;
    private final long portionLength;
    private @Nullable List<Portion> portions;

    /** Those of the suspect window, and those of which nobody can tell when they were. */
    static CaseEvents suspect(Questions questions, Window window) {
        return new CaseEvents(
                questions, Window.micros(window.compromisedAt()), Window.micros(window.until()), true, PORTION);
    }

    /** Those before the compromise. */
    static CaseEvents before(Questions questions, Window window) {
        return new CaseEvents(
                questions,
                Window.micros(window.baselineFrom()),
                Window.micros(window.compromisedAt()) - 1,
                false,
                PORTION);
    }

    /** @param timeless whether the events without a readable time are wanted */
    CaseEvents(Questions questions, long first, long last, boolean timeless, long portionLength) {
        this.questions = questions;
        this.first = first;
        this.last = last;
        this.timeless = timeless;
        this.portionLength = portionLength;
    }

    /** Hands over the events, each once. */
    void forEach(Consumer<Sighting> each) {
        if (portions == null) {
            portions = portions();
        }
        boolean several = portions.size() > 1;
        // Copies of one event bear one time and meet in one portion; those that do not are told by their ids.
        HashSet64 seen = new HashSet64();
        for (Portion portion : portions) {
            questions.ask("events-in-window", List.of(portion.from(), portion.until(), portion.timeless()), row -> {
                String id = row.getString("eventid");
                String source = row.getString("source");
                if (several) {
                    long hash = Token.hash(source + '\n' + id);
                    if (seen.contains(hash)) {
                        return;
                    }
                    seen.add(hash);
                }
                each.accept(sighting(id, source, row.getString("raw")));
            });
        }
    }

    private List<Portion> portions() {
        List<Portion> found = new ArrayList<>();
        long[] open = {first, 0};
        questions.ask("length-by-second", List.of(first, last), row -> {
            long second = row.getLong("second") * MICROS;
            boolean timed = !row.wasNull();
            long length = row.getLong("characters");
            if (timed && open[1] > 0 && open[1] + length > portionLength && second > open[0]) {
                found.add(new Portion(open[0], second - 1, timeless && found.isEmpty()));
                open[0] = second;
                open[1] = 0;
            }
            open[1] += length;
        });
        found.add(new Portion(open[0], last, timeless && found.isEmpty()));
        return found;
    }

    private static Sighting sighting(String eventId, String source, String raw) throws IOException {
        JsonNode node = LogJson.MAPPER.readTree(raw);
        return source.equals(Finding.KUBERNETES)
                ? Sighting.of(eventId, AuditEvent.of(node))
                : Sighting.of(eventId, EventRecord.of(node));
    }
}
