package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** Puts the reports of all groups together and says in sentences what they mean (correction 14). */
final class CoverageWriter {

    static final String NO_AUDIT_LOG = "No EKS audit log was found: what was done inside the cluster is not known.";

    private static final int MOST_LISTED = 1000;

    private final Window window;
    private final Set<String> accounts;
    private final Survey survey;
    private final List<GroupReport> reports;
    private final AskedCoverage asked;
    private final @Nullable JsonNode surveyed;
    private final Followed followed;
    private final Integrity integrity;

    /** @param accounts those in which the incident's principals may have acted */
    CoverageWriter(
            Window window,
            Set<String> accounts,
            Survey survey,
            List<GroupReport> reports,
            AskedCoverage asked,
            @Nullable JsonNode surveyed,
            Followed followed,
            Integrity integrity) {
        this.window = window;
        this.accounts = accounts;
        this.survey = survey;
        this.reports = reports;
        this.asked = asked;
        this.surveyed = surveyed;
        this.followed = followed;
        this.integrity = integrity;
    }

    Coverage write() {
        long read = all().mapToLong(GroupReport::filesRead).sum();
        List<Coverage.Trail> trails = trails();
        long events = trails.stream().mapToLong(Coverage.Trail::events).sum();
        List<Coverage.UnreadableFile> unreadable = unreadable();
        return new Coverage(
                window.baselineFrom().toString(),
                window.compromisedAt().toString(),
                window.until().toString(),
                survey.files(),
                read,
                events,
                trails.stream().anyMatch(this::isAuditLog),
                trails,
                unreadable.subList(0, Math.min(MOST_LISTED, unreadable.size())),
                passedOver(),
                integrity,
                statements(trails, unreadable.size() + refusedUnnamed()));
    }

    /** Of whole logs, one that ends before the compromise says nothing of what was done inside the cluster since. */
    private boolean isAuditLog(Coverage.Trail trail) {
        String last = trail.lastEvent();
        return trail.source().equals(Finding.KUBERNETES)
                && (trail.askedAlone()
                        || asked.auditLogAnswered()
                        || last != null && last.compareTo(window.compromisedAt().toString()) >= 0);
    }

    private Stream<GroupReport> all() {
        return Stream.concat(reports.stream(), asked.answers().stream());
    }

    /** One row an account, region and source. What is known from a source that gives answers alone does not count beside whole logs. */
    private List<Coverage.Trail> trails() {
        Map<String, List<GroupReport.DayCount>> whole = new TreeMap<>();
        Map<String, List<GroupReport.DayCount>> answers = new TreeMap<>();
        reports.forEach(report -> report.days().forEach(day -> add(whole, day)));
        asked.days()
                .forEach(day ->
                        add(asked.isCounted() && day.source().equals(Finding.CLOUDTRAIL) ? whole : answers, day));
        List<Coverage.Trail> trails = new ArrayList<>();
        Map<String, String> ends = ends(whole);
        whole.values()
                .forEach(counts ->
                        trails.add(trail(counts, ends.get(counts.get(0).accountId()), false)));
        asked.newest().forEach((place, time) -> {
            String trail = Finding.CLOUDTRAIL + "\n" + place;
            if (!whole.containsKey(trail) && !answers.containsKey(trail)) {
                String[] names = place.split("\n", -1);
                trails.add(new Coverage.Trail(
                        names[0],
                        names[1],
                        Finding.CLOUDTRAIL,
                        0,
                        null,
                        time,
                        0,
                        List.of(),
                        Map.of(),
                        List.of(),
                        true));
            }
        });
        answers.forEach((trail, counts) -> {
            if (!whole.containsKey(trail)) {
                trails.add(trail(counts, null, true));
            }
        });
        trails.sort(Comparator.comparing(Coverage.Trail::source)
                .thenComparing(Coverage.Trail::accountId)
                .thenComparing(Coverage.Trail::region));
        return trails;
    }

    private static void add(Map<String, List<GroupReport.DayCount>> byTrail, GroupReport.DayCount day) {
        byTrail.computeIfAbsent(day.source() + "\n" + day.accountId() + "\n" + day.region(), made -> new ArrayList<>())
                .add(day);
    }

