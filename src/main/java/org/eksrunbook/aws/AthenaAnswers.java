package org.eksrunbook.aws;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.TrailAnswer;
import org.eksrunbook.trail.TrailRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts together what Athena answered for a round: events, receipts, counts, and what the answers cannot say. */
@Component
class AthenaAnswers {

    /** Steps that ask for what principals did. */
    private static final String EVENTS = "events-";
    /** The ledger's entry for an answer. */
    private static final String BROUGHT = "trail.brought";

    private final AthenaSteps steps;
    private final AthenaSettings settings;
    private final ObjectProvider<AthenaQueries> queries;
    private final Artefacts artefacts;
    private final ObjectMapper json;
    private final Ledger ledger;
    private final Clock clock;

    AthenaAnswers(
            AthenaSteps steps,
            AthenaSettings settings,
            ObjectProvider<AthenaQueries> queries,
            Artefacts artefacts,
            ObjectMapper json,
            Ledger ledger,
            Clock clock) {
        this.steps = steps;
        this.settings = settings;
        this.queries = queries;
        this.artefacts = artefacts;
        this.json = json;
        this.ledger = ledger;
        this.clock = clock;
    }

    static String countStep(AthenaPiece piece) {
        return "count-" + piece.id();
    }

    static String eventsStep(int round, AthenaPiece piece, int number) {
        return EVENTS + round + "-" + piece.id() + "-" + number;
    }

    /** @param filed by account and region, the days that hold files in S3, with their bytes */
    TrailAnswer.Brought brought(
            TrailRequest request,
            AthenaTable table,
            List<AthenaPiece> pieces,
            Map<String, Map<LocalDate, Long>> filed) {
        IncidentId id = request.incident();
        Counts counts = new Counts();
        for (AthenaPiece piece : pieces) {
            // Of what was counted twice, because logs still arrived, the later piece counts.
            boolean last = pieces.stream()
                    .noneMatch(other -> !other.id().equals(piece.id())
                            && other.from().equals(piece.settled())
                            && other.accounts().equals(piece.accounts()));
            steps.find(id, countStep(piece)).ifPresent(step -> counts.add(rows(step), last));
        }
        return new TrailAnswer.Brought(
                files(request, pieces),
                receipts(request.incident()),
                counts.all(),
                List.of(),
                limits(request, table, pieces, counts, filed));
    }

    private List<TrailAnswer.File> files(TrailRequest request, List<AthenaPiece> pieces) {
        List<TrailAnswer.File> files = new ArrayList<>();
        List<AthenaStep> asked = steps.all(request.incident());
        for (AthenaPiece piece : pieces) {
            for (AthenaStep step : asked) {
                if (!step.step().startsWith(EVENTS + request.round() + "-" + piece.id() + "-")) {
                    continue;
                }
                int part = 0;
                for (String artefact : step.results()) {
                    files.add(new TrailAnswer.File(
                            "athena/" + step.step() + "-" + ++part + ".ndjson.gz", size(artefact), artefact, null));
                }
            }
        }
        return files;
    }

