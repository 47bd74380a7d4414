package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Entry;
import org.jspecify.annotations.Nullable;

/** The times to detect, notify, contain, eradicate and recover, from the ledger. */
final class Metrics {

    private static final String AWARE = "the organisation became aware";

    private Metrics() {}

    static List<Metric> of(CaseLedger ledger) {
        return List.of(detect(ledger), notified(ledger), contain(ledger), eradicate(ledger), recover(ledger));
    }

    private static Metric detect(CaseLedger ledger) {
        Entry scope = ScopeChapter.newest(ledger).orElse(ledger.opened());
        Instant aware = CaseFacts.awareAt(ledger);
        Instant compromised = CaseFacts.time(scope.body().path("scope").path("compromisedAt"), aware);
        return new Metric("To detect", compromised, "the compromise", aware, AWARE, ledger.opened(), scope);
    }

    private static Metric notified(CaseLedger ledger) {
        Optional<Entry> first = Stream.of("notice.sent", "update.sent", "owners.notified")
                .flatMap(kind -> ledger.all(kind).stream())
                .filter(Metrics::reachedSomebody)
                .min(Comparator.comparingLong(Entry::seq));
        return since(ledger, "To notify", first, "the first notice", "nobody was told yet");
    }

    /** A notice that stands on the case's timeline because no channel led to anybody told nobody. */
    private static boolean reachedSomebody(Entry entry) {
        JsonNode recipients = entry.body().path("recipients");
        return Kinds.reached(entry)
                && (!recipients.isArray()
                        || recipients.findValuesAsText("remark").stream().anyMatch(String::isEmpty));
    }

    private static Metric contain(CaseLedger ledger) {
        Optional<Entry> cut = ledger.plans().stream()
                .filter(plan -> plan.purpose().equals("cut") && plan.done())
                .flatMap(plan -> plan.outcome().stream())
                .findFirst();
        JsonNode before = ledger.opened().body().path("contained");
        if (cut.isEmpty() && !before.isEmpty()) {
            return since(ledger, "To contain", Optional.of(ledger.opened()), "contained in Part 2, by then", "");
        }
        return since(ledger, "To contain", cut, "what was alive had been cut", "nothing was cut");
    }

    /** The end of the last eradication: what was proven or decided before the search began anew counts no more. */
    private static Metric eradicate(CaseLedger ledger) {
        Stream<Entry> quiet = ledger.all("eradication.proved").stream()
                .filter(entry -> entry.body().path("state").asText().equals("quiet"));
        Stream<Entry> confirmed = ledger.all("eradication.confirmed").stream()
                .filter(entry ->
                        entry.body().path("decision").asText().matches("approve|confirm|confirmed|yes|eradicated"));
        Optional<Entry> end = Stream.concat(quiet, confirmed).max(Comparator.comparingLong(Entry::seq));
        boolean anew = end.map(Entry::seq)
                .filter(seq -> ledger.all("incident.phase").stream()
                        .anyMatch(entry -> entry.seq() > seq
                                && entry.body().path("phase").asText().equals("eradicate")))
                .isPresent();
        boolean proven =
                end.map(entry -> entry.kind().equals("eradication.proved")).orElse(false);
        return since(
                ledger,
                "To eradicate",
                anew ? Optional.empty() : end,
                proven ? "a quiet window was proven" : "decided by a person, not proven",
                anew ? "the search began anew, neither proven nor decided yet" : "neither proven nor decided");
    }

    private static Metric recover(CaseLedger ledger) {
        Optional<Entry> last = ledger.last("recovery.confirmed");
        boolean over = ledger.all("incident.phase").stream()
                .anyMatch(entry -> entry.body().path("phase").asText().equals("postIncident"));
        return since(
                ledger,
                "To recover",
                over ? last : Optional.empty(),
                "the last application was confirmed",
                "not every application is confirmed to be back");
    }

    private static Metric since(CaseLedger ledger, String name, Optional<Entry> end, String what, String missing) {
        @Nullable Instant until = end.map(Entry::at).orElse(null);
        return new Metric(
                name,
                CaseFacts.awareAt(ledger),
                AWARE,
                until,
                until == null ? missing : what,
                ledger.opened(),
                end.orElse(ledger.opened()));
    }
}
