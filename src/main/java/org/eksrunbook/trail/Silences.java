package org.eksrunbook.trail;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hours without any event in which the account otherwise has some: by its own rhythm, hour by hour, working days and weekends apart, days without
 * any event counted like the others. What is rarely busy says nothing by being quiet, and a few days do not make a rhythm.
 */
final class Silences {

    private static final int HOURS = 24;
    private static final int FEWEST_WORKING_DAYS = 10;
    private static final int FEWEST_FREE_DAYS = 4;
    // An hour that always had events before had them in 99 of 100, as far as some weeks can tell.
    private static final double SUREST = 0.99;
    // A silence is told where chance would bring it once in 160,000 hours, which is eighteen years.
    private static final double TOLD = Math.log(160_000);
    private static final int MOST = 1000;

    private final TreeMap<LocalDate, long[]> days = new TreeMap<>();
    private final Rhythm working = new Rhythm(FEWEST_WORKING_DAYS);
    private final Rhythm weekend = new Rhythm(FEWEST_FREE_DAYS);

    private static final class Rhythm {
        private final int fewest;
        private int days;
        private final int[] busy = new int[HOURS];
        private final long[] events = new long[HOURS];

        Rhythm(int fewest) {
            this.fewest = fewest;
        }

        void add(long[] hours) {
            days++;
            for (int hour = 0; hour < HOURS; hour++) {
                busy[hour] += hours[hour] > 0 ? 1 : 0;
                events[hour] += hours[hour];
            }
        }

        /** How surprising it is that an hour has no event, by the other days. */
        double surprise(int hour) {
            return days < fewest ? 0 : -Math.log(1 - Math.min(SUREST, busy[hour] / (days - 1.0)));
        }

        double usual(int hour) {
            return (double) events[hour] / Math.max(1, busy[hour]);
        }
    }

    private Silences(List<GroupReport.DayCount> counts) {
        for (GroupReport.DayCount count : counts) {
            LocalDate day = day(count.day());
            if (day != null && count.hours() != null) {
                long[] hours = days.computeIfAbsent(day, made -> new long[HOURS]);
                for (int hour = 0; hour < Math.min(HOURS, count.hours().size()); hour++) {
                    hours[hour] += count.hours().get(hour);
                }
            }
        }
        if (!days.isEmpty()) {
            for (LocalDate day = days.firstKey(); !day.isAfter(days.lastKey()); day = day.plusDays(1)) {
                rhythm(day).add(days.getOrDefault(day, new long[HOURS]));
            }
        }
    }

    /**
     * Those of one account, region and source, where most is missing first. None where the hours of some days are not known.
     *
     * @param counts of days in the windows
     * @param end when the last event was in the account's other regions, so that silence until then is one too; {@code null}: the last event here ends it
     */
    static List<Coverage.Silence> of(List<GroupReport.DayCount> counts, @Nullable String end) {
        return counts.stream().anyMatch(count -> count.hours() == null)
                ? List.of()
                : new Silences(counts).find(time(end));
    }

    private List<Coverage.Silence> find(@Nullable LocalDateTime end) {
        List<Coverage.Silence> found = new ArrayList<>();
        if (days.isEmpty()) {
            return found;
        }
        LocalDateTime last = hour(days.lastEntry(), false).plusHours(1);
        LocalDateTime until = end == null || end.isBefore(last) ? last : end;
        LocalDateTime from = null;
        double surprise = 0;
        double usual = 0;
        for (LocalDateTime at = hour(days.firstEntry(), true); !at.isAfter(until); at = at.plusHours(1)) {
            long[] hours = days.get(at.toLocalDate());
            if (at.equals(until) || hours != null && hours[at.getHour()] > 0) {
                if (from != null && surprise >= TOLD) {
                    found.add(silence(from, at, usual));
                }
                from = null;
                surprise = 0;
                usual = 0;
            } else {
                from = from == null ? at : from;
                Rhythm rhythm = rhythm(at.toLocalDate());
                surprise += rhythm.surprise(at.getHour());
                usual += rhythm.usual(at.getHour());
            }
        }
        found.sort(Comparator.comparing(Coverage.Silence::usual).reversed().thenComparing(Coverage.Silence::from));
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    private Rhythm rhythm(LocalDate day) {
        boolean free = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return free ? weekend : working;
    }

    private static LocalDateTime hour(Map.Entry<LocalDate, long[]> day, boolean first) {
        int found = first ? 0 : HOURS - 1;
        while (day.getValue()[found] == 0 && (first ? found < HOURS - 1 : found > 0)) {
            found += first ? 1 : -1;
        }
        return day.getKey().atTime(found, 0);
    }

    private static Coverage.Silence silence(LocalDateTime from, LocalDateTime until, double usual) {
        return new Coverage.Silence(text(from), text(until), Math.round(usual));
    }

    private static String text(LocalDateTime time) {
        return Instant.from(time.atOffset(ZoneOffset.UTC))
                .truncatedTo(ChronoUnit.HOURS)
                .toString();
    }

    private static @Nullable LocalDateTime time(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.HOURS);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
