package org.eksrunbook.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** All events, decisions and actions of a case in the order of time, from its ledger and the findings that it names. */
@Component
public class Timeline {

    private final Ledger ledger;
    private final Artefacts artefacts;

    Timeline(Ledger ledger, Artefacts artefacts) {
        this.ledger = ledger;
        this.artefacts = artefacts;
    }

    /** Hands over every moment, the earliest first, without holding the findings in memory. */
    public void forEach(IncidentId id, Consumer<Moment> each) {
        List<Entry> entries = ledger.entries(id);
        List<Moment> own = Moments.of(entries);
        Optional<Path> findings = FindingLines.newest(entries).map(artefacts::file);
        if (findings.isEmpty()) {
            own.forEach(each);
            return;
        }
        int next = 0;
        try (FindingLines lines = FindingLines.open(findings.get())) {
            Optional<Moment> event;
            while ((event = lines.next()).isPresent()) {
                while (next < own.size()
                        && own.get(next).at().isBefore(event.get().at())) {
                    each.accept(own.get(next++));
                }
                each.accept(event.get());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Bring back the findings: " + findings.get(), unreadable);
        }
        own.subList(next, own.size()).forEach(each);
    }
}