    /** The newest event of each account, in whatever region: until then its logs go on. */
    private static Map<String, String> ends(Map<String, List<GroupReport.DayCount>> byTrail) {
        Map<String, String> ends = new TreeMap<>();
        byTrail.values().stream()
                .flatMap(List::stream)
                .filter(count -> count.source().equals(Finding.CLOUDTRAIL))
                .forEach(count -> ends.merge(
                        count.accountId(), count.last(), (one, other) -> one.compareTo(other) < 0 ? other : one));
        return ends;
    }

    /** @param end until when the account's logs go on; {@code null}: not known */
    private Coverage.Trail trail(List<GroupReport.DayCount> counts, @Nullable String end, boolean askedAlone) {
        long events = 0;
        String first = null;
        String last = null;
        TreeSet<LocalDate> days = new TreeSet<>();
        List<GroupReport.DayCount> inWindows = new ArrayList<>();
        Map<String, Long> dataEvents = new TreeMap<>();
        for (GroupReport.DayCount count : counts) {
            events += count.events();
            first = first == null || count.first().compareTo(first) < 0 ? count.first() : first;
            last = last == null || count.last().compareTo(last) > 0 ? count.last() : last;
            count.dataEvents().forEach((source, number) -> dataEvents.merge(source, number, Long::sum));
            LocalDate day = day(count.day());
            if (day != null && isInWindows(day)) {
                days.add(day);
                inWindows.add(count);
            }
        }
        GroupReport.DayCount any = counts.get(0);
        String newest = asked.newest().get(any.accountId() + "\n" + any.region());
        if (askedAlone && newest != null && (last == null || newest.compareTo(last) > 0)) {
            last = newest;
        }
        return new Coverage.Trail(
                any.accountId(),
                any.region(),
                any.source(),
                events,
                first,
                last,
                days.size(),
                askedAlone ? List.of() : missing(days),
                dataEvents,
                askedAlone ? List.of() : Silences.of(inWindows, endOf(last, end)),
                askedAlone);
    }

    /** A region that ended before the compromise is told as such; what is dated after the window proves nothing. */
    private @Nullable String endOf(@Nullable String last, @Nullable String end) {
        String until = window.until().toString();
        if (last == null || end == null || last.compareTo(window.compromisedAt().toString()) < 0) {
            return null;
        }
        return end.compareTo(until) < 0 ? end : until;
    }

    private boolean isInWindows(LocalDate day) {
        return !day.isBefore(window.baselineFrom().atZone(ZoneOffset.UTC).toLocalDate())
                && !day.isAfter(window.until().atZone(ZoneOffset.UTC).toLocalDate());
    }

    private static List<String> missing(TreeSet<LocalDate> days) {
        List<String> missing = new ArrayList<>();
        if (!days.isEmpty()) {
            for (LocalDate day = days.first();
                    day.isBefore(days.last()) && missing.size() < MOST_LISTED;
                    day = day.plusDays(1)) {
                if (!days.contains(day)) {
                    missing.add(day.toString());
                }
            }
        }
        return missing;
    }

    private List<Coverage.UnreadableFile> unreadable() {
        List<Coverage.UnreadableFile> all = new ArrayList<>();
        if (surveyed != null) {
            surveyed.path("refused")
                    .forEach(file -> all.add(new Coverage.UnreadableFile(
                            file.path("file").asText(), file.path("reason").asText())));
        }
        all().forEach(report -> all.addAll(report.unreadable()));
        return all;
    }

    /** Of what the listing refused, that which the survey's entry counts and does not name. */
    private int refusedUnnamed() {
        return surveyed == null
                ? 0
                : Math.max(
                        0,
                        surveyed.path("refusedCount").asInt()
                                - surveyed.path("refused").size());
    }

    private List<Coverage.PassedOver> passedOver() {
        Map<String, Long> sums = new TreeMap<>();
        if (surveyed != null) {
            surveyed.path("passedOver")
                    .fields()
                    .forEachRemaining(
                            kind -> sums.merge(kind.getKey(), kind.getValue().asLong(), Long::sum));
        }
        all().forEach(report -> report.passedOver().forEach((what, count) -> sums.merge(what, count, Long::sum)));
        List<Coverage.PassedOver> list = new ArrayList<>();
        sums.forEach((what, count) -> list.add(new Coverage.PassedOver(what, count)));
        return list;
    }