    private long size(String artefact) {
        try {
            return java.nio.file.Files.size(artefacts.file(artefact));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Of each query once, with the answer that first rests on it: what is paid once is told once. */
    private List<Map<String, Object>> receipts(IncidentId id) {
        Set<String> told = told(id);
        List<Map<String, Object>> receipts = new ArrayList<>();
        for (AthenaStep step : steps.all(id)) {
            if (step.queryId() != null && !told.contains(step.queryId())) {
                Map<String, Object> receipt = new LinkedHashMap<>();
                receipt.put("what", step.step());
                receipt.put("query", step.queryId());
                receipt.put("workgroup", settings.workgroupName());
                receipt.put("region", queries.getObject().region());
                receipt.put("sqlHash", Sha256.of(step.statement().text().getBytes(StandardCharsets.UTF_8)));
                receipt.put("rows", step.rows());
                receipt.put("bytes", step.paidBytes());
                boolean free = step.step().startsWith("create-") || step.step().startsWith(AthenaQueries.DROP);
                receipt.put("cost", free ? "0" : settings.money(step.paidBytes()));
                receipts.add(receipt);
            }
        }
        return receipts;
    }

    /** The queries that receipts of earlier rounds name. */
    private Set<String> told(IncidentId id) {
        Set<String> told = new HashSet<>();
        ledger.entries(id, BROUGHT)
                .forEach(entry -> entry.body()
                        .path("receipts")
                        .forEach(receipt -> told.add(receipt.path("query").asText())));
        return told;
    }

    private List<String> limits(
            TrailRequest request,
            AthenaTable table,
            List<AthenaPiece> pieces,
            Counts counts,
            Map<String, Map<LocalDate, Long>> filed) {
        LocalDate today = AthenaTable.dayOf(clock.instant());
        List<String> limits = new ArrayList<>(table.limits(
                settings.requiredLocation(),
                AthenaTable.dayOf(request.baselineFrom()),
                AthenaTable.dayOf(request.until()),
                today));
        for (AthenaPiece piece : pieces) {
            if (piece.state() == AthenaPiece.State.REFUSED) {
                limits.add("Accounts " + String.join(", ", piece.accounts()) + " from " + piece.from() + " to "
                        + piece.until() + " were not searched: a person refused the query.");
            } else if (!request.scope().allAccounts().containsAll(piece.accounts())) {
                limits.add(
                        "Of the accounts " + String.join(", ", piece.accounts())
                                + ", to which principals led, the time since the compromise was searched, not the time before it.");
            }
        }
        refused(request.incident(), pieces, limits);
        if (request.round() > 1 && request.fresh().size() < request.all().size()) {
            limits.add(
                    "Of principals that the search itself found, or that were put into the scope after the first round, the time since the compromise was searched; of the time before it only what the first round's principals and pods did, and who took which role: what else the others did before, and from where, is not known.");
        }
        if (!table.has("eventcategory") && !table.has("managementevent")) {
            limits.add(
                    "The table " + table.name()
                            + " does not tell data events from others: whether reads of S3 objects were recorded is not known.");
        }
        unseen(request, pieces, counts, filed, limits);
        return limits;
    }

    /** Questions for principals that a person refused: the others were asked. */
    private void refused(IncidentId id, List<AthenaPiece> pieces, List<String> limits) {
        List<AthenaStep> refused = steps.all(id).stream()
                .filter(step -> step.state() == AthenaStep.State.REFUSED)
                .toList();
        for (AthenaPiece piece : pieces) {
            Map<String, Long> rounds = new TreeMap<>();
            refused.stream()
                    .filter(step -> step.step().contains("-" + piece.id() + "-"))
                    .forEach(step -> rounds.merge(step.step().split("-", -1)[1], 1L, Long::sum));
            rounds.forEach((round, number) -> limits.add("Accounts " + String.join(", ", piece.accounts()) + " from "
                    + piece.from() + " to " + piece.until() + ": " + number + " of the questions of round " + round
                    + " for what the principals did were not asked: a person refused them."));
        }
    }

    /** Days with files in S3 of which Athena shows no event: its partitions do not lead there. */
    private static void unseen(
            TrailRequest request,
            List<AthenaPiece> pieces,
            Counts counts,
            Map<String, Map<LocalDate, Long>> filed,
            List<String> limits) {
        LocalDate until = AthenaTable.dayOf(request.until());
        filed.forEach((place, days) -> {
            String[] names = place.split("\n", -1);
            TreeSet<LocalDate> unseen = new TreeSet<>();
            days.forEach((day, bytes) -> {
                boolean asked = pieces.stream()
                        .anyMatch(piece -> piece.state() == AthenaPiece.State.EXTRACTED
                                && piece.accounts().contains(names[0])
                                && day.isAfter(AthenaTable.dayOf(piece.from()))
                                && day.isBefore(until)
                                && !day.isAfter(AthenaTable.dayOf(piece.until())));
                if (asked && bytes > 0 && !counts.seen(place, day)) {
                    unseen.add(day);
                }
            });
            if (!unseen.isEmpty()) {
                limits.add("Account " + names[0] + " in " + names[1] + ": " + unseen.size()
                        + " days have files in S3 and no event in Athena (" + unseen.first() + " to " + unseen.last()
                        + "): the table does not lead there, or the files are empty. They were not searched.");
            }
        });
    }

    private List<List<String>> rows(AthenaStep step) {
        List<List<String>> rows = new ArrayList<>();
        for (String artefact : step.results()) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(artefacts.open(artefact)), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    rows.add(json.readValue(line, new TypeReference<List<String>>() {}));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return rows;
    }

    /** Sums of {@code count-days.sql}: its columns in their order. */
    static final class Counts {

        private final Map<String, TrailAnswer.Count> days = new TreeMap<>();
        private final Set<String> seen = new HashSet<>();

        void add(List<List<String>> rows, boolean withLate) {
            for (List<String> row : rows) {
                seen.add(row.get(0) + "\n" + row.get(1) + "\n" + row.get(2).replace('/', '-'));
                if (withLate || row.get(7).equals("settled")) {
                    add(row);
                }
            }
        }

        private void add(List<String> row) {
            long events = Long.parseLong(row.get(8));
            String data = row.get(6);
            TrailAnswer.Count one = new TrailAnswer.Count(
                    row.get(3),
                    row.get(4),
                    row.get(5),
                    events,
                    row.get(9),
                    row.get(10),
                    data.isEmpty() ? Map.of() : Map.of(data, events),
                    data.isEmpty() ? Map.of() : Map.of(data, Long.parseLong(row.get(11))));
            days.merge(row.get(3) + "\n" + row.get(4) + "\n" + row.get(5), one, Counts::sum);
        }

        private static TrailAnswer.Count sum(TrailAnswer.Count one, TrailAnswer.Count other) {
            return new TrailAnswer.Count(
                    one.accountId(),
                    one.region(),
                    one.day(),
                    one.events() + other.events(),
                    one.first().compareTo(other.first()) <= 0 ? one.first() : other.first(),
                    one.last().compareTo(other.last()) >= 0 ? one.last() : other.last(),
                    sum(one.dataEvents(), other.dataEvents()),
                    sum(one.dataReads(), other.dataReads()));
        }

        private static Map<String, Long> sum(@Nullable Map<String, Long> one, @Nullable Map<String, Long> other) {
            Map<String, Long> sums = new TreeMap<>(one == null ? Map.of() : one);
            if (other != null) {
                other.forEach((source, number) -> sums.merge(source, number, Long::sum));
            }
            return sums;
        }

        boolean seen(String place, LocalDate day) {
            return seen.contains(place + "\n" + day);
        }

        List<TrailAnswer.Count> all() {
            return List.copyOf(days.values());
        }
    }
}
