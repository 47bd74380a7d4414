package org.eksrunbook.aws;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.aws.LookupSearch.State;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.TrailRequest;

/** What the event history does not tell, and what it was not asked, as sentences for the coverage. */
final class LookupLimits {

    private static final int MOST_NAMES = 20;
    /** Stands in a sentence for the regions it is true of. */
    private static final String REGIONS = "\0";

    private LookupLimits() {}

    /** @param leftOut names of sessions beyond what an incident looks up */
    static List<String> of(
            TrailRequest request,
            Lookups lookups,
            List<LookupSearch> searches,
            List<String> leftOut,
            Instant earliest) {
        List<String> limits = new ArrayList<>();
        limits.add(
                "CloudTrail's event history holds management events alone: what was read or written inside buckets, tables, queues and"
                        + " functions is not in it. An archive that holds data events shows it.");
        if (request.baselineFrom().isBefore(earliest)) {
            // To the day: the rounds of a day say the same, and it is told once.
            limits.add("CloudTrail's event history reaches back " + LookupPlan.REACH.toDays() + " days: nothing before "
                    + earliest.atOffset(ZoneOffset.UTC).toLocalDate()
                    + ", and of that day not everything, was looked up, though the baseline begins "
                    + request.baselineFrom() + ".");
        }
        if (lookups.all().stream().anyMatch(lookup -> lookup.by() == Lookup.By.EVENT_NAME)) {
            limits.add(
                    "Sessions of pods, of identity providers and of console role switches, and starts of instances, were looked up among all of that kind from "
                            + later(request.compromisedAt().minus(Lookup.LONGEST_SESSION), earliest)
                            + " on, not in the whole baseline.");
        }
        // The ids of principals that the search found stand beside their names; those that were given may stand alone.
        names(
                limits,
                lookups.bareIds().stream()
                        .filter(request.scope().principals()::contains)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                "No attribute of the event history finds events by a unique id alone: ",
                "; give the ARN or the name too.");
        names(
                limits,
                lookups.callersAccounts(),
                "No attribute of the event history is the account of who calls, so that what these, which the attacker let in, took here was not looked up: ",
                "; an archive or Athena shows it.");
        names(limits, lookups.tooLong(), "Longer than can be looked up: ", ".");
        if (!leftOut.isEmpty()) {
            limits.add(leftOut.size()
                    + " sessions of the roles were not looked up, since an incident looks up so many and no more (runbook.lookup.most-sessions): "
                    + list(new LinkedHashSet<>(leftOut)) + ". An archive or Athena shows what they did.");
        }
        refused(limits, searches);
        return limits;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void names(List<String> limits, Set<String> names, String before, String after) {
        if (!names.isEmpty()) {
            limits.add(before + list(names) + after);
        }
    }

    private static String list(Set<String> names) {
        String shown = names.stream().limit(MOST_NAMES).map(VisibleText::of).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? shown + " and " + (names.size() - MOST_NAMES) + " more" : shown;
    }

    /** Of what was asked again later the last word counts. */
    private static void refused(List<String> limits, List<LookupSearch> searches) {
        Map<String, Integer> lastRounds = new HashMap<>();
        for (LookupSearch search : searches) {
            lastRounds.merge(about(search), search.round(), Math::max);
            lastRounds.merge(search.place().account(), search.round(), Math::max);
        }
        Map<String, Set<String>> places = new LinkedHashMap<>();
        for (LookupSearch search : searches) {
            boolean everywhere = search.place().region().isEmpty();
            Integer last = lastRounds.get(everywhere ? search.place().account() : about(search));
            if (!search.counts() && Integer.valueOf(search.round()).equals(last)) {
                places.computeIfAbsent(sentence(search), first -> new LinkedHashSet<>())
                        .add(search.place().region());
            }
        }
        places.forEach((sentence, regions) -> {
            regions.remove("");
            limits.add(sentence.replace(REGIONS, regions.isEmpty() ? "" : " in " + list(regions)));
        });
    }

    private static String about(LookupSearch search) {
        return search.place() + "\n" + search.lookup();
    }

    private static String sentence(LookupSearch search) {
        String account = "ccount " + search.place().account() + REGIONS;
        return search.state() == State.REJECTED
                ? "«" + VisibleText.of(search.lookup().value()) + "» was not looked up in a" + account + ": "
                        + search.reason() + "."
                : "A" + account + " was not looked up: " + search.reason() + ".";
    }
}
