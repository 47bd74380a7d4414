package org.eksrunbook.trail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts files into groups, account by account and in the order of days: a file that arrives later changes the last group of its account, and an
 * account that joins later changes no group of another. No group reaches over the day of the compromise: those behind it are read more than once.
 */
final class Grouping {

    private Grouping() {}

    /** @param compromised the first day of the suspect window */
    static List<FileGroup> of(Listing listing, LocalDate compromised, int mostFiles, long mostBytes) {
        List<FileGroup> groups = new ArrayList<>(of(listing.logs(), false, compromised, mostFiles, mostBytes));
        groups.addAll(of(listing.digests(), true, compromised, mostFiles, mostBytes));
        return groups;
    }

    private static List<FileGroup> of(
            List<ArchiveFile> files, boolean digests, LocalDate compromised, int mostFiles, long mostBytes) {
        String firstDay = compromised.toString();
        List<ArchiveFile> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparing(ArchiveFile::holdsAnswersAlone)
                .thenComparing(file -> orEmpty(file.account()))
                .thenComparing(file -> orEmpty(file.day()))
                .thenComparing(ArchiveFile::path));
        List<FileGroup> groups = new ArrayList<>();
        List<ArchiveFile> group = new ArrayList<>();
        long bytes = 0;
        for (ArchiveFile file : ordered) {
            boolean full = group.size() == mostFiles || bytes + file.size() > mostBytes;
            if (!group.isEmpty() && (full || !together(group.get(0), file, firstDay))) {
                groups.add(FileGroup.of(group, digests));
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(file);
            bytes += file.size();
        }
        if (!group.isEmpty()) {
            groups.add(FileGroup.of(group, digests));
        }
        return groups;
    }

    /** What a source brought holds no more than was asked for: its groups say nothing about what else there is. */
    private static boolean together(ArchiveFile one, ArchiveFile other, String firstDay) {
        return isBefore(one, firstDay) == isBefore(other, firstDay)
                && orEmpty(one.account()).equals(orEmpty(other.account()))
                && one.holdsAnswersAlone() == other.holdsAnswersAlone();
    }

    private static boolean isBefore(ArchiveFile file, String firstDay) {
        return file.day() != null && file.day().compareTo(firstDay) < 0;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