    /** The gravest of each kind first, so that many of one kind do not hide another. */
    private List<String> statements(List<Coverage.Trail> trails, int unreadable) {
        List<List<String>> kinds = kinds(trails, unreadable);
        return Stream.concat(
                        kinds.stream().flatMap(kind -> kind.stream().limit(1)),
                        kinds.stream().flatMap(kind -> kind.stream().skip(1)))
                .toList();
    }

    private List<List<String>> kinds(List<Coverage.Trail> trails, int unreadable) {
        List<Coverage.Trail> counted =
                trails.stream().filter(trail -> !trail.askedAlone()).toList();
        // A source that gives answers alone tells itself what it holds; an audit log beside it counts nothing of
        // CloudTrail's.
        boolean judged = trails.stream().noneMatch(Coverage.Trail::askedAlone)
                || counted.stream().anyMatch(trail -> trail.source().equals(Finding.CLOUDTRAIL));
        LogReach reach = new LogReach(window, accounts, counted, dayCounts());
        LogGaps gaps = new LogGaps(reports);
        boolean tampered = integrity.state().equals("deviations");
        List<List<String>> kinds = new ArrayList<>();
        if (judged && survey.files() > 0) {
            kinds.add(reach.unseen());
            kinds.add(reach.endedRegions());
        }
        if (followed.untold() > 0) {
            kinds.add(List.of("The limit of rounds was reached: " + followed.untold()
                    + " further names or accounts of principals were not looked for."));
        }
        kinds.add(followed.limits());
        kinds.add(asked.limits());
        if (survey.files() == 0) {
            kinds.add(List.of(
                    asked.holdsEvents()
                            ? "The source holds events of these accounts and days, and none of the principals that were asked for."
                            : "No log file was found: nothing that follows rests on logs."));
        }
        if (unreadable > 0) {
            kinds.add(List.of(unreadable
                    + " files or pieces of files could not be read, or not wholly; what is missing of them is not known."
                    + (unreadable > MOST_LISTED || refusedUnnamed() > 0 ? " Not all of them are listed." : "")));
        }
        if (tampered) {
            kinds.add(integrity.statements());
        }
        kinds.add(TrailChanges.statements(trailChanges()));
        kinds.add(passedOver().stream()
                .filter(kind -> kind.kind().equals(TrailChange.FURTHER))
                .map(
                        kind -> kind.files()
                                + " further changes of what CloudTrail records are in the logs and were not looked at: so many hide others.")
                .toList());
        kinds.add(trails.stream()
                .flatMap(trail -> LogGaps.silence(trail).stream())
                .toList());
        kinds.add(gaps.late().stream().toList());
        kinds.add(followed.ordinary().entrySet().stream()
                .map(
                        one -> one.getValue() + " calls of " + VisibleText.of(one.getKey())
                                + " are like those before the compromise and no findings: what the attacker did from inside it in the same way is among them.")
                .toList());
        if (judged) {
            kinds.add(List.of(reach.dataEvents()));
        }
        kinds.add(gaps.oneSided());
        if (trails.stream().noneMatch(trail -> trail.source().equals(Finding.KUBERNETES))) {
            kinds.add(asked.auditLogAnswered() ? List.of() : List.of(NO_AUDIT_LOG));
        } else if (!asked.auditLogAnswered()) {
            kinds.add(reach.auditLogEnd().stream().toList());
        }
        if (judged) {
            kinds.add(List.of(reach.baseline()));
        }
        if (!tampered && survey.files() > 0) {
            kinds.add(integrity.statements());
        }
        kinds.add(trails.stream()
                .flatMap(trail -> LogGaps.daysWithout(trail).stream())
                .toList());
        return kinds;
    }

    private List<GroupReport.DayCount> dayCounts() {
        return Stream.concat(reports.stream().flatMap(report -> report.days().stream()), asked.days().stream())
                .toList();
    }

    private List<TrailChange> trailChanges() {
        Instant from = window.baselineFrom();
        List<TrailChange> changes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        all().map(GroupReport::trailChanges)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(TrailChange::time).thenComparing(TrailChange::eventId))
                .filter(change -> change.time().compareTo(from.toString()) >= 0)
                .filter(change -> seen.add(change.eventId()))
                .forEach(changes::add);
        return changes;
    }

    static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
