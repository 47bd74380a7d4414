package org.eksrunbook.trail;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which logs digests may name, told by the names of both, which they keep wherever they are copied to: a log is named by the digest of the hour in which
 * it was delivered or of the next; one that was delivered late by a backfill digest. What none of them can name needs no hash, a fifth of reading's time.
 */
final class DigestedDays {

    private static final Pattern LOG = Pattern.compile("(\\d{12})_CloudTrail_([a-z0-9-]+)_(\\d{8})T.*");
    private static final Pattern DIGEST =
            Pattern.compile("(\\d{12})_CloudTrail-Digest_([a-z0-9-]+)_.*_(\\d{8})T\\d{6}Z(_backfill)?\\.json\\.gz");

    private final Set<String> days = new HashSet<>();
    private final Set<String> ofAnyDay = new HashSet<>();
    private boolean untold;

    void add(Collection<ArchiveFile> digests) {
        for (ArchiveFile digest : digests) {
            Matcher name = DIGEST.matcher(name(digest));
            LocalDate day = name.matches() ? day(name.group(3)) : null;
            if (day == null) {
                untold = true;
            } else if (name.group(4) != null) {
                ofAnyDay.add(place(name));
            } else {
                for (int beside = -1; beside <= 1; beside++) {
                    days.add(place(name) + ' ' + day.plusDays(beside));
                }
            }
        }
    }

    /** False where no digest can name it. */
    boolean mayName(ArchiveFile log) {
        Matcher name = LOG.matcher(name(log));
        LocalDate day = name.matches() ? day(name.group(3)) : null;
        return untold || day == null || ofAnyDay.contains(place(name)) || days.contains(place(name) + ' ' + day);
    }

    private static String name(ArchiveFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    private static String place(Matcher name) {
        return name.group(1) + ' ' + name.group(2);
    }

    private static @Nullable LocalDate day(String digits) {
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException impossible) {
            return null;
        }
    }
}
