package org.eksrunbook.trail;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which logs digests may name, told by the names of both, which they keep wherever they are copied to: a log is named by the digest of the hour in which
 * it was delivered or of the next; one that was delivered late by a backfill digest. What none of them can name needs no hash, a fifth of reading's time.
 */
final class DigestedDays {

    private final Set<String> days = new HashSet<>();
    private final Set<String> ofAnyDay = new HashSet<>();
    private boolean untold;

    void add(Collection<ArchiveFile> digests) {
        for (ArchiveFile digest : digests) {
            DigestChain.Line line = DigestChain.Line.of(digest.path());
            String place = line.account() + ' ' + line.region();
            LocalDate day = DigestChain.day(digest.path());
            if (day == null) {
                untold = true;
            } else if (line.backfill()) {
                ofAnyDay.add(place);
            } else {
                for (int beside = -1; beside <= 1; beside++) {
                    days.add(place + ' ' + day.plusDays(beside));
                }
            }
        }
    }

    /** False where no digest can name it. */
    boolean mayName(ArchiveFile log) {
        PathFacts name = PathFacts.ofName(log.path());
        String place = name.account() + ' ' + name.region();
        return untold || name.day() == null || ofAnyDay.contains(place) || days.contains(place + ' ' + name.day());
    }
}
