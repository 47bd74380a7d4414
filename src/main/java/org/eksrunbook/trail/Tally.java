package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a file or a group holds, by source, account, region and day. For one thread. */
final class Tally {

    private static final byte[] DATA = "Data".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final int HOURS = 24;
    private static final int HOUR = "2024-08-02T".length();

    private static final int DATE = "2024-08-02".length();

    private final Map<String, Day> days = new TreeMap<>();
    private long events;
    private @Nullable Day lastDay;
    private byte[] lastAccount = {};
    private byte[] lastRegion = {};
    private byte[] lastDate = {};

    private static final class Day {
        private final String[] key;
        private long events;
        private String first;
        private String last;
        private byte[] firstBytes;
        private byte[] lastBytes;
        private long reads;
        private long writes;
        private final int[] hours = new int[HOURS];
        private final Map<String, Long> dataEvents = new TreeMap<>();
        private final Map<String, Long> dataReads = new TreeMap<>();

        Day(String[] key, String time) {
            this.key = key;
            this.first = time;
            this.last = time;
            this.firstBytes = time.getBytes(UTF_8);
            this.lastBytes = firstBytes;
        }

        void add(long count, String from, String until) {
            events += count;
            if (from.compareTo(first) < 0) {
                first = from;
                firstBytes = from.getBytes(UTF_8);
            }
            if (until.compareTo(last) > 0) {
                last = until;
                lastBytes = until.getBytes(UTF_8);
            }
        }
    }

    void addCloudTrail(RawRecord record) {
        Day day = dayOf(record);
        if (record.isBetween(Field.EVENT_TIME, day.firstBytes, day.lastBytes)) {
            day.events++;
        } else {
            String time = orEmpty(record.text(Field.EVENT_TIME));
            day.add(1, time, time);
        }
        events++;
        int tens = record.digit(Field.EVENT_TIME, HOUR);
        int ones = record.digit(Field.EVENT_TIME, HOUR + 1);
        if (tens >= 0 && ones >= 0 && tens * 10 + ones < HOURS) {
            day.hours[tens * 10 + ones]++;
        }
        if (record.is(Field.READ_ONLY, TRUE)) {
            day.reads++;
        } else if (record.is(Field.READ_ONLY, FALSE)) {
            day.writes++;
        }
        if (record.is(Field.EVENT_CATEGORY, DATA) || record.is(Field.MANAGEMENT_EVENT, FALSE)) {
            String source = orEmpty(record.text(Field.EVENT_SOURCE));
            day.dataEvents.merge(source, 1L, Long::sum);
            if (record.is(Field.READ_ONLY, TRUE)) {
                day.dataReads.merge(source, 1L, Long::sum);
            }
        }
    }

    /** Records of one file are mostly of one account, region and day: then no name has to be made to find the day. */
    private Day dayOf(RawRecord record) {
        Field account = record.has(Field.RECIPIENT) ? Field.RECIPIENT : Field.ACCOUNT;
        Day known = lastDay;
        if (known == null
                || !record.is(account, lastAccount)
                || !record.is(Field.REGION, lastRegion)
                || !record.begins(Field.EVENT_TIME, lastDate)) {
            known = day(
                    Finding.CLOUDTRAIL,
                    record.text(account),
                    record.text(Field.REGION),
                    orEmpty(record.text(Field.EVENT_TIME)));
            lastDay = known;
            lastAccount = record.raw(account);
            lastRegion = record.raw(Field.REGION);
            byte[] time = record.raw(Field.EVENT_TIME);
            // Shorter than a date it tells no day of its own: the next record is looked at whole.
            lastDate = time.length < DATE ? new byte[] {0} : Arrays.copyOf(time, DATE);
        }
        return known;
    }

    void addAudit(RawRecord record) {
        String time = orEmpty(record.text(Field.RECEIVED)).replace(' ', 'T');
        day(Finding.KUBERNETES, null, null, time).add(1, time, time);
        events++;
    }

    void addAll(Tally other) {
        for (Day more : other.days.values()) {
            Day day = day(more.key[0], more.key[1], more.key[2], more.first);
            day.add(more.events, more.first, more.last);
            day.reads += more.reads;
            day.writes += more.writes;
            for (int hour = 0; hour < HOURS; hour++) {
                day.hours[hour] += more.hours[hour];
            }
            more.dataEvents.forEach((source, count) -> day.dataEvents.merge(source, count, Long::sum));
            more.dataReads.forEach((source, count) -> day.dataReads.merge(source, count, Long::sum));
        }
        events += other.events;
    }

    /** The time of the oldest event, as it is written; {@code null}: there is none. */
    @Nullable
    String oldest() {
        return days.values().stream()
                .map(day -> day.first)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    long events() {
        return events;
    }

    List<GroupReport.DayCount> days() {
        List<GroupReport.DayCount> counts = new ArrayList<>();
        for (Day day : days.values()) {
            boolean isCloudTrail = day.key[0].equals(Finding.CLOUDTRAIL);
            counts.add(new GroupReport.DayCount(
                    day.key[0],
                    day.key[1],
                    day.key[2],
                    day.key[3],
                    day.events,
                    day.first,
                    day.last,
                    day.dataEvents,
                    isCloudTrail ? day.dataReads : null,
                    isCloudTrail ? day.reads : null,
                    isCloudTrail ? day.writes : null,
                    isCloudTrail ? Arrays.stream(day.hours).boxed().toList() : null));
        }
        return counts;
    }

    private Day day(String source, @Nullable String account, @Nullable String region, String time) {
        String date = time.length() < 10 ? time : time.substring(0, 10);
        String[] key = {source, orEmpty(account), orEmpty(region), date};
        return days.computeIfAbsent(String.join("\n", key), made -> new Day(key, time));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
