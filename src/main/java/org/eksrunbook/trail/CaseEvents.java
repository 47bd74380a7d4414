package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a case between two moments in time order, as often as they are wanted. Few are read once and held; more than {@link #HELD} are never
 * in memory together.
 */
final class CaseEvents {

    /** What one question gives at most, in characters, unless a single event has more. */
    static final long PORTION = 24_000_000;

    /** Bytes of events that are held; as trees they take some twenty times as many. */
    static final long HELD = 1_000_000;

    private static final long MICROS = 1_000_000;

    /**
     * @param timeless it holds the events without a readable time, and no others
     * @param firstId of its events
     * @param endId no event of it has this id or a later one; empty: any may be in it
     */
    private record Portion(long from, long until, boolean timeless, String firstId, String endId) {
        List<Object> values() {
            return List.of(from, until, timeless, firstId, endId, endId);
        }
    }

    private final Questions questions;
    private final long first;
    private final long last;
    private final boolean timeless;
    private final long portionLength;
    private @Nullable List<Portion> portions;
    private @Nullable List<Sighting> held;

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
        if (held != null) {
            held.forEach(each);
            return;
        }
        if (portions == null) {
            portions = portions();
        }
        Few few = new Few(Math.min(HELD, portionLength));
        read(portions, few, each);
        held = few.all();
    }

    /** What was read, as long as it is little. */
    private static final class Few {

        private final long most;
        private final List<Sighting> events = new ArrayList<>();
        private long bytes;

        Few(long most) {
            this.most = most;
        }

        void add(Sighting event, long length) {
            bytes += length;
            if (bytes <= most) {
                events.add(event);
            } else {
                events.clear();
            }
        }

        /** {@code null}: it was not little. */
        @Nullable
        List<Sighting> all() {
            return bytes <= most ? events : null;
        }
    }

    private void read(List<Portion> portions, Few few, Consumer<Sighting> each) {
        boolean several = portions.size() > 1;
        // Copies of one event bear one time and meet in one portion; those that do not are told by their ids.
        HashSet64 seen = new HashSet64();
        for (Portion portion : portions) {
            questions.ask("events-in-window", portion.values(), row -> {
                String id = row.getString("eventid");
                String source = row.getString("source");
                if (several) {
                    long hash = Token.hash(source + '\n' + id);
                    if (seen.contains(hash)) {
                        return;
                    }
                    seen.add(hash);
                }
                // The driver gives bytes by a column's number alone.
                byte[] raw = row.getBytes(row.findColumn("raw"));
                Sighting event = sighting(id, source, raw);
                few.add(event, raw.length);
                each.accept(event);
            });
        }
    }

    private List<Portion> portions() {
        long all = questions.characters();
        if (all != PartFile.UNKNOWN && all <= portionLength) {
            return List.of(new Portion(first, last, timeless, "", ""));
        }
        List<Portion> found = new ArrayList<>();
        List<Portion> full = new ArrayList<>();
        long[] open = {first, 0};
        questions.ask("length-by-second", List.of(first, last), row -> {
            long second = row.getLong("second") * MICROS;
            long length = row.getLong("characters");
            if (row.getObject("second") == null) {
                if (timeless) {
                    found.add(keep(1, 0, true, length, full));
                }
                return;
            }
            if (open[1] > 0 && open[1] + length > portionLength && second > open[0]) {
                found.add(keep(open[0], second - 1, false, open[1], full));
                open[0] = second;
                open[1] = 0;
            }
            open[1] += length;
        });
        found.add(keep(open[0], last, false, open[1], full));
        return found.stream()
                .flatMap(portion -> full.contains(portion) ? pieces(portion).stream() : Stream.of(portion))
                .toList();
    }

    private Portion keep(long from, long until, boolean withoutTime, long length, List<Portion> full) {
        Portion portion = new Portion(from, until, withoutTime, "", "");
        if (length > portionLength) {
            full.add(portion);
        }
        return portion;
    }

    /** A second that has too many events is asked for in the order of their ids: there is no other within it. */
    private List<Portion> pieces(Portion portion) {
        List<String> ids = new ArrayList<>();
        questions.ask(
                "first-ids",
                List.of(portion.from(), portion.until(), portion.timeless(), portionLength),
                row -> ids.add(row.getString("first")));
        List<Portion> pieces = new ArrayList<>();
        for (int at = 0; at < ids.size(); at++) {
            String end = at + 1 < ids.size() ? ids.get(at + 1) : "";
            pieces.add(
                    new Portion(portion.from(), portion.until(), portion.timeless(), at == 0 ? "" : ids.get(at), end));
        }
        return pieces;
    }

    private static Sighting sighting(String eventId, String source, byte[] raw) throws IOException {
        JsonNode node = LogJson.MAPPER.readTree(raw);
        return source.equals(Finding.KUBERNETES)
                ? Sighting.of(eventId, AuditEvent.of(node))
                : Sighting.of(eventId, EventRecord.of(node));
    }
}
