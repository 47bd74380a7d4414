package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What an archive in S3 holds, found with few requests: its accounts, and the oldest and newest day of CloudTrail in the first regions of the first
 * accounts.
 */
final class ArchiveRange {

    private static final Pattern WAY = Pattern.compile("AWSLogs|o-[a-z0-9]{10,32}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final int MOST_ACCOUNTS = 5;
    private static final int MOST_REGIONS = 4;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    final TreeSet<String> accounts = new TreeSet<>();
    final TreeSet<String> days = new TreeSet<>();
    final List<String> refused = new ArrayList<>();
    boolean digests;
    boolean config;

    @Nullable
    String newest;

    private final S3Client s3;
    private final S3Location place;
    private final Clock clock;
    private final Instant deadline;

    ArchiveRange(S3Client s3, S3Location place, Clock clock) {
        this.s3 = s3;
        this.place = place;
        this.clock = clock;
        this.deadline = clock.instant().plus(LONGEST);
    }

    /** @throws org.eksrunbook.trail.SourceUnavailable where S3 does not answer */
    void find() {
        find("", 0);
    }

    private void find(String level, int depth) {
        for (String name : folders(level)) {
            if (ACCOUNT.matcher(name).matches()) {
                accounts.add(name);
                if (accounts.size() <= MOST_ACCOUNTS) {
                    account(level + name + "/");
                }
            } else if (depth < 4 && (WAY.matcher(name).matches() || depth == 0)) {
                find(level + name + "/", depth + 1);
            }
        }
    }

    private void account(String level) {
        for (String name : folders(level)) {
            digests |= name.equals("CloudTrail-Digest");
            config |= name.equals("Config");
            if (name.equals("CloudTrail")) {
                List<String> regions = folders(level + name + "/");
                regions.stream().limit(MOST_REGIONS).forEach(region -> region(level + name + "/" + region + "/"));
            }
        }
    }

    private void region(String level) {
        String first = end(level, false);
        String last = end(level, true);
        if (first != null && last != null) {
            days.add(first.substring(level.length()));
            days.add(last.substring(level.length()));
            S3Page page = new S3Listing(s3, place, S3Branch.level(last + "/")).read();
            page.objects().stream()
                    .max(Comparator.comparing(StoredObject::modified))
                    .ifPresent(object -> newest = object.path());
        }
    }

    /** The oldest or newest day, as far as years, months and days go. */
    private @Nullable String end(String level, boolean last) {
        String at = level;
        for (int step = 0; step < 3; step++) {
            List<String> names = folders(at).stream()
                    .filter(name -> name.matches("\\d{2,4}"))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                return null;
            }
            at += names.get(last ? names.size() - 1 : 0) + "/";
        }
        return at.substring(0, at.length() - 1);
    }

    private List<String> folders(String level) {
        if (clock.instant().isAfter(deadline)) {
            return List.of();
        }
        S3Page page = new S3Listing(s3, place, S3Branch.level(level)).read();
        if (page.refused() != null) {
            refused.add(page.refused() + (level.isEmpty() ? "" : " at " + level));
        }
        return page.folders();
    }
}
