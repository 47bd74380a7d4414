package org.eksrunbook.trail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the logs that were read with what digests say of them. */
final class DigestedLogs {

    private static final Pattern TIME = Pattern.compile("_CloudTrail_[a-z0-9-]+_(\\d{8}T\\d{4}Z)_");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT);
    /** A file may be in the digest of the hour after its name's time. */
    private static final Duration LATE = Duration.ofHours(2);

    // A file may lie in the archive several times: a sound copy says nothing of the others.
    private final Map<String, List<GroupReport.LogHash>> byName = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final Window window;
    private final BiConsumer<String, String> deviations;
    private final Set<String> late = new HashSet<>();
    private long sound;
    private long uncovered;

    DigestedLogs(List<GroupReport> reports, Window window, BiConsumer<String, String> deviations) {
        this.window = window;
        this.deviations = deviations;
        for (GroupReport report : reports) {
            if (report.hashes() != null) {
                report.hashes()
                        .forEach(log -> byName.computeIfAbsent(name(log.path()), name -> new ArrayList<>())
                                .add(log));
            }
            report.unreadable().forEach(file -> unreadable.add(name(file.file())));
        }
    }

    void compare(DigestFacts digest) {
        for (DigestFacts.Named log : digest.logs()) {
            String name = name(log.key());
            named.add(name);
            List<GroupReport.LogHash> reads = byName.getOrDefault(name, List.of());
            if (reads.isEmpty() && !unreadable.contains(name) && isInWindow(log.key())) {
                deviations.accept(log.key(), "a digest names this log, but it is not in the archive");
            }
            reads.forEach(read -> compare(log, read));
        }
    }

    private void compare(DigestFacts.Named log, GroupReport.LogHash read) {
        if (read.sha256() == null) {
            late.add(read.path());
        } else if (!read.sha256().equals(log.hash())) {
            deviations.accept(read.path(), "this log was changed: its content is not what its digest says");
        } else if (read.appended()) {
            deviations.accept(read.path(), "something was appended to this log behind what CloudTrail delivered");
        } else if (!log.key().endsWith(read.path()) && !read.path().endsWith(log.key())) {
            deviations.accept(read.path(), "this log was delivered as " + log.key() + " and lies elsewhere");
        } else {
            sound++;
        }
    }

    /** @param chains of each account and region, those of late deliveries not among them */
    void compareRest(Map<String, List<DigestChain>> chains) {
        byName.forEach((name, reads) -> {
            Instant time = time(name);
            if (!named.contains(name) && time != null) {
                reads.forEach(log -> unnamed(log, time, chains));
            }
        });
    }

    private void unnamed(GroupReport.LogHash log, Instant time, Map<String, List<DigestChain>> chains) {
        PathFacts facts = PathFacts.of(log.path());
        List<DigestChain> responsible = chains.getOrDefault(facts.account() + " " + facts.region(), List.of());
        boolean shouldBeNamed = responsible.stream()
                .anyMatch(chain -> chain.isWhole()
                        && time.isAfter(chain.begins().plus(LATE))
                        && time.isBefore(chain.ends().minus(LATE)));
        if (shouldBeNamed) {
            deviations.accept(log.path(), "no digest names this log: CloudTrail did not deliver it so");
        } else {
            uncovered++;
        }
    }

    long sound() {
        return sound;
    }

    /** Of which no digest speaks, or one that came when they had been read: their content is not compared. */
    long uncovered() {
        return uncovered + late.size();
    }

    private boolean isInWindow(String key) {
        LocalDate day = PathFacts.of(key).day();
        return day == null
                || !day.isBefore(window.baselineFrom().atZone(ZoneOffset.UTC).toLocalDate())
                        && !day.isAfter(window.until().atZone(ZoneOffset.UTC).toLocalDate());
    }

    private static @Nullable Instant time(String name) {
        Matcher told = TIME.matcher(name);
        try {
            return told.find() ? LocalDateTime.parse(told.group(1), MINUTE).toInstant(ZoneOffset.UTC) : null;
        } catch (DateTimeParseException impossible) {
            return null;
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
