package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what an archive tells, and keeps what a selection wants of it. */
final class ListingCollector implements LogArchive.Found {

    private final List<ArchiveFile> logs = new ArrayList<>();
    private final List<ArchiveFile> digests = new ArrayList<>();
    private final boolean withDigests;
    private final List<Coverage.UnreadableFile> refused = new ArrayList<>();
    private final Map<String, Long> passedOver = new TreeMap<>();

    /** @param withDigests whether CloudTrail's digests are kept; else they are passed over */
    ListingCollector(boolean withDigests) {
        this.withDigests = withDigests;
    }

    @Override
    public void file(String path, long size, long modified) {
        FileKind kind = FileKind.of(path);
        if (kind.isRead()) {
            logs.add(ArchiveFile.at(path, size, modified));
        } else if (withDigests && kind == FileKind.DIGEST) {
            digests.add(ArchiveFile.at(path, size, modified));
        } else {
            passedOver(kind.words(), 1);
        }
    }

    @Override
    public void refused(String path, String reason) {
        refused.add(new Coverage.UnreadableFile(path, reason));
    }

    @Override
    public void passedOver(String what, long count) {
        passedOver.merge(what, count, Long::sum);
    }

    boolean names(LogSelection selection) {
        return logs.stream()
                .anyMatch(file -> file.account() != null && selection.accounts().contains(file.account()));
    }

    /**
     * Leaves out what cannot matter: files of other accounts, where the folders name the accounts of the scope at all, and of days outside the
     * selection.
     */
    Listing of(LogSelection selection) {
        boolean byAccount = names(selection);
        return new Listing(kept(logs, byAccount, selection), kept(digests, byAccount, selection), refused, passedOver);
    }

    private static List<ArchiveFile> kept(List<ArchiveFile> files, boolean byAccount, LogSelection selection) {
        return files.stream()
                .filter(file -> !byAccount
                        || file.account() == null
                        || selection.accounts().contains(file.account()))
                .filter(selection::holds)
                .sorted(Comparator.comparing(ArchiveFile::path))
                .toList();
    }
}
