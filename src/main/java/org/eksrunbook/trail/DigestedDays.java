package org.eksrunbook.trail;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which logs digests may name, told by where the digests lie: a log is named by the digest of the hour in which it was delivered or of the next, in
 * the folder of that day; one that was delivered late by a backfill digest. What none of them can name needs no hash, a fifth of reading's time.
 */
final class DigestedDays {

    private final Set<String> days = new HashSet<>();
    private final Set<String> ofAnyDay = new HashSet<>();
    private boolean untold;

    DigestedDays(Collection<ArchiveFile> digests) {
        for (ArchiveFile digest : digests) {
            DigestChain.Line line = DigestChain.Line.of(digest.path());
            String place = line.account() + ' ' + line.region();
            if (line.account().isEmpty() || digest.day() == null) {
                untold = true;
            } else if (line.backfill()) {
                ofAnyDay.add(place);
            } else {
                LocalDate day = LocalDate.parse(digest.day());
                for (int beside = -1; beside <= 1; beside++) {
                    days.add(place + ' ' + day.plusDays(beside));
                }
            }
        }
    }

    /** False where no digest can name it. */
    boolean mayName(ArchiveFile log) {
        if (untold || log.account() == null || log.region() == null || log.day() == null) {
            return true;
        }
        String place = log.account() + ' ' + log.region();
        return ofAnyDay.contains(place) || days.contains(place + ' ' + log.day());
    }
}
