package org.eksrunbook.trail;

import java.time.LocalDate;
import java.util.Set;

/**
 * Which logs are wanted, as far as folders tell it.
 *
 * @param accounts empty: of any account
 * @param first day of a folder that is looked into
 * @param last day likewise
 */
public record LogSelection(Set<String> accounts, LocalDate first, LocalDate last) {

    public LogSelection {
        accounts = Set.copyOf(accounts);
    }

    /** Whether a folder, told by its path below the archive, may hold logs, or CloudTrail's digests of them. */
    public static boolean mayHoldLogs(String folder) {
        FileKind kind = FileKind.of(folder + "/");
        return kind.isRead() || kind == FileKind.DIGEST;
    }

    /** What a folder holds that holds no logs. */
    public static String kindOf(String folder) {
        return FileKind.of(folder + "/").words();
    }

    LogSelection ofAnyAccount() {
        return new LogSelection(Set.of(), first, last);
    }

    boolean holds(ArchiveFile file) {
        if (file.day() == null) {
            return true;
        }
        LocalDate day = LocalDate.parse(file.day());
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
