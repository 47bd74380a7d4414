package org.eksrunbook.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** All events, decisions and actions of a case in the order of time, from its ledger and the findings that it names. */
@Component
public class Timeline {

    /** So many places of findings are kept in all, 48 MB; those of an artefact with more are looked up each time. */
    private static final int MOST_KNOWN = 2_000_000;

    private final Ledger ledger;
    private final Artefacts artefacts;
    private final Map<String, FindingLines.Places> known = new LinkedHashMap<>(16, 0.75f, true);

    Timeline(Ledger ledger, Artefacts artefacts) {
        this.ledger = ledger;
        this.artefacts = artefacts;
    }

    /** Hands over every moment, the earliest first, without holding the findings in memory. */
    public void forEach(IncidentId id, Consumer<Moment> each) {
        page(id, 0, Integer.MAX_VALUE, each);
    }

    /**
     * Hands over so many moments from a place in the order on; of the others no more is read than when they were.
     *
     * @return how many there are
     */
    public long page(IncidentId id, long offset, int size, Consumer<Moment> each) {
        List<Entry> entries = ledger.entries(id);
        List<Moment> own = Moments.of(entries);
        String name = FindingLines.newest(entries).orElse(null);
        if (name == null) {
            own.stream().skip(offset).limit(size).forEach(each);
            return own.size();
        }
        Path file = artefacts.file(name);
        try (FindingLines lines = new FindingLines(file)) {
            FindingLines.Places events = places(name, file);
            int entry = 0;
            int event = 0;
            long total = (long) own.size() + events.size();
            long end = Math.min(total, offset + size);
            for (long at = 0; at < end; at++) {
                boolean entryFirst = event == events.size()
                        || entry < own.size()
                                && own.get(entry)
                                        .at()
                                        .isBefore(events.get(event).at());
                if (at >= offset) {
                    each.accept(entryFirst ? own.get(entry) : lines.read(events.get(event)));
                }
                entry += entryFirst ? 1 : 0;
                event += entryFirst ? 0 : 1;
            }
            return total;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Bring back the findings: " + file, unreadable);
        }
    }

    /** An artefact never changes, so that what was found out of the last few is still true. */
    private FindingLines.Places places(String name, Path file) throws IOException {
        synchronized (known) {
            FindingLines.Places before = known.get(name);
            if (before != null) {
                return before;
            }
        }
        FindingLines.Places places = FindingLines.index(file);
        synchronized (known) {
            known.put(name, places);
            long kept =
                    known.values().stream().mapToLong(FindingLines.Places::size).sum();
            Iterator<FindingLines.Places> eldest = known.values().iterator();
            while (kept > MOST_KNOWN) {
                kept -= eldest.next().size();
                eldest.remove();
            }
        }
        return places;
    }
}
