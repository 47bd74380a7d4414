package org.eksrunbook.trail;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read, and what a missing event may therefore mean: «no reads found» and «reads were not recorded» must never look alike.
 *
 * @param trails one row an account, region and source of logs
 * @param unreadable files (or pieces of files) that could not be read, each with its reason
 * @param passedOver files that lie beside the logs and are none, counted by what they are
 * @param integrity whether the logs are as CloudTrail delivered them; {@code null}: written by a version that did not ask
 * @param statements the same in sentences, the gravest first
 */
public record Coverage(
        String baselineFrom,
        String compromisedAt,
        String until,
        long files,
        long filesRead,
        long events,
        boolean auditLog,
        List<Trail> trails,
        List<UnreadableFile> unreadable,
        List<PassedOver> passedOver,
        @Nullable Integrity integrity,
        List<String> statements) {

    /**
     * What of it is about some accounts, for who may see no more: their trails, and what follows from these alone. Files, digests and what was followed
     * name others.
     */
    public Coverage of(Set<String> accounts) {
        return new CoveragePart(this, accounts).write();
    }

    /** How many files could not be read, or not wholly, that may hold events of the day or a later one: those whose path tells no earlier day. */
    public long unreadableSince(LocalDate day) {
        return unreadable.stream()
                .map(file -> PathFacts.of(file.file()).day())
                .filter(written -> written == null || !written.isBefore(day))
                .count();
    }

    /**
     * @param source {@code cloudtrail} or {@code kubernetes}
     * @param daysWithEvents how many days of the windows have events
     * @param missingDays days between the first and the last one of which there is no event
     * @param dataEvents how many data events (S3 objects, Lambda calls, …) there are, by event source: none means not recorded
     * @param silences hours without any event in which the account otherwise has some; {@code null}: written by a version that did not look
     * @param askedAlone true: the source gives events of the principals alone and cannot count the others, so that a day without an event, and no
     *     data event, say nothing; {@code lastEvent} is then the newest event of anybody
     */
    public record Trail(
            String accountId,
            String region,
            String source,
            long events,
            @Nullable String firstEvent,
            @Nullable String lastEvent,
            int daysWithEvents,
            List<String> missingDays,
            java.util.Map<String, Long> dataEvents,
            @Nullable List<Silence> silences,
            boolean askedAlone) {}

    /**
     * @param from the first hour without an event, {@code until} the first with one again
     * @param usual how many events the account otherwise has in these hours
     */
    public record Silence(String from, String until, long usual) {}

    /** @param file relative to the archive, escaped */
    public record UnreadableFile(String file, String reason) {}

    public record PassedOver(String kind, long files) {}
}
