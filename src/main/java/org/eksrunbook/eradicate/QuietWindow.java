package org.eksrunbook.eradicate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eksrunbook.eradicate.Proof.Gap;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.Coverage;
import org.eksrunbook.trail.CoverageReports;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.Findings;
import org.eksrunbook.trail.Survey;
import org.eksrunbook.trail.TrailAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges whether the logs show a quiet window after the last change (correction 25). */
@Component
class QuietWindow {

    private static final String PERFORMED = "action.performed";

    private final EradicationSettings settings;
    private final Ledger ledger;
    private final CatchUp catchUp;
    private final CoverageReports coverage;
    private final Findings findings;
    private final Reviewed reviewed;
    private final Clock clock;

    QuietWindow(
            EradicationSettings settings,
            Ledger ledger,
            CatchUp catchUp,
            CoverageReports coverage,
            Findings findings,
            Reviewed reviewed,
            Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.catchUp = catchUp;
        this.coverage = coverage;
        this.findings = findings;
        this.reviewed = reviewed;
        this.clock = clock;
    }

    Proof of(Incident incident) {
        Instant from = lastChange(incident.id());
        Instant until = from.plus(settings.quietWindow());
        if (reviewed.isOfAnotherScope(incident)) {
            return new Proof(Proof.ACTIVE, from, until, List.of());
        }
        Instant end = incident.scope().until();
        if (end != null && end.isBefore(until)) {
            return unprovable(from, until, "The scope ends at " + end + ", before the quiet window does");
        }
        Survey survey = catchUp.survey(incident.id());
        if (!survey.isAsked() && !mayHold(survey, from)) {
            return unprovable(
                    from, until, "No log is newer than the last change: the archive ends at " + survey.until());
        }
        CatchUp.State read = catchUp.read(incident.id());
        if (!read.complete()) {
            return unread(read.unanswered(), from, until);
        }
        long seen = Math.max(seenSince(incident.id(), from), reviewed.unknownTo(incident));
        if (seen > 0 && goesOn(incident.id())) {
            return unprovable(
                    from,
                    until,
                    "Calls that took effect since the last review, which such calls had led to: " + seen
                            + ". Refuse, and another round shows them");
        }
        if (seen > 0) {
            return new Proof(Proof.ACTIVE, from, until, List.of());
        }
        List<Gap> gaps = gaps(incident, from, until);
        if (gaps.isEmpty()) {
            return new Proof(Proof.QUIET, from, until, List.of());
        }
        boolean mayArrive = isFed(incident.id()) && clock.instant().isBefore(from.plus(settings.waitAtMost()));
        return new Proof(mayArrive ? Proof.WAITING : Proof.UNPROVABLE, from, until, gaps);
    }

    /** What is left comes with the next look; only a source that a person has to help, or that stays silent, is not waited for. */
    private Proof unread(@Nullable TrailAnswer unanswered, Instant from, Instant until) {
        if (unanswered instanceof TrailAnswer.NeedsApproval scan) {
            return unprovable(
                    from,
                    until,
                    "The next query would read " + scan.bytes()
                            + " bytes, more than the limit: another round asks whether it may");
        }
        if (unanswered != null && clock.instant().isAfter(until.plus(settings.waitAtMost()))) {
            return unprovable(from, until, "The source of the logs has not answered");
        }
        return new Proof(Proof.WAITING, from, until, List.of());
    }

    /** What was done before a review of all findings, the review knew: where it left nothing to do, quiet counts from it. */
    private Instant lastChange(IncidentId id) {
        return Stream.of(Reviewed.KIND, PERFORMED)
                .flatMap(kind -> ledger.last(id, kind).stream())
                .map(Entry::at)
                .max(Comparator.naturalOrder())
                .orElseGet(clock::instant);
    }

    /**
     * Whether another look changed nothing: calls were seen, the review that followed left nothing to do, and there are more of them. A role that
     * others use too goes on working; what that means, a person has to say.
     */
    private boolean goesOn(IncidentId id) {
        Optional<Entry> before = ledger.last(id, Proof.KIND)
                .filter(entry -> entry.body().path("state").asText().equals(Proof.ACTIVE));
        long performed = ledger.last(id, PERFORMED).map(Entry::seq).orElse(0L);
        return before.filter(entry -> entry.seq() > performed).isPresent();
    }

    private static boolean mayHold(Survey survey, Instant from) {
        LocalDate day = from.atOffset(ZoneOffset.UTC).toLocalDate();
        return survey.until() != null && !survey.until().isBefore(day);
    }

