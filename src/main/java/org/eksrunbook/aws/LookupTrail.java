package org.eksrunbook.aws;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.RemoteTrail;
import org.eksrunbook.trail.SourceUnavailable;
import org.eksrunbook.trail.TrailAnswer;
import org.eksrunbook.trail.TrailRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.regions.Region;

/**
 * CloudTrail's event history, which every account has without a trail: management events of 90 days, looked up for the principals in each enabled
 * region of each account. Slow (two requests a second), and so kept page by page.
 */
@Component
class LookupTrail implements RemoteTrail {

    private static final Duration SLICE = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So often in a row a place may fail before the step does; each time the SDK has tried three times. */
    static final int PATIENCE = 4;

    private final LookupSearches searches;
    private final LookupAnswer answer;
    private final ObjectProvider<LookupPlan> plan;
    private final ObjectProvider<LookupLanes> lanes;

    LookupTrail(
            LookupSearches searches,
            LookupAnswer answer,
            ObjectProvider<LookupPlan> plan,
            ObjectProvider<LookupLanes> lanes) {
        this.searches = searches;
        this.answer = answer;
        this.plan = plan;
        this.lanes = lanes;
    }

    @Override
    public TrailSource source() {
        return TrailSource.LOOKUP;
    }

    /** Whoever has AWS credentials has an event history; where there are none the first request says so. */
    @Override
    public Optional<String> unready() {
        return Optional.empty();
    }

    @Override
    public String location(Scope scope) {
        return "CloudTrail's event history of " + String.join(", ", scope.allAccounts());
    }

    @Override
    public TrailAnswer ask(TrailRequest request) {
        IncidentId id = request.incident();
        long end = System.nanoTime() + SLICE.toNanos();
        plan.getObject().of(request);
        while (true) {
            List<LookupSearch> open = open(request);
            if (open.isEmpty() && !moreSessions(request)) {
                return answer.of(request, limits(request));
            }
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative()) {
                return new TrailAnswer.Waiting(PAUSE, progress(request));
            }
            lanes.getObject().run(id, request.scope(), open(request), left);
            Optional<LookupSearch> failing = open(request).stream()
                    .filter(search -> search.failures() > 0)
                    .max(java.util.Comparator.comparing(LookupSearch::failures));
            if (failing.isPresent() && !wentOnWithout(request, failing.get())) {
                return failed(request, failing.get());
            }
        }
    }

    private List<LookupSearch> open(TrailRequest request) {
        return ofRound(request).stream().filter(LookupSearch::isOpen).toList();
    }

    private List<LookupSearch> ofRound(TrailRequest request) {
        return searches.of(request.incident()).stream()
                .filter(search -> search.round() == request.round())
                .toList();
    }

    /** Sessions of roles are found by what handed them out; what they did is looked up then. */
    private boolean moreSessions(TrailRequest request) {
        List<String> missing = notLookedUp(request, ofRound(request));
        if (missing.isEmpty()) {
            return false;
        }
        plan.getObject().sessions(request, missing);
        return !open(request).isEmpty();
    }

    private List<String> notLookedUp(TrailRequest request, List<LookupSearch> planned) {
        Set<String> known = planned.stream()
                .map(LookupSearch::lookup)
                .filter(lookup -> lookup.by() == Lookup.By.USER_NAME)
                .map(Lookup::value)
                .collect(Collectors.toSet());
        return searches.sessions(request.incident(), request.round()).stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .toList();
    }

    /** Nothing more is asked in this round where people do not wait for it; what the other places answer counts. */
    private boolean wentOnWithout(TrailRequest request, LookupSearch failing) {
        if (request.unanswered() == Unanswered.FAILS || failing.failures() < PATIENCE) {
            return false;
        }
        searches.refused(
                request.incident(),
                request.round(),
                failing.place(),
                failing.reason() + ", and a person went on without it");
        return true;
    }

    private TrailAnswer failed(TrailRequest request, LookupSearch failing) {
        if (failing.failures() < PATIENCE) {
            return new TrailAnswer.Waiting(PAUSE.multipliedBy(failing.failures()), progress(request));
        }
        throw new SourceUnavailable(
                "Wait, or look at AWS access: CloudTrail's event history of account "
                        + failing.place().account() + " in " + failing.place().region() + " does not answer: "
                        + failing.reason(),
                null);
    }

    /** With the pages, which come while one lookup goes on for long: what has changed is looked after again soon. */
    private String progress(TrailRequest request) {
        List<LookupSearch> all = ofRound(request);
        long open = all.stream().filter(LookupSearch::isOpen).count();
        int pages = all.stream().mapToInt(LookupSearch::calls).sum();
        return "CloudTrail's event history: " + (all.size() - open) + " of " + all.size() + " lookups, " + pages
                + " pages";
    }

    private List<String> limits(TrailRequest request) {
        String partition = RoleArn.partition(Region.of(request.scope().region()));
        List<LookupSearch> all = searches.of(request.incident());
        return LookupLimits.of(
                request,
                Lookups.of(request.all(), partition),
                all,
                notLookedUp(request, all),
                plan.getObject().earliest());
    }

    @Override
    public void cancel(IncidentId incident) {
        searches.giveUp(incident);
        searches.dropAll(incident);
    }
}
