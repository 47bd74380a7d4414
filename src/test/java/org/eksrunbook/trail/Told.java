package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;

/** What one source made of an incident, each finding once. */
record Told(Set<Finding> findings, Set<Principal> principals, Coverage coverage) {

    static Told investigated(Bench bench, IncidentId id) {
        bench.investigate(id);
        List<Finding> findings = bench.findings(id);
        assertThat(findings)
                .extracting(finding -> finding.source() + " " + finding.eventId())
                .doesNotHaveDuplicates();
        return new Told(
                new HashSet<>(findings),
                bench.get(Principals.class).all(id).stream()
                        .map(Told::inNoRound)
                        .collect(Collectors.toSet()),
                bench.coverage(id));
    }

    /** A source that is asked learns in a second round what the files tell at once. */
    private static Principal inNoRound(Principal one) {
        return new Principal(
                one.id(),
                one.arn(),
                one.type(),
                one.source(),
                one.confidence(),
                one.evidence().stream().sorted().toList(),
                0,
                one.included(),
                one.watched(),
                one.why(),
                one.renamedTo());
    }

    /**
     * Event by event; where it differs, by a limit of the source.
     *
     * @param held the events that the event history holds, by id
     */
    void agreesWith(Told folder, String set, TrailSource source, Predicate<String> held) {
        String what = set + " by " + source.word();
        boolean lookup = source == TrailSource.LOOKUP;
        foundTheSame(folder, what, !lookup ? any -> true : held);
        if (source == TrailSource.ARCHIVE) {
            // Folders of a bucket that hold no logs are not listed, so their files are not counted.
            assertThat(coverage)
                    .as(what)
                    .usingRecursiveComparison()
                    .ignoringFields("passedOver")
                    .isEqualTo(folder.coverage);
            return;
        }
        if (!lookup) {
            // Athena counts by the day, so that hours cannot be told from one another.
            assertThat(coverage.trails())
                    .as(what)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                            source == TrailSource.ATHENA ? new String[] {"silences"} : new String[0])
                    .isEqualTo(folder.coverage.trails());
        } else {
            assertThat(places(coverage)).as(what).isEqualTo(places(folder.coverage));
        }
        saysTheSame(folder, what, source, said -> false, said -> false);
    }

    /** @param held the events of CloudTrail that the source has, by id */
    void foundTheSame(Told folder, String what, Predicate<String> held) {
        List<Finding> expected = folder.findings.stream()
                .filter(finding -> finding.source().equals(Finding.KUBERNETES) || held.test(finding.eventId()))
                .toList();
        assertSame(what + " has findings", findings, expected);
        assertSame(what + " has principals", principals, folder.principals);
    }

    /**
     * Its coverage, but for limits of the source.
     *
     * @param also what it may say beside them
     * @param unsaid what it may leave unsaid beside them
     */
    void saysTheSame(Told folder, String what, TrailSource source, Predicate<String> also, Predicate<String> unsaid) {
        assertThat(coverage.unreadable()).as(what).isEqualTo(folder.coverage.unreadable());
        assertThat(without(coverage.statements(), folder.coverage.statements()))
                .as(what + " says what it cannot tell")
                .allMatch(said -> SourceLimits.mayBeSaid(source, said) || also.test(said));
        assertThat(without(folder.coverage.statements(), coverage.statements()))
                .as(what + " leaves unsaid")
                .allMatch(said -> SourceLimits.mayBeMissing(source, said) || unsaid.test(said));
    }

    /** Shows what differs and not what does not. */
    private static <T> void assertSame(String what, Collection<T> there, Collection<T> here) {
        assertThat(without(here, there)).as(what + " too few").isEmpty();
        assertThat(without(there, here)).as(what + " too many").isEmpty();
    }

    private static Set<String> places(Coverage coverage) {
        return coverage.trails().stream()
                .map(trail -> trail.source() + " " + trail.accountId() + " " + trail.region() + " " + trail.lastEvent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> List<T> without(Collection<T> one, Collection<T> other) {
        List<T> rest = new ArrayList<>(one);
        other.forEach(rest::remove);
        return rest;
    }
}
