package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Head;
import org.jspecify.annotations.Nullable;

/** The entries of one incident as the chapters of its report ask for them. Remembers which kinds were asked for. */
final class CaseLedger {

    private final List<Entry> entries;
    private final Artefacts artefacts;
    private final Set<String> told = new LinkedHashSet<>();
    private @Nullable List<Plan> plans;
    private @Nullable Things things;

    CaseLedger(List<Entry> entries, Artefacts artefacts) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("A ledger without an entry has no report");
        }
        this.entries = List.copyOf(entries);
        this.artefacts = artefacts;
    }

    List<Entry> all() {
        return entries;
    }

    List<Entry> all(String kind) {
        told.add(kind);
        return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
    }

    Optional<Entry> first(String kind) {
        return all(kind).stream().findFirst();
    }

    Optional<Entry> last(String kind) {
        return all(kind).stream().reduce((one, other) -> other);
    }

    /** The body of the newest entry of a kind; a missing node where there is none. */
    JsonNode body(String kind) {
        return last(kind).map(Entry::body).orElse(MissingNode.getInstance());
    }

    /** The entry of a number; empty for 0, which stands for none. */
    Optional<Entry> entry(long seq) {
        return seq < 1 || seq > entries.size() ? Optional.empty() : Optional.of(entries.get((int) seq - 1));
    }

    /** The entry that opened the case; the oldest where none says so. */
    Entry opened() {
        return first("incident.opened").orElse(oldest());
    }

    Entry newest() {
        return entries.get(entries.size() - 1);
    }

    Entry oldest() {
        return entries.get(0);
    }

    Head head() {
        return new Head(newest().seq(), newest().hash());
    }

    Artefacts artefacts() {
        return artefacts;
    }

    /** The plans of the case in the order they were made. */
    List<Plan> plans() {
        if (plans == null) {
            plans = Plans.of(this);
        }
        return plans;
    }

    /** The resources of the case. */
    Things things() {
        if (things == null) {
            things = Things.of(this);
        }
        return things;
    }

    /** Kinds that no chapter asked for, in the order they first appear. */
    Set<String> untold() {
        Set<String> kinds = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (!told.contains(entry.kind())) {
                kinds.add(entry.kind());
            }
        }
        return kinds;
    }
}
