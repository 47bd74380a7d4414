package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eksrunbook.incident.VisibleText;

/** What whole logs leave out, told from the logs themselves, in sentences. */
final class LogGaps {

    private static final int MOST_TOLD = 5;
    // Of that many events some read and some write, if both are recorded.
    private static final int ENOUGH = 200;

    private final List<GroupReport> reports;

    /** @param reports of groups of whole logs, not of answers */
    LogGaps(List<GroupReport> reports) {
        this.reports = reports;
    }

    /** Hours in which nothing is told of an account and region. */
    static Optional<String> silence(Coverage.Trail trail) {
        List<Coverage.Silence> silences = trail.silences();
        if (silences == null || silences.isEmpty()) {
            return Optional.empty();
        }
        List<String> spans = silences.stream()
                .limit(MOST_TOLD)
                .map(silence ->
                        silence.from() + " to " + silence.until() + " (otherwise about " + silence.usual() + " events)")
                .toList();
        return Optional.of("Hours without any event in " + name(trail)
                + ", which otherwise has some then: either nothing was called or logs are missing: "
                + String.join("; ", spans)
                + (silences.size() > spans.size() ? "; and " + (silences.size() - spans.size()) + " further." : "."));
    }

    static Optional<String> daysWithout(Coverage.Trail trail) {
        return trail.missingDays().isEmpty()
                ? Optional.empty()
                : Optional.of("Between the first and the last event of " + name(trail) + ", "
                        + trail.missingDays().size()
                        + " days have no event at all: either nothing happened or logs are missing.");
    }

    /** Where nearly all files are late their names do not tell of a delivery. */
    Optional<String> late() {
        int timed = 0;
        int files = 0;
        long most = 0;
        for (GroupReport report : reports) {
            if (report.late() != null) {
                timed += report.late().timed();
                files += report.late().files();
                most = Math.max(most, report.late().mostMinutes());
            }
        }
        return files == 0 || files * 10 > timed * 9
                ? Optional.empty()
                : Optional.of(files + " of " + timed
                        + " files were delivered more than an hour after an event in them, at most " + most
                        + " minutes: events of the last hours may be still to come.");
    }

    /** Of a trail that records writing calls alone nobody is seen looking around, and the other way round. */
    List<String> oneSided() {
        List<String> statements = new ArrayList<>();
        Map<String, long[]> byAccount = new TreeMap<>();
        reports.forEach(report -> report.days().stream()
                .filter(day -> day.source().equals(Finding.CLOUDTRAIL))
                .forEach(day -> {
                    long reads = day.reads() == null ? 0 : day.reads();
                    long writes = day.writes() == null ? 0 : day.writes();
                    long[] sums = byAccount.computeIfAbsent(day.accountId(), made -> new long[3]);
                    sums[0] += reads;
                    sums[1] += writes;
                    sums[2] += day.events() - reads - writes;
                }));
        byAccount.forEach((account, sums) -> {
            long told = sums[0] + sums[1];
            boolean unknown = sums[2] > 0;
            if (!unknown && told >= ENOUGH && (sums[0] == 0 || sums[1] == 0)) {
                statements.add("All " + told + " events of account " + VisibleText.of(account) + " are "
                        + (sums[0] == 0
                                ? "writing calls: either there was no reading"
                                : "reading calls: either there was no writing")
                        + " one, or such calls were not recorded, and then none being found says nothing.");
            }
        });
        return statements;
    }

    static String name(Coverage.Trail trail) {
        return trail.source().equals(Finding.KUBERNETES)
                ? "the EKS audit log"
                : "account " + VisibleText.of(trail.accountId()) + " in " + VisibleText.of(trail.region());
    }
}
