package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is covered by a source that is asked. The files it brought hold answers alone; how many events there are, it told itself, or it cannot tell.
 *
 * @param answers reports of the groups of files that it brought
 * @param told {@code null}: no such source was asked
 * @param ofCluster what was not to be learned about the cluster, in sentences
 * @param auditLogAnswered whether the cluster's audit log was asked for what the identities did: no event of it is an answer then
 */
record AskedCoverage(
        List<GroupReport> answers, @Nullable SourceReport told, List<String> ofCluster, boolean auditLogAnswered) {

    boolean isCounted() {
        return told != null && !told.counts().isEmpty();
    }

    boolean holdsEvents() {
        return told != null && told.holdsEvents();
    }

    List<String> limits() {
        List<String> limits = new ArrayList<>(told == null ? List.of() : told.limits());
        limits.addAll(ofCluster);
        return limits;
    }

    /** Counts of all events where the source told them, else of those that it brought. */
    List<GroupReport.DayCount> days() {
        if (told == null || !isCounted()) {
            return answers.stream().flatMap(report -> report.days().stream()).toList();
        }
        List<GroupReport.DayCount> days = new ArrayList<>();
        for (TrailAnswer.Count count : told.counts()) {
            days.add(new GroupReport.DayCount(
                    Finding.CLOUDTRAIL,
                    count.accountId(),
                    count.region(),
                    count.day(),
                    count.events(),
                    count.first(),
                    count.last(),
                    count.dataEvents(),
                    count.dataReads(),
                    null,
                    null,
                    null));
        }
        // The audit log comes from elsewhere, and nobody counts it.
        answers.stream()
                .flatMap(report -> report.days().stream())
                .filter(day -> day.source().equals(Finding.KUBERNETES))
                .forEach(days::add);
        return days;
    }

    /** The newest event of anybody by account and region, where the source told it. */
    Map<String, String> newest() {
        Map<String, String> newest = new LinkedHashMap<>();
        if (told != null) {
            for (TrailAnswer.Newest one : told.newest()) {
                if (one.eventTime() != null) {
                    newest.put(one.accountId() + "\n" + one.region(), one.eventTime());
                }
            }
        }
        return newest;
    }
}
