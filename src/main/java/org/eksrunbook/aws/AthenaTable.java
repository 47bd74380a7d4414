package org.eksrunbook.aws;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.TableMetadata;

/**
 * CloudTrail's table as Athena describes it: which columns it has, by which partitions its files are found, and what is wrong with it. Athena
 * itself answers «no rows» without an error where a partition, a range or a place is wrong.
 *
 * @param account the partition column; {@code null}: the table holds one account
 * @param region likewise
 * @param day the partition column that holds the day
 * @param slashes days are written {@code 2024/08/02}, else {@code 2024-08-02}
 * @param fixedAccount of a table that holds one account alone, told by its location
 */
record AthenaTable(
        String name,
        Set<String> columns,
        @Nullable String account,
        @Nullable String region,
        String day,
        boolean slashes,
        @Nullable String fixedAccount,
        @Nullable String fixedRegion,
        String location,
        Map<String, String> parameters) {

    private static final String INPUT_FORMAT = "com.amazon.emr.cloudtrail.cloudtrailinputformat";
    private static final String IDENTITY_CENTER_USER = "useridentity.onbehalfof.userid";
    private static final Set<String> ACCOUNT = Set.of("account", "account_id", "accountid", "aws_account");
    private static final Set<String> REGION = Set.of("region", "aws_region");

    /** @throws IllegalStateException where the table cannot be used; the message says why and what to do */
    static AthenaTable of(String name, TableMetadata table) {
        Map<String, String> parameters = new LinkedHashMap<>();
        table.parameters().forEach((key, value) -> parameters.put(key.toLowerCase(Locale.ROOT), value));
        String format = parameters.getOrDefault("inputformat", "");
        if (!format.toLowerCase(Locale.ROOT).equals(INPUT_FORMAT)) {
            throw refused(
                    name,
                    "its input format is «" + format
                            + "» and not CloudTrail's own; with another Athena gives rows without event ids and no error");
        }
        Set<String> columns = new LinkedHashSet<>();
        for (Column column : table.columns()) {
            AthenaStruct.paths(column.name().toLowerCase(Locale.ROOT), column.type(), columns);
        }
        List<String> missing = AthenaColumns.NEEDED.stream()
                .filter(needed -> !columns.contains(needed))
                .toList();
        if (!missing.isEmpty()) {
            throw refused(name, "it has no column " + String.join(", ", missing));
        }
        List<String> keys = table.partitionKeys().stream()
                .map(key -> key.name().toLowerCase(Locale.ROOT))
                .toList();
        String account = keys.stream().filter(ACCOUNT::contains).findFirst().orElse(null);
        String region = keys.stream().filter(REGION::contains).findFirst().orElse(null);
        List<String> days = keys.stream()
                .filter(key -> !key.equals(account) && !key.equals(region))
                .toList();
        if (days.size() != 1) {
            throw refused(
                    name,
                    "its partitions are " + keys
                            + ": one column for the day is needed, beside one for account and one for region where it holds several");
        }
        String location = folder(parameters.getOrDefault("location", ""));
        Place place = Place.of(location);
        if (account == null && place.account() == null) {
            throw refused(name, "neither a partition nor its location " + location + " tells the account");
        }
        if (region == null && place.region() == null) {
            throw refused(name, "neither a partition nor its location " + location + " tells the region");
        }
        return new AthenaTable(
                name,
                columns,
                account,
                region,
                days.get(0),
                !parameters
                        .getOrDefault("projection." + days.get(0) + ".format", "yyyy/MM/dd")
                        .contains("-"),
                account == null ? place.account() : null,
                region == null ? place.region() : null,
                location,
                parameters);
    }

    private static IllegalStateException refused(String name, String why) {
        return new IllegalStateException(
                "Name another table in runbook.athena.table, or one that does not exist so that it is created: " + name
                        + " cannot be used, " + why);
    }

    private static String folder(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    /** What a location's folders tell: {@code s3://bucket/AWSLogs/[o-…/]<account>/CloudTrail/<region>/}. */
    private record Place(
            String root, @Nullable String account, @Nullable String region) {

        static Place of(String location) {
            String[] steps = location.split("/", -1);
            StringBuilder root = new StringBuilder();
            for (int at = 0; at < steps.length; at++) {
                if (steps[at].matches("\\d{12}")) {
                    boolean trail = at + 2 < steps.length && steps[at + 1].equals("CloudTrail");
                    return new Place(
                            root.toString(), steps[at], trail && !steps[at + 2].isEmpty() ? steps[at + 2] : null);
                }
                root.append(steps[at]).append(at == steps.length - 1 ? "" : "/");
            }
            return new Place(root.toString(), null, null);
        }
    }

    /** The folder above the accounts. */
    String root() {
        return Place.of(location).root();
    }

    /** What the table cannot show of a span of days, as sentences; empty: nothing is known to be wrong. */
    List<String> limits(String trail, LocalDate from, LocalDate until, LocalDate today) {
        List<String> limits = new ArrayList<>();
        if (!root().equals(trail)) {
            limits.add("The table " + name + " lies over " + location + ", another place than the trail's " + trail
                    + ": only what lies there was searched.");
        }
        List<String> lacking = AthenaColumns.ALL.stream()
                .filter(column -> !has(column.column()))
                .map(AthenaColumns.Column::path)
                .toList();
        if (!lacking.isEmpty()) {
            limits.add("The table " + name + " has no column for " + String.join(", ", lacking)
                    + ": what the records say there was not seen"
                    + (has(IDENTITY_CENTER_USER)
                            ? "."
                            : ", so that users of IAM Identity Center who share a role are not told apart."));
        }
        String range = parameters.get("projection." + day + ".range");
        if (parameters.getOrDefault("projection.enabled", "false").equals("true") && range != null) {
            String[] ends = range.split(",", -1);
            LocalDate first = day(ends[0], today);
            LocalDate last = ends.length < 2 ? null : day(ends[1], today);
            if (first == null || last == null) {
                limits.add("The days of the table " + name + " («" + range
                        + "») are not understood: they may end before the incident.");
            } else if (first.isAfter(from) || last.isBefore(until)) {
                limits.add("The table " + name + " knows the days from " + first + " to " + last
                        + " alone («" + range + "»): Athena shows nothing of the others, from " + from + " to " + until
                        + ", and says no word.");
            }
        }
        return limits;
    }

    private static @Nullable LocalDate day(String text, LocalDate today) {
        String plain = text.strip();
        if (plain.startsWith("NOW")) {
            java.util.regex.Matcher shifted = java.util.regex.Pattern.compile(
                            "NOW\\s*(?:([+-])\\s*(\\d+)\\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?)?")
                    .matcher(plain);
            if (!shifted.matches()) {
                return null;
            }
            if (shifted.group(1) == null) {
                return today;
            }
            long amount = Long.parseLong(shifted.group(2)) * (shifted.group(1).equals("-") ? -1 : 1);
            return switch (shifted.group(3)) {
                case "YEAR" -> today.plusYears(amount);
                case "MONTH" -> today.plusMonths(amount);
                case "WEEK" -> today.plusWeeks(amount);
                case "DAY" -> today.plusDays(amount);
                default -> today;
            };
        }
        try {
            return LocalDate.parse(plain.replace('/', '-'));
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** The day as its partitions are called. */
    String written(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern(slashes ? "yyyy/MM/dd" : "yyyy-MM-dd", Locale.ROOT));
    }

    /** The columns of a record as the extraction selects them; what this table does not have is null. */
    String selected() {
        return AthenaColumns.ALL.stream()
                .map(column -> {
                    if (!has(column.column())) {
                        return "CAST(NULL AS varchar) AS " + column.alias();
                    }
                    return switch (column.kind()) {
                        case NESTED -> "json_format(CAST(" + column.column() + " AS json)) AS " + column.alias();
                        case FLAG -> "CAST(" + column.column() + " AS varchar) AS " + column.alias();
                        case TEXT, JSON -> column.column() + " AS " + column.alias();
                    };
                })
                .collect(Collectors.joining(",\n    "));
    }

    /** Whether an event is a data event; false where the table cannot tell. */
    String isData() {
        List<String> ways = new ArrayList<>();
        if (has("eventcategory")) {
            ways.add("coalesce(eventcategory, '') = 'Data'");
        }
        if (has("managementevent")) {
            ways.add("coalesce(CAST(managementevent AS varchar), '') = 'false'");
        }
        return ways.isEmpty() ? "false" : String.join(" OR ", ways);
    }

    static LocalDate dayOf(java.time.Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
