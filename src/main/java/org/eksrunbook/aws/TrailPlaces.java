package org.eksrunbook.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists the trail's files by account, region and day, so that the bytes of a query are known before it runs and a day that Athena does not see is told
 * apart from a day without logs. Listing is cut off by time and goes on behind the last key.
 */
@Component
@Lazy
class TrailPlaces {

    private static final Pattern BUCKET = Pattern.compile("s3://([^/]+)/(.*)");
    private static final Pattern DAY = Pattern.compile(".*/(\\d{4})/(\\d{2})/(\\d{2})/[^/]+");
    /** Stands for the whole account until its regions are known. */
    private static final String REGIONS = "-";

    private record Row(String region, @Nullable String afterKey, boolean complete, String days) {}

    private final S3Client s3;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    TrailPlaces(S3Client s3Client, JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.s3 = s3Client;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The places of an account for a span of days; empty while listing is not done by the deadline: ask again. */
    Optional<List<TrailPlace>> of(
            IncidentId id, String trail, String account, LocalDate from, LocalDate until, Instant deadline) {
        if (rows(id, account, from, until).stream()
                .noneMatch(row -> row.region().equals(REGIONS))) {
            for (String region : regions(trail, account)) {
                put(id, account, from, until, new Row(region, null, false, "{}"));
            }
            put(id, account, from, until, new Row(REGIONS, null, true, "{}"));
        }
        List<TrailPlace> places = new ArrayList<>();
        for (Row row : rows(id, account, from, until)) {
            Row listed = row;
            while (!listed.complete()) {
                if (!clock.instant().isBefore(deadline)) {
                    return Optional.empty();
                }
                listed = more(trail, account, from, until, listed);
                put(id, account, from, until, listed);
            }
            if (!listed.region().equals(REGIONS)) {
                places.add(new TrailPlace(account, listed.region(), days(listed.days()), true));
            }
        }
        return Optional.of(places);
    }

    private Set<String> regions(String trail, String account) {
        String prefix = prefix(trail, account);
        Set<String> regions = new TreeSet<>();
        String token = null;
        do {
            String next = token;
            ListObjectsV2Response page = list(
                    trail,
                    () -> s3.listObjectsV2(request -> request.bucket(bucket(trail))
                            .prefix(prefix)
                            .delimiter("/")
                            .continuationToken(next)));
            for (CommonPrefix folder : page.commonPrefixes()) {
                String region = folder.prefix().substring(prefix.length()).replace("/", "");
                if (region.matches("[A-Za-z0-9-]{1,60}")) {
                    regions.add(region);
                }
            }
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
            if (token != null && token.equals(next)) {
                throw new IllegalStateException(
                        "Look at the bucket " + trail + ": listing it gives the same page again and again");
            }
        } while (token != null);
        return regions;
    }

    private Row more(String trail, String account, LocalDate from, LocalDate until, Row row) {
        String prefix = prefix(trail, account) + row.region() + "/";
        String after = row.afterKey() == null ? prefix + written(from) : row.afterKey();
        ListObjectsV2Response page = list(
                trail,
                () -> s3.listObjectsV2(
                        request -> request.bucket(bucket(trail)).prefix(prefix).startAfter(after)));
        Map<LocalDate, Long> days = new TreeMap<>(days(row.days()));
        String last = after;
        boolean beyond = false;
        for (S3Object object : page.contents()) {
            last = object.key();
            LocalDate day = day(object.key());
            beyond = beyond || (day != null && day.isAfter(until));
            if (day != null && !day.isAfter(until)) {
                days.merge(day, object.size(), Long::sum);
            }
        }
        boolean end = beyond || !Boolean.TRUE.equals(page.isTruncated());
        if (!end && last.compareTo(after) <= 0) {
            throw new IllegalStateException(
                    "Look at the bucket " + trail + ": listing it gives the same page again and again");
        }
        return new Row(row.region(), last, end, write(days));
    }

    private static String written(LocalDate day) {
        return day.toString().replace('-', '/');
    }

    private static @Nullable LocalDate day(String key) {
        Matcher parts = DAY.matcher(key);
        try {
            return parts.matches()
                    ? LocalDate.of(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)))
                    : null;
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    /** The bytes below a folder, for what Athena wrote there. */
    long bytes(String folder) {
        Map<String, Long> bytes = new HashMap<>();
        String token = null;
        do {
            String next = token;
            ListObjectsV2Response page = list(
                    folder,
                    () -> s3.listObjectsV2(request ->
                            request.bucket(bucket(folder)).prefix(key(folder)).continuationToken(next)));
            page.contents().forEach(object -> bytes.put(object.key(), object.size()));
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
            if (token != null && token.equals(next)) {
                throw new IllegalStateException(
                        "Look at the bucket of " + folder + ": listing it gives the same page again and again");
            }
        } while (token != null);
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Removes everything below a folder. */
    void remove(String folder) {
        ListObjectsV2Response page;
        do {
            page = list(
                    folder,
                    () -> s3.listObjectsV2(
                            request -> request.bucket(bucket(folder)).prefix(key(folder))));
            for (S3Object object : page.contents()) {
                String key = object.key();
                s3.deleteObject(request -> request.bucket(bucket(folder)).key(key));
            }
        } while (Boolean.TRUE.equals(page.isTruncated()) && !page.contents().isEmpty());
    }

    private static ListObjectsV2Response list(String where, java.util.function.Supplier<ListObjectsV2Response> call) {
        try {
            return call.get();
        } catch (SdkException refused) {
            String advice = refused instanceof S3Exception answered && AwsReasons.isDenied(answered)
                    ? "Give the server permission " + AwsCall.S3_LIST.action() + ": "
                    : AwsReasons.mayPass(refused) ? AwsReasons.whatToDo(refused) : "Look at the bucket: ";
            throw new IllegalStateException(
                    advice + where + " cannot be listed, and without that nobody knows what a query would read ("
                            + AwsReasons.of(refused) + ")",
                    refused);
        }
    }

    private static String bucket(String folder) {
        return parts(folder).group(1);
    }

    private static String key(String folder) {
        return parts(folder).group(2);
    }

    private static Matcher parts(String folder) {
        Matcher parts = BUCKET.matcher(folder);
        if (!parts.matches()) {
            throw new IllegalStateException("No folder in S3: " + folder);
        }
        return parts;
    }

    private static String prefix(String trail, String account) {
        return key(trail) + account + "/CloudTrail/";
    }

    private List<Row> rows(IncidentId id, String account, LocalDate from, LocalDate until) {
        return jdbc.sql("select * from athena_place where incident_key = ? and account = ? and first_day = ?"
                        + " and last_day = ? order by region")
                .params(id.key(), account, from.toString(), until.toString())
                .query((row, number) -> new Row(
                        row.getString("region"),
                        row.getString("after_key"),
                        row.getBoolean("complete"),
                        row.getString("days")))
                .list();
    }

    private void put(IncidentId id, String account, LocalDate from, LocalDate until, Row row) {
        jdbc.sql("delete from athena_place where incident_key = ? and account = ? and region = ? and first_day = ?"
                        + " and last_day = ?")
                .params(id.key(), account, row.region(), from.toString(), until.toString())
                .update();
        jdbc.sql("insert into athena_place (incident_key, account, region, first_day, last_day, after_key, complete,"
                        + " days) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id.key(),
                        account,
                        row.region(),
                        from.toString(),
                        until.toString(),
                        row.afterKey(),
                        row.complete(),
                        row.days())
                .update();
    }

    private Map<LocalDate, Long> days(String text) {
        try {
            Map<LocalDate, Long> days = new LinkedHashMap<>();
            json.readValue(text, new TypeReference<Map<String, Long>>() {})
                    .forEach((day, bytes) -> days.put(LocalDate.parse(day), bytes));
            return days;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The days of a listing cannot be read", broken);
        }
    }

    private String write(Map<LocalDate, Long> days) {
        Map<String, Long> texts = new TreeMap<>();
        days.forEach((day, bytes) -> texts.put(day.toString(), bytes));
        try {
            return json.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
