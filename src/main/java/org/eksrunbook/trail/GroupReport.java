package org.eksrunbook.trail;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * What reading a group of files told, apart from the events themselves; kept as an artefact.
 *
 * @param files in the group
 * @param filesRead to the end and without a fault
 * @param unreadable files, or records of files, with the reason
 * @param passedOver what was opened and is no log, by what it is
 * @param index hashes of all tokens in the group, see {@link TokenFiles#encodedTokens()}
 * @param places in which files they stand, see {@link TokenFiles#encodedFiles()}; {@code null}: an older version has not noted it
 * @param hashes of the logs' contents, where there are digests to compare them with
 * @param trailChanges calls that changed what CloudTrail records, of anybody
 * @param late files that came long after what they hold
 * @param digests what the group's digest files say; {@code null}: it is a group of logs
 * @param notLetIn how many files this server was not let into, or not just then; {@code null}: an older version has not noted it
 */
record GroupReport(
        int files,
        int filesRead,
        long events,
        List<DayCount> days,
        List<Coverage.UnreadableFile> unreadable,
        Map<String, Long> passedOver,
        String index,
        @Nullable String places,
        @Nullable List<LogHash> hashes,
        @Nullable List<TrailChange> trailChanges,
        @Nullable Late late,
        @Nullable List<DigestFacts> digests,
        @Nullable Integer notLetIn) {

    /** Begins what is told of a file that its source could not give. */
    static final String JUST_NOW = "could not be read just now: ";

    /** A group of digest files, which holds no events. */
    static GroupReport ofDigests(List<DigestFacts> digests, List<Coverage.UnreadableFile> unreadable, int notLetIn) {
        return new GroupReport(0, 0, 0, List.of(), unreadable, Map.of(), "", "", null, null, null, digests, notLetIn);
    }

    /** Whether there are files that somebody may have opened for this server meanwhile: the group is as good as unread. */
    boolean mayBeReadLater() {
        return notLetIn != null && notLetIn > 0;
    }

    /** Whether this server is let into one of them now. Those that were told for another reason are looked at too, and count for nothing. */
    boolean isLetInNow(List<ArchiveFile> all, GroupReader.Opener opener) {
        Set<String> named =
                unreadable.stream().map(Coverage.UnreadableFile::file).collect(Collectors.toSet());
        // Those told for another reason open today as they did then: more than they are is one that opens now.
        long others = named.size() - (notLetIn == null ? 0 : notLetIn);
        return all.stream()
                .filter(file -> named.contains(VisibleText.of(file.path())))
                .filter(file -> !NotLetIn.to(file, opener))
                .skip(Math.max(0, others))
                .findFirst()
                .isPresent();
    }

    /**
     * The files that have to be read again for further tokens: those in which one may stand, and all where the first reading could not tell.
     *
     * @param all the group's files, in the order in which they were read
     */
    List<ArchiveFile> holding(Wanted wanted, List<ArchiveFile> all) {
        if (places == null || !unreadable.isEmpty()) {
            return TokenFiles.holdsOne(wanted, index) ? all : List.of();
        }
        return TokenFiles.holding(wanted, index, places).stream()
                .mapToObj(all::get)
                .toList();
    }

    /** What could not be read, but for what may have been read since. */
    List<Coverage.UnreadableFile> lastingFaults() {
        return unreadable.stream()
                .filter(file -> !file.reason().startsWith(JUST_NOW))
                .toList();
    }

    /** The same with what another reading of the group told: what a record holds shows only to whoever looks for its caller. */
    GroupReport alsoUnreadable(List<Coverage.UnreadableFile> more) {
        return more.isEmpty()
                ? this
                : new GroupReport(
                        files,
                        filesRead,
                        events,
                        days,
                        Stream.concat(unreadable.stream(), more.stream())
                                .distinct()
                                .sorted(Comparator.comparing(Coverage.UnreadableFile::file)
                                        .thenComparing(Coverage.UnreadableFile::reason))
                                .toList(),
                        passedOver,
                        index,
                        places,
                        hashes,
                        trailChanges,
                        late,
                        digests,
                        notLetIn);
    }

    /**
     * What CloudTrail put into a log file.
     *
     * @param sha256 {@code null}: no digest can name the file
     */
    record LogHash(String path, @Nullable String sha256, boolean appended) {}

    /**
     * @param timed files whose name says when they were delivered
     * @param files of them with an event that was more than an hour old then
     * @param mostMinutes how old the oldest was
     */
    record Late(int timed, int files, long mostMinutes) {}

    /**
     * Events of one day, account, region and source.
     *
     * @param dataReads how many of the data events say that they only read, by event source; {@code null}: not known
     * @param reads how many of them say that they only read, {@code writes} that they do not; {@code null}: not known
     * @param hours how many there were in each hour of the day (UTC); {@code null}: not known
     */
    record DayCount(
            String source,
            String accountId,
            String region,
            String day,
            long events,
            String first,
            String last,
            Map<String, Long> dataEvents,
            @Nullable Map<String, Long> dataReads,
            @Nullable Long reads,
            @Nullable Long writes,
            @Nullable List<Integer> hours) {}
}
