package org.eksrunbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.incident.Severity;

/** The few facts that stand at the top of a report. */
final class CaseFacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CaseFacts() {}

    /** The id as the ledger's lines give it. */
    static String incident(CaseLedger ledger) {
        try {
            return Shown.line(JSON.readTree(ledger.oldest().line()), "incident");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A ledger entry cannot be read", broken);
        }
    }

    static Severity severity(CaseLedger ledger) {
        String word = ledger.body("incident.opened").path("severity").asText();
        for (Severity severity : Severity.values()) {
            if (severity.name().equals(word)) {
                return severity;
            }
        }
        return Severity.P2;
    }

    static String verdict(CaseLedger ledger) {
        return Shown.line(ledger.body("incident.opened"), "verdict");
    }

    static String state(CaseLedger ledger) {
        boolean closed = ledger.last("incident.closed")
                .map(entry -> ledger.last("incident.opened")
                        .map(opened -> opened.seq() < entry.seq())
                        .orElse(true))
                .orElse(false);
        return closed ? "closed" : "open";
    }

    /** True where the report is signed off and the case has not gone on since. */
    static boolean signed(CaseLedger ledger) {
        return Signature.stands(ledger.all());
    }

    /** When the organisation became aware; the opening where nothing says so. */
    static Instant awareAt(CaseLedger ledger) {
        Entry opened = ledger.opened();
        return time(opened.body().path("awareAt"), opened.at());
    }

    static Instant time(JsonNode value, Instant otherwise) {
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeException none) {
            return otherwise;
        }
    }
}
