package org.eksrunbook.trail;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** How far logs reach whose events are counted: which accounts and regions, until when, how far back, and which data events; in sentences. */
final class LogReach {

    private static final String S3 = "s3.amazonaws.com";
    // CloudTrail delivers within minutes; a quiet hour is no gap.
    private static final Duration DELIVERED = Duration.ofHours(1);
    private static final int MOST_REGIONS = 5;

    private final Window window;
    private final Set<String> accounts;
    private final List<Coverage.Trail> trails;
    private final @Nullable List<GroupReport.DayCount> days;

    /**
     * @param accounts those in which the incident's principals may have acted
     * @param days {@code null}: not known by the day
     */
    LogReach(
            Window window,
            Set<String> accounts,
            List<Coverage.Trail> trails,
            @Nullable List<GroupReport.DayCount> days) {
        this.window = window;
        this.accounts = accounts;
        this.trails = trails;
        this.days = days;
    }

    /** Accounts of which there is no log at all, or none of the end of the suspect window. */
    List<String> unseen() {
        List<String> statements = new ArrayList<>();
        Set<String> looked = new TreeSet<>(accounts);
        trails.forEach(trail -> looked.add(trail.accountId()));
        looked.remove("");
        for (String account : looked) {
            Optional<String> newest = newest(account);
            String name = VisibleText.of(account);
            if (newest.isEmpty()) {
                statements.add(
                        "Of account " + name + " no event of CloudTrail was read: what happened there is not known.");
            } else if (isBeforeCompromise(newest.get())) {
                statements.add("The newest event of account " + name + " that was read is of "
                        + VisibleText.of(newest.get())
                        + ", before the compromise: nothing of the suspect window was seen there.");
            } else if (isBeforeEnd(newest.get())) {
                statements.add("The newest event of account " + name + " that was read is of "
                        + VisibleText.of(newest.get()) + ": what happened there since then was not seen.");
            }
        }
        return statements;
    }

    /** Regions of accounts that go on elsewhere: a trail of this region alone may have been stopped, or its files are not among those read. */
    List<String> endedRegions() {
        return trails.stream()
                .map(Coverage.Trail::accountId)
                .filter(account -> !account.isEmpty())
                .distinct()
                .filter(account -> newest(account)
                        .filter(newest -> !isBeforeCompromise(newest))
                        .isPresent())
                .sorted()
                .flatMap(account -> endedRegions(account).stream())
                .toList();
    }

    private Optional<String> endedRegions(String account) {
        List<Coverage.Trail> ended = ofCloudTrail(account)
                .filter(trail -> trail.lastEvent() != null
                        && !trail.region().isEmpty()
                        && isBeforeCompromise(trail.lastEvent())
                        && isBeforeEnd(trail.lastEvent()))
                .sorted(Comparator.comparingLong(Coverage.Trail::events)
                        .reversed()
                        .thenComparing(Coverage.Trail::region))
                .toList();
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        List<String> regions = ended.stream()
                .limit(MOST_REGIONS)
                .map(trail -> VisibleText.of(trail.region()) + " (until "
                        + VisibleText.of(String.valueOf(trail.lastEvent())) + ")")
                .toList();
        int more = ended.size() - regions.size();
        return Optional.of("Nothing of the suspect window was seen in these regions of account "
                + VisibleText.of(account) + ", of which there are earlier events: " + String.join(", ", regions)
                + (more == 0 ? "" : " and " + more + " further")
                + ": either nothing was called there or logs are missing.");
    }

    /** An audit log that ends says nothing of what came after; an hour of a cluster without any request there is not. */
    Optional<String> auditLogEnd() {
        return trails.stream()
                .filter(trail -> trail.source().equals(Finding.KUBERNETES))
                .map(Coverage.Trail::lastEvent)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .filter(this::isBeforeEnd)
                .map(newest -> "The EKS audit log that was read ends at " + VisibleText.of(newest)
                        + (isBeforeCompromise(newest)
                                ? ", before the compromise: nothing of the suspect window is in it, and what was done inside the cluster is not known."
                                : ": what was done inside the cluster since then was not seen."));
    }

    private Optional<String> newest(String account) {
        return ofCloudTrail(account)
                .map(Coverage.Trail::lastEvent)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    private Stream<Coverage.Trail> ofCloudTrail(String account) {
        return trails.stream()
                .filter(trail -> trail.source().equals(Finding.CLOUDTRAIL)
                        && trail.accountId().equals(account));
    }

    private boolean isBeforeCompromise(String time) {
        return time.compareTo(window.compromisedAt().toString()) < 0;
    }

    private boolean isBeforeEnd(String time) {
        return time.compareTo(window.until().minus(DELIVERED).toString()) < 0;
    }

    /** Which data events were recorded: of reads that were not, none is found. */
    String dataEvents() {
        Map<String, Long> sums = new TreeMap<>();
        trails.forEach(trail -> trail.dataEvents().forEach((source, count) -> sums.merge(source, count, Long::sum)));
        String s3;
        if (!sums.containsKey(S3)) {
            s3 =
                    "No data event of S3 is in these logs: reads of S3 objects were not recorded, so none being found says nothing.";
        } else {
            s3 = switch (readsOfS3()) {
                case SOME -> "Reads of S3 objects were recorded, at least in part.";
                case NONE ->
                    "Data events of S3 are in these logs and none of them only reads: whether reads of objects were recorded is not known, so none being found says nothing.";
                case NOT_COUNTED ->
                    "Data events of S3 were recorded, at least in part; whether all reads of objects were is not known.";
            };
        }
        return sums.isEmpty() ? s3 : s3 + " Data events found: " + String.join(", ", sums.keySet()) + ".";
    }

    private enum Reads {
        SOME,
        NONE,
        NOT_COUNTED
    }

    private Reads readsOfS3() {
        if (days == null) {
            return Reads.NOT_COUNTED;
        }
        boolean known = true;
        for (GroupReport.DayCount day : days) {
            if (day.dataReads() == null) {
                known &= !day.dataEvents().containsKey(S3);
            } else if (day.dataReads().getOrDefault(S3, 0L) > 0) {
                return Reads.SOME;
            }
        }
        return known ? Reads.NONE : Reads.NOT_COUNTED;
    }

    /** By account, since a short one is not made longer by another. */
    String baseline() {
        long wanted =
                Duration.between(window.baselineFrom(), window.compromisedAt()).toDays();
        Map<String, Long> reached = new TreeMap<>();
        for (Coverage.Trail trail : trails) {
            if (trail.source().equals(Finding.CLOUDTRAIL)) {
                reached.merge(trail.accountId(), Math.min(wanted, daysBefore(trail.firstEvent())), Math::max);
            }
        }
        accounts.forEach(account -> reached.putIfAbsent(account, 0L));
        if (reached.values().stream().distinct().count() < 2) {
            return "The baseline reaches back "
                    + reached.values().stream().findFirst().orElse(0L) + " of " + wanted + " days.";
        }
        List<String> each = new ArrayList<>();
        reached.forEach((account, days) -> each.add(days + " in account " + VisibleText.of(account)));
        return "The baseline reaches back, of " + wanted + " days, " + String.join(", ", each) + ".";
    }

    private long daysBefore(@Nullable String first) {
        LocalDate day = CoverageWriter.day(first);
        LocalDate compromised = window.compromisedAt().atZone(ZoneOffset.UTC).toLocalDate();
        return day == null || day.isAfter(compromised) ? 0 : ChronoUnit.DAYS.between(day, compromised);
    }
}