    private long seenSince(IncidentId id, Instant from) {
        AtomicLong seen = new AtomicLong();
        findings.forEach(id, FindingFilter.EFFECTIVE, finding -> {
            if (finding.eventTime().compareTo(from.toString()) > 0) {
                seen.incrementAndGet();
            }
        });
        return seen.get();
    }

    /** Whether logs still arrive: a trail delivers within minutes, a copied archive stands still. */
    private boolean isFed(IncidentId id) {
        String alive = clock.instant().minus(settings.waitAtMost()).toString();
        return coverage.of(id).stream()
                .flatMap(one -> one.trails().stream())
                .map(Coverage.Trail::lastEvent)
                .anyMatch(newest -> newest != null && newest.compareTo(alive) > 0);
    }

    /** Each account, each region and cluster in which the attack worked, and what could not be read of the window's days. */
    private List<Gap> gaps(Incident incident, Instant from, Instant until) {
        Optional<Coverage> covered = coverage.of(incident.id());
        List<Coverage.Trail> trails = covered.map(Coverage::trails).orElse(List.of());
        List<Gap> gaps = new ArrayList<>();
        Set<String> behind = new HashSet<>();
        for (String account : incident.scope().allAccounts()) {
            gap("Account " + account, trails, trail -> trail.accountId().equals(account), from, until)
                    .ifPresent(gap -> {
                        gaps.add(gap);
                        behind.add(account);
                    });
        }
        for (Place place : attacked(incident.id())) {
            if (!behind.contains(place.account())) {
                String what = "Account " + place.account() + " in " + place.region() + ", where the attack worked";
                gap(what, trails, place::isOf, from, until).ifPresent(gaps::add);
            }
        }
        if (workedInTheCluster(incident.id())) {
            ofAuditLog(incident.id(), trails, from, until).ifPresent(gaps::add);
        }
        LocalDate day = from.atOffset(ZoneOffset.UTC).toLocalDate();
        long unread = covered.map(one -> one.unreadableSince(day)).orElse(0L);
        if (unread > 0) {
            gaps.add(gap(
                    "Logs of these days",
                    from.toString(),
                    until,
                    unread + " files or pieces of files could not be read"));
        }
        return gaps;
    }

    /**
     * What the cluster's requests were is told by no other log. One that is asked for the attack's identities has told up to now,
     * unless the last look at it was refused: what earlier looks brought says nothing about the window.
     */
    private Optional<Gap> ofAuditLog(IncidentId id, List<Coverage.Trail> trails, Instant from, Instant until) {
        List<Coverage.Trail> audit = trails.stream()
                .filter(trail -> trail.source().equals(Finding.KUBERNETES))
                .toList();
        String what = "The cluster's audit log, in which the attack shows";
        if (audit.stream().noneMatch(Coverage.Trail::askedAlone)) {
            return gap(what, audit, trail -> true, from, until);
        }
        return coverage.isAuditLogAnswered(id)
                ? Optional.empty()
                : Optional.of(gap(what, from.toString(), until, "it was not to be read when it was last asked"));
    }

    private boolean workedInTheCluster(IncidentId id) {
        return findings.count(id, new FindingFilter(null, null, null, true, Finding.KUBERNETES)) > 0;
    }

    private Optional<Gap> gap(
            String what, List<Coverage.Trail> trails, Predicate<Coverage.Trail> its, Instant from, Instant until) {
        Optional<String> newest = trails.stream()
                .filter(its)
                .map(Coverage.Trail::lastEvent)
                .filter(Objects::nonNull)
                .max(String::compareTo);
        if (newest.isPresent() && newest.get().compareTo(until.toString()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(gap(
                what,
                newest.orElse(from.toString()),
                until,
                newest.isEmpty() ? "no log of it was found" : "its newest event is older than the window's end"));
    }

    /** Proofs are tried before the window is over too: a gap ends now, where the window ends later. */
    private Gap gap(String what, String from, Instant until, String reason) {
        Instant now = clock.instant();
        return new Gap(what, from, (until.isBefore(now) ? until : now).toString(), reason);
    }

    private record Place(String account, String region) {
        boolean isOf(Coverage.Trail trail) {
            return trail.accountId().equals(account) && trail.region().equals(region);
        }
    }

    private Set<Place> attacked(IncidentId id) {
        Set<Place> places = new LinkedHashSet<>();
        findings.forEach(id, FindingFilter.EFFECTIVE, finding -> {
            if (finding.source().equals(Finding.CLOUDTRAIL)) {
                places.add(new Place(finding.accountId(), finding.region()));
            }
        });
        return places;
    }

    private Proof unprovable(Instant from, Instant until, String reason) {
        return new Proof(Proof.UNPROVABLE, from, until, List.of(gap("Quiet window", from.toString(), until, reason)));
    }
}
