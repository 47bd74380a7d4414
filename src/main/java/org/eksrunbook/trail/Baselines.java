package org.eksrunbook.trail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/**
 * Remembers the baselines of the incidents concluded last, so that a round reads the parts that are new alone. Parts are named by their content and
 * never change; what is not remembered is read again.
 */
@Component
class Baselines {

    private static final int MOST_INCIDENTS = 2;

    private record Kept(Window window, Baseline baseline) {}

    private final Map<String, Kept> kept = new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_INCIDENTS;
        }
    };

    /**
     * @param parts by their hashes
     * @param events gives those of some parts before the compromise
     */
    Baseline of(
            IncidentId id,
            Window window,
            Set<String> parts,
            Function<Set<String>, Consumer<Consumer<Sighting>>> events) {
        // The suspect window's end moves while an incident is open; the baseline is what lies before it.
        Window before = new Window(window.baselineFrom(), window.compromisedAt(), window.compromisedAt());
        Baseline baseline = take(id, before, parts);
        Set<String> further = new TreeSet<>(parts);
        further.removeIf(baseline::holds);
        if (!further.isEmpty()) {
            baseline.add(further, events.apply(further));
        }
        if (baseline.holdsAll(parts)) {
            give(id, before, baseline);
        }
        return baseline;
    }

    private synchronized Baseline take(IncidentId id, Window before, Set<String> parts) {
        Kept there = kept.remove(id.key());
        return there != null
                        && there.window().equals(before)
                        && there.baseline().isOf(parts)
                ? there.baseline()
                : new Baseline(Baseline.MOST_KINDS, before.compromisedAt());
    }

    private synchronized void give(IncidentId id, Window before, Baseline baseline) {
        kept.put(id.key(), new Kept(before, baseline));
    }
}
