package org.eksrunbook.trail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Queries that would read more than the limit, and what people decided about them; in the ledger. */
@Service
public class Scans {

    private static final String PROPOSED = "scan.proposed";

    /**
     * @param id names the query
     * @param bytes that it would read, estimated
     */
    public record Scan(String id, long bytes, String money, String reason, String statement) {}

    private final Ledger ledger;

    Scans(Ledger ledger) {
        this.ledger = ledger;
    }

    void propose(IncidentId incident, TrailAnswer.NeedsApproval scan) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("scan", scan.scan());
        body.put("bytes", scan.bytes());
        body.put("money", scan.money());
        body.put("reason", scan.reason());
        body.put("statement", scan.statement());
        ledger.appendOnce(incident, "scan-proposed-" + scan.scan(), PROPOSED, Actor.SYSTEM, body);
    }

    /** The scan that waits for a decision, if one does. */
    public Optional<Scan> waiting(IncidentId incident) {
        List<Entry> proposed = ledger.entries(incident, PROPOSED);
        for (int at = proposed.size() - 1; at >= 0; at--) {
            Entry entry = proposed.get(at);
            String id = entry.body().path("scan").asText();
            if (ledger.ofStep(incident, decision(id)).isEmpty()) {
                return Optional.of(new Scan(
                        id,
                        entry.body().path("bytes").asLong(),
                        entry.body().path("money").asText(),
                        entry.body().path("reason").asText(),
                        entry.body().path("statement").asText()));
            }
        }
        return Optional.empty();
    }

    /**
     * Records what a person decided about the scan that waits.
     *
     * @param reason needed to refuse
     * @throws Conflict where none waits any more
     */
    public void decide(IncidentId incident, Actor by, boolean approve, @Nullable String reason) {
        if (!approve && (reason == null || reason.isBlank())) {
            throw new InvalidInput("reason: say why the scan is refused; the report shows it");
        }
        Scan scan = waiting(incident)
                .orElseThrow(() -> new Conflict("No scan waits for a decision any more: look at the incident again"));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("scan", scan.id());
        body.put("bytes", scan.bytes());
        body.put("money", scan.money());
        body.put("reason", reason == null ? "" : reason.strip());
        ledger.appendOnce(incident, decision(scan.id()), approve ? Asking.APPROVED : Asking.REFUSED, by, body);
    }

    private static String decision(String scan) {
        return "scan-decided-" + scan;
    }
}
