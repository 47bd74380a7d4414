package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.aws.LookupSearch.Place;
import org.eksrunbook.aws.LookupSearch.State;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.SourceUnavailable;
import org.eksrunbook.trail.TrailRequest;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** Which lookups a round needs: those of its new principals everywhere, and for the known ones the time that no round has searched yet. */
@Component
@Lazy
class LookupPlan {

    static final Duration REACH = Duration.ofDays(90);

    /** Events show some minutes after the call («within an average of about 5 minutes»; AWS promises no time). */
    static final Duration LATE = Duration.ofMinutes(30);

    private final LookupRegions regions;
    private final LookupSearches searches;
    private final LookupSettings settings;
    private final Clock clock;

    LookupPlan(LookupRegions regions, LookupSearches searches, LookupSettings settings, Clock clock) {
        this.regions = regions;
        this.searches = searches;
        this.settings = settings;
        this.clock = clock;
    }

    /** Before this nothing is kept. */
    Instant earliest() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(REACH);
    }

    /** Plans the round once; asked again it does nothing. */
    void of(TrailRequest request) {
        List<LookupSearch> known = searches.of(request.incident());
        for (String account : request.accounts()) {
            List<LookupSearch> there = known.stream()
                    .filter(search -> search.place().account().equals(account))
                    .toList();
            if (there.stream().noneMatch(search -> search.round() == request.round())) {
                plan(request, account, there, lookups(known));
            }
        }
    }

    private static Set<Lookup> lookups(List<LookupSearch> searches) {
        return searches.stream()
                .map(LookupSearch::lookup)
                .filter(lookup -> lookup.by() != Lookup.By.ANYTHING)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Names of sessions that a page told, everywhere, as many as an incident looks up; what is planned already stays. */
    void sessions(TrailRequest request, List<String> names) {
        List<LookupSearch> known = searches.of(request.incident());
        Set<Place> places = known.stream()
                .filter(search -> search.round() == request.round() && search.state() != State.REFUSED)
                .map(LookupSearch::place)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> looked = known.stream()
                .map(LookupSearch::lookup)
                .filter(lookup -> lookup.by() == Lookup.By.USER_NAME)
                .map(Lookup::value)
                .collect(Collectors.toSet());
        List<String> further =
                names.stream().filter(name -> !looked.contains(name)).sorted().toList();
        Set<String> dropped = further.stream()
                .skip(Math.max(0, settings.mostSessions() - looked.size()))
                .collect(Collectors.toSet());
        Map<Target, List<LookupSearch>> byTarget = byTarget(known);
        List<LookupSearch> planned = new ArrayList<>();
        for (Place place : places) {
            for (String name : names) {
                if (!dropped.contains(name)) {
                    add(planned, request, place, new Lookup(Lookup.By.USER_NAME, name), byTarget);
                }
            }
        }
        searches.plan(request.incident(), planned);
    }

    private record Target(Place place, Lookup lookup) {}

    private static Map<Target, List<LookupSearch>> byTarget(List<LookupSearch> searches) {
        return searches.stream().collect(Collectors.groupingBy(search -> new Target(search.place(), search.lookup())));
    }

    private void plan(TrailRequest request, String account, List<LookupSearch> there, Set<Lookup> everywhere) {
        List<String> names;
        try {
            names = regions.of(request.scope(), account);
        } catch (WrongAccount refused) {
            refuse(request, account, String.valueOf(refused.getMessage()));
            return;
        } catch (SdkException failed) {
            String reason =
                    AwsReasons.naming(failed, "ec2:DescribeRegions; or name the regions in runbook.lookup.regions");
            if (AwsReasons.mayPass(failed) && request.unanswered() == Unanswered.FAILS) {
                throw new SourceUnavailable(
                        AwsReasons.whatToDo(failed) + "The regions of account " + account + " cannot be listed: "
                                + reason,
                        failed);
            }
            refuse(request, account, reason);
            return;
        }
        String partition = RoleArn.partition(Region.of(request.scope().region()));
        Set<Lookup> wanted =
                new LinkedHashSet<>(Lookups.of(lookups(there).isEmpty() ? request.all() : request.fresh(), partition)
                        .all());
        wanted.addAll(everywhere);
        wanted.add(new Lookup(Lookup.By.ANYTHING, ""));
        Map<Target, List<LookupSearch>> byTarget = byTarget(there);
        List<LookupSearch> planned = new ArrayList<>();
        for (String region : names) {
            for (Lookup lookup : wanted) {
                add(planned, request, new Place(account, region), lookup, byTarget);
            }
        }
        searches.plan(request.incident(), planned);
    }

    private void refuse(TrailRequest request, String account, String reason) {
        Instant until = request.until();
        LookupSearch none = LookupSearch.planned(
                request.round(), new Place(account, ""), new Lookup(Lookup.By.ANYTHING, ""), until, until, until);
        searches.plan(request.incident(), List.of(none));
        searches.refused(request.incident(), request.round(), none.place(), reason);
    }

    /** The spans of a lookup that were not searched: before and after the known ones. */
    private void add(
            List<LookupSearch> planned,
            TrailRequest request,
            Place place,
            Lookup lookup,
            Map<Target, List<LookupSearch>> known) {
        Instant from = lookup.from(request, earliest());
        Instant until = request.until();
        Map<String, Instant> searched = new LinkedHashMap<>();
        for (LookupSearch search : known.getOrDefault(new Target(place, lookup), List.of())) {
            if (search.counts() && lookup.by() != Lookup.By.ANYTHING) {
                searched.merge("from", search.from(), (a, b) -> a.isBefore(b) ? a : b);
                searched.merge("until", search.settled(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        Instant first = searched.get("from");
        Instant last = searched.get("until");
        if (first == null || last == null) {
            span(planned, request, place, lookup, from, until);
        } else {
            span(planned, request, place, lookup, from, first);
            span(planned, request, place, lookup, last, until);
        }
    }

    private void span(
            List<LookupSearch> planned, TrailRequest request, Place place, Lookup lookup, Instant from, Instant until) {
        if (from.isBefore(until)) {
            Instant sure = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(LATE);
            planned.add(LookupSearch.planned(
                    request.round(), place, lookup, from, until, sure.isBefore(until) ? sure : until));
        }
    }
}
