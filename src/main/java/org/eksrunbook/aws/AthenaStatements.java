package org.eksrunbook.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.SearchToken;
import org.eksrunbook.trail.Token;
import org.jspecify.annotations.Nullable;

/** The statements that an incident sends, with their values. */
final class AthenaStatements {

    /** Stands in a statement for the number of the attempt until it is sent. */
    static final String ATTEMPT = "{{attempt}}";

    /**
     * Sessions of pods, by IRSA and by Pod Identity. Which of them are the scope's pods' is known only once their requests were read, and what they do
     * on ordinary days is what tells the attacker in them.
     */
    private static final String WORKLOADS = "federatedprovider IS NOT NULL OR sessionname LIKE 'eks-%'";

    /** Of a role (IAM user guide, «Update the maximum session duration for a role»). */
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private AthenaStatements() {}

    static String output(AthenaSettings settings, IncidentId id, AthenaPiece piece) {
        return settings.requiredOutput() + AthenaQueries.folder(id) + "/" + piece.target() + "/";
    }

    /** @param regions in which the piece's accounts have files */
    static AthenaStatement extract(
            AthenaTable table,
            AthenaSettings settings,
            IncidentId id,
            AthenaPiece piece,
            List<String> regions,
            List<SearchToken> scope) {
        List<String> parameters = new ArrayList<>();
        String partitions = partitions(table, piece, regions, parameters);
        parameters.add(AthenaLiteral.of(text(piece.from())));
        parameters.add(AthenaLiteral.of(text(piece.until())));
        parameters.add(AthenaLiteral.of(text(piece.fullFrom())));
        List<AthenaSearch> searches = piece.from().isBefore(piece.fullFrom()) ? AthenaSearch.of(scope) : List.of();
        List<String> named = new ArrayList<>();
        searches.forEach(search -> {
            named.add(search.condition());
            parameters.addAll(search.parameters());
        });
        if (!searches.isEmpty() && scope.stream().anyMatch(AthenaStatements::isWorkload)) {
            named.add(WORKLOADS);
        }
        parameters.add(AthenaLiteral.of(text(piece.fullFrom().minus(LONGEST_SESSION))));
        Map<String, String> places = new LinkedHashMap<>();
        places.put("target", piece.target());
        places.put("output", output(settings, id, piece) + ATTEMPT + "/");
        places.put("account", expression(table.account(), table.fixedAccount()));
        places.put("region", expression(table.region(), table.fixedRegion()));
        places.put("day", quoted(table.day()));
        places.put("columns", table.selected());
        places.put("data", table.isData());
        places.put("table", quoted(settings.database()) + "." + quoted(settings.table()));
        places.put("partitions", partitions);
        places.put("named", named.isEmpty() ? "false" : "(" + String.join(" OR ", named) + ")");
        places.put("kept", AthenaColumns.kept());
        return AthenaStatement.of("extract", places, parameters);
    }

    private static boolean isWorkload(SearchToken token) {
        return token.kind() == Token.POD || token.kind() == Token.POD_ACCOUNT;
    }

    /** Only these prune: partition columns, compared as plain text. The time of an event prunes nothing. */
    private static String partitions(
            AthenaTable table, AthenaPiece piece, List<String> regions, List<String> parameters) {
        List<String> conditions = new ArrayList<>();
        in(table.account(), piece.accounts(), conditions, parameters);
        in(table.region(), regions, conditions, parameters);
        conditions.add(quoted(table.day()) + " >= ? AND " + quoted(table.day()) + " <= ?");
        LocalDate last = AthenaTable.dayOf(piece.until()).plusDays(1);
        parameters.add(AthenaLiteral.of(table.written(AthenaTable.dayOf(piece.from()))));
        parameters.add(AthenaLiteral.of(table.written(last)));
        return String.join("\n    AND ", conditions);
    }

    private static void in(
            @Nullable String column, List<String> values, List<String> conditions, List<String> parameters) {
        if (column != null) {
            conditions.add(quoted(column) + " IN (" + "?, ".repeat(values.size() - 1) + "?)");
            values.forEach(value -> parameters.add(AthenaLiteral.of(value)));
        }
    }

    static AthenaStatement count(AthenaPiece piece) {
        return AthenaStatement.of(
                "count-days", Map.of("target", piece.target()), List.of(AthenaLiteral.of(text(piece.settled()))));
    }

    static AthenaStatement events(AthenaPiece piece, AthenaSearch search) {
        return AthenaStatement.of(
                "events-of-principals",
                Map.of("target", piece.target(), "aliases", AthenaColumns.aliases(), "named", search.condition()),
                search.parameters());
    }

    static AthenaStatement drop(AthenaPiece piece) {
        return AthenaStatement.of("drop-table", Map.of("target", piece.target()), List.of());
    }

    /** CloudTrail writes whole seconds. */
    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A partition column, or the one account or region that the table's own location tells. */
    private static String expression(@Nullable String column, @Nullable String fixed) {
        if (column != null) {
            return quoted(column);
        }
        if (fixed == null || !fixed.matches("[A-Za-z0-9-]{1,60}")) {
            throw new IllegalStateException("Neither a partition nor the location tells an account or region");
        }
        return "'" + fixed + "'";
    }

    private static String quoted(String name) {
        if (!name.matches("[a-z0-9_]+")) {
            throw new IllegalStateException("Rename the table's column, it is no plain name: " + name);
        }
        return '"' + name + '"';
    }
}
