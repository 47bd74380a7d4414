package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private static final LocalDate MONDAY = LocalDate.parse("2024-05-06");

    @Test
    void oneBusySaturdayDoesNotMakeTheOthersSilent() {
        List<GroupReport.DayCount> days = new ArrayList<>();
        for (int number = 0; number < 90; number++) {
            LocalDate day = MONDAY.plusDays(number);
            boolean free = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (!free || number == 40) {
                days.add(day(day, 8, 18));
            }
        }
        assertThat(Silences.of(days, null)).isEmpty();
    }

    @Test
    void aMissingWorkingDayIsASilence() {
        List<GroupReport.DayCount> days = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            if (number != 16) {
                days.add(day(MONDAY.plusDays(number), 0, 24));
            }
        }
        assertThat(Silences.of(days, null))
                .containsExactly(new Coverage.Silence("2024-05-22T00:00:00Z", "2024-05-23T00:00:00Z", 240));
    }

    @Test
    void nothingIsSaidWhereTheHoursOfSomeDaysAreNotKnown() {
        List<GroupReport.DayCount> days = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            days.add(number == 16 ? count(MONDAY.plusDays(number), null) : day(MONDAY.plusDays(number), 0, 24));
        }
        assertThat(Silences.of(days, null)).isEmpty();
    }

    /** Another region of the account goes on: the logs of this one were cut off, or nobody works here any more. */
    @Test
    void aRegionThatFallsSilentBeforeTheOthersDoIsSilentUntilTheyAre() {
        List<GroupReport.DayCount> days = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            days.add(day(MONDAY.plusDays(number), 0, number == 29 ? 6 : 24));
        }
        assertThat(Silences.of(days, "2024-06-04T21:40:00Z"))
                .containsExactly(new Coverage.Silence("2024-06-04T06:00:00Z", "2024-06-04T21:00:00Z", 150));
        assertThat(Silences.of(days, "2024-06-04T06:10:00Z")).isEmpty();
        assertThat(Silences.of(days, null)).isEmpty();
        assertThat(Silences.of(days, "soon")).isEmpty();
    }

    @Test
    void aFewDaysMakeNoRhythm() {
        assertThat(Silences.of(List.of(day(MONDAY, 0, 24), day(MONDAY.plusDays(2), 0, 24)), null))
                .isEmpty();
        assertThat(Silences.of(List.of(), null)).isEmpty();
    }

    private static GroupReport.DayCount day(LocalDate day, int from, int until) {
        Integer[] hours = Collections.nCopies(24, 0).toArray(new Integer[0]);
        Arrays.fill(hours, from, until, 10);
        return count(day, List.of(hours));
    }

    private static GroupReport.DayCount count(LocalDate day, @Nullable List<Integer> hours) {
        return new GroupReport.DayCount(
                Finding.CLOUDTRAIL,
                "111122223333",
                "us-east-1",
                day.toString(),
                100,
                day + "T00:00:00Z",
                day + "T23:00:00Z",
                Map.of(),
                Map.of(),
                0L,
                100L,
                hours);
    }
}
