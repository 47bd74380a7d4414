package org.eksrunbook.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eksrunbook.aws.LookupSearch.State;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.TrailAnswer;
import org.eksrunbook.trail.TrailRequest;
import org.springframework.stereotype.Component;

/** Makes of a round's pages what it brought: each account's events once, as one log; what an earlier round brought is not brought again. */
@Component
class LookupAnswer {

    /** The ledger's entry for an answer. */
    private static final String BROUGHT = "trail.brought";

    private final LookupSearches searches;
    private final Artefacts artefacts;
    private final Ledger ledger;
    private final ObjectMapper json;

    LookupAnswer(LookupSearches searches, Artefacts artefacts, Ledger ledger, ObjectMapper json) {
        this.searches = searches;
        this.artefacts = artefacts;
        this.ledger = ledger;
        this.json = json;
    }

    TrailAnswer.Brought of(TrailRequest request, List<String> limits) {
        IncidentId id = request.incident();
        List<TrailAnswer.File> files = new ArrayList<>();
        for (String account : searches.accounts(id, request.round())) {
            Set<String> known = brought(id, account);
            Artefact log = artefacts.put("application/gzip", out -> write(id, request.round(), account, known, out));
            files.add(new TrailAnswer.File(
                    "lookup/" + account + "/round-" + request.round() + ".json.gz", log.size(), log.sha256(), account));
        }
        searches.drop(id, request.round());
        List<LookupSearch> round = searches.of(id).stream()
                .filter(search -> search.round() == request.round())
                .toList();
        return new TrailAnswer.Brought(files, receipts(round), List.of(), newest(round), limits);
    }

    /** Ids of the account's events that earlier rounds brought. */
    private Set<String> brought(IncidentId id, String account) {
        Set<String> known = new HashSet<>();
        for (Entry entry : ledger.entries(id, BROUGHT)) {
            for (JsonNode file : entry.body().path("files")) {
                if (file.path("account").asText().equals(account)) {
                    lines(
                            artefacts.open(file.path("artefact").asText()),
                            line -> known.add(
                                    json.readTree(line).path("eventID").asText(line)));
                }
            }
        }
        return known;
    }

    /** @param known ids of events that are left out */
    private void write(IncidentId id, int round, String account, Set<String> known, OutputStream out)
            throws IOException {
        Set<String> seen = new HashSet<>(known);
        GZIPOutputStream log = new GZIPOutputStream(out);
        searches.pages(
                id,
                round,
                account,
                content -> lines(new ByteArrayInputStream(Base64.getDecoder().decode(content)), line -> {
                    if (seen.add(json.readTree(line).path("eventID").asText(line))) {
                        log.write(line.getBytes(StandardCharsets.UTF_8));
                        log.write('\n');
                    }
                }));
        log.finish();
    }

    @FunctionalInterface
    private interface LineReader {
        void read(String line) throws IOException;
    }

    private static void lines(InputStream packed, LineReader each) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.read(line);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Map<String, Object>> receipts(List<LookupSearch> round) {
        Map<String, List<LookupSearch>> byAccount = new TreeMap<>();
        round.forEach(search -> byAccount
                .computeIfAbsent(search.place().account(), first -> new ArrayList<>())
                .add(search));
        List<Map<String, Object>> receipts = new ArrayList<>();
        byAccount.forEach((account, there) -> {
            Map<String, Object> receipt = new LinkedHashMap<>();
            receipt.put("what", "cloudtrail:LookupEvents");
            receipt.put("account", account);
            receipt.put(
                    "regions",
                    there.stream().map(LookupSearch::place).distinct().count());
            receipt.put("lookups", there.size());
            receipt.put("calls", there.stream().mapToInt(LookupSearch::calls).sum());
            receipt.put("rows", there.stream().mapToLong(LookupSearch::events).sum());
            receipts.add(receipt);
        });
        return receipts;
    }

    private static List<TrailAnswer.Newest> newest(List<LookupSearch> round) {
        return round.stream()
                .filter(search -> search.lookup().by() == Lookup.By.ANYTHING && search.state() == State.DONE)
                .map(search -> new TrailAnswer.Newest(
                        search.place().account(), search.place().region(), search.newest()))
                .toList();
    }
}
