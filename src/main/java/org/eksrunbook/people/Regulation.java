package org.eksrunbook.people;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The clocks that run from when the organisation became aware (the playbook's context). Months are calendar months in UTC.
 * Holidays are not known here and shorten nothing: a date computed without them is never too late.
 */
enum Regulation {
    GDPR("gdpr", "GDPR", "tell the supervisory authority within 72 hours (Article 33)", hours(72)),
    NIS2_WARNING("nis2-early-warning", "NIS2", "early warning to the CSIRT within 24 hours (Article 23)", hours(24)),
    NIS2_NOTIFICATION("nis2-notification", "NIS2", "incident notification within 72 hours (Article 23)", hours(72)),
    NIS2_FINAL("nis2-final-report", "NIS2", "final report within one month (Article 23)", months(1)),
    DORA_INITIAL(
            "dora-initial", "DORA", "initial notification of a major incident within 4 hours (Article 19)", hours(4)),
    DORA_INTERMEDIATE("dora-intermediate", "DORA", "intermediate report within 72 hours (Article 19)", hours(72)),
    DORA_FINAL("dora-final-report", "DORA", "final report within one month (Article 19)", months(1)),
    SEC("sec-8-k", "SEC", "Form 8-K, item 1.05, within 4 business days", Regulation::fourBusinessDays),
    HIPAA("hipaa", "HIPAA", "tell those affected and the HHS within 60 days (45 CFR 164.404)", days(60));

    private final String clock;
    private final String regulation;
    private final String what;
    private final UnaryOperator<ZonedDateTime> due;

    Regulation(String clock, String regulation, String what, UnaryOperator<ZonedDateTime> due) {
        this.clock = clock;
        this.regulation = regulation;
        this.what = what;
        this.due = due;
    }

    static Optional<Regulation> ofClock(String clock) {
        return Arrays.stream(values()).filter(one -> one.clock.equals(clock)).findFirst();
    }

    static List<String> clocks() {
        return Arrays.stream(values()).map(Regulation::clock).toList();
    }

    String clock() {
        return clock;
    }

    String regulation() {
        return regulation;
    }

    String what() {
        return what;
    }

    Instant dueAfter(Instant awareAt) {
        return due.apply(awareAt.atZone(ZoneOffset.UTC)).toInstant();
    }

    private static UnaryOperator<ZonedDateTime> hours(int hours) {
        return aware -> aware.plus(Duration.ofHours(hours));
    }

    private static UnaryOperator<ZonedDateTime> days(int days) {
        return aware -> aware.plus(Duration.ofDays(days));
    }

    private static UnaryOperator<ZonedDateTime> months(int months) {
        return aware -> aware.plusMonths(months);
    }

    // Form 8-K, general instruction B.1: from a weekend, the days run from and include the first business day.
    private static ZonedDateTime fourBusinessDays(ZonedDateTime aware) {
        ZonedDateTime day = aware;
        int left = 4;
        while (left > 0) {
            day = day.plus(1, ChronoUnit.DAYS);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }
}
