package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.ByHead;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.people.Clocks;
import org.springframework.stereotype.Component;

/** How cases stand, by their ledgers. */
@Component
public class CaseProgresses {

    private final Ledger ledger;
    private final Artefacts artefacts;
    private final Clock clock;
    private final ByHead<CaseProgress> known = new ByHead<>();

    CaseProgresses(Ledger ledger, Artefacts artefacts, Clock clock) {
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.clock = clock;
    }

    public CaseProgress of(Incident incident) {
        List<Entry> entries = ledger.entries(incident.id());
        if (entries.isEmpty()) {
            return CaseProgress.nothing(incident, Clocks.at(incident.awareAt(), entries, clock.instant()));
        }
        String head = entries.get(entries.size() - 1).hash();
        CaseProgress before = known.of(head, () -> counted(incident, entries));
        return before.at(incident.phase(), Clocks.at(incident.awareAt(), entries, clock.instant()));
    }

    private CaseProgress counted(Incident incident, List<Entry> entries) {
        CaseLedger own = new CaseLedger(entries, artefacts);
        Round round = Round.newest(entries);
        Map<String, Long> byCategory = byCategory(own.body("findings.classified"));
        return new CaseProgress(
                incident.phase().word(),
                phaseSince(own, incident),
                round.filesRead(),
                round.filesFound(),
                round.number(),
                byCategory,
                own.body("findings.classified").path("count").asLong(),
                own.last("principals.derived")
                        .map(entry -> Rows.of(own, entry, "principals").size())
                        .orElse(0),
                own.head().count(),
                own.newest().at(),
                List.of());
    }

    private static Instant phaseSince(CaseLedger own, Incident incident) {
        return own.last("incident.phase").map(Entry::at).orElse(incident.openedAt());
    }

    private static Map<String, Long> byCategory(JsonNode classified) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : classified.path("byCategory").properties()) {
            counts.put(one.getKey(), one.getValue().asLong());
        }
        return counts;
    }
}
