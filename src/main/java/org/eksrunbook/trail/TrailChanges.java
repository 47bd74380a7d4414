package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** What people did to the trails, in sentences: which events may be missing since when, until when, and by whose doing. */
final class TrailChanges {

    private static final int MOST = 20;
    private static final String LOGGING = "logging";
    private static final String TRAIL = "trail";
    private static final String SELECTORS = "selectors";
    private static final String PLACE = "place";

    private final Map<String, Gap> open = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    // Types whose data events a trail was once told to record.
    private final Map<String, Set<String>> recorded = new HashMap<>();

    /** What is missing since a change; {@code missing} is empty where that is everything. */
    private static final class Gap {
        private final TrailChange change;
        private final String what;
        private final String missing;
        // Of a trail that came up in these logs alone: whoever wants to hide what he did to another makes some.
        private final boolean ofNewTrail;
        private @Nullable String until;

        Gap(TrailChange change, String what, String missing, boolean ofNewTrail) {
            this.change = change;
            this.what = what;
            this.missing = missing;
            this.ofNewTrail = ofNewTrail;
        }

        boolean isClosed() {
            return until != null;
        }
    }

    private TrailChanges() {}

    /**
     * What still goes on comes first.
     *
     * @param changes in the order of their times
     */
    static List<String> statements(List<TrailChange> changes) {
        TrailChanges trails = new TrailChanges();
        changes.forEach(trails::take);
        List<Gap> gaps = trails.gaps.stream()
                .sorted(Comparator.comparing(Gap::isClosed).thenComparing(gap -> gap.ofNewTrail))
                .toList();
        List<String> said = new ArrayList<>();
        gaps.stream().limit(MOST).forEach(gap -> said.add(sentence(gap)));
        if (gaps.size() > MOST) {
            said.add(further(gaps.subList(MOST, gaps.size())));
        }
        return said;
    }

    private static String further(List<Gap> gaps) {
        List<String> open = gaps.stream()
                .filter(gap -> !gap.isClosed())
                .map(gap -> VisibleText.of(gap.change.trailName()))
                .distinct()
                .toList();
        String names = open.stream().limit(MOST).collect(Collectors.joining(", "));
        return (gaps.size() == 1
                        ? "1 further change of what trails record is in the logs"
                        : gaps.size() + " further changes of what trails record are in the logs")
                + (open.isEmpty()
                        ? ", each of them undone."
                        : "; not undone are those of " + names
                                + (open.size() > MOST ? " and " + (open.size() - MOST) + " further trails" : "") + ".");
    }

    private void take(TrailChange change) {
        switch (change.call()) {
            case "CreateTrail" -> made.add(key(TRAIL, change));
            case "StopLogging", "StopEventDataStoreIngestion" -> begin(LOGGING, change, "");
            case "DeleteTrail", "DeleteEventDataStore" -> begin(TRAIL, change, "");
            case "StartLogging" -> {
                end(LOGGING, change);
                // A trail that is created anew records nothing before it is started.
                end(TRAIL, change);
            }
            case "StartEventDataStoreIngestion" -> end(LOGGING, change);
            case "RestoreEventDataStore" -> end(TRAIL, change);
            case "PutEventSelectors" -> selectors(change);
            default -> {
                if (change.data() != null) {
                    selectors(change);
                } else {
                    change.leavesOut().forEach(setting -> begin(setting, change, setting));
                }
                change.takesIn().forEach(setting -> end(setting, change));
                if (change.goesTo() != null) {
                    begin(PLACE, change, change.goesTo());
                }
            }
        }
    }

    /** Selectors are set as a whole: what they named once and do not name any more was taken away. */
    private void selectors(TrailChange change) {
        Set<String> missing = new TreeSet<>(change.leavesOut());
        List<String> data = change.data();
        if (data != null && !data.isEmpty()) {
            Set<String> once = recorded.computeIfAbsent(key(SELECTORS, change), first -> new TreeSet<>());
            once.stream().filter(type -> !data.contains(type)).forEach(type -> missing.add("data events of " + type));
            once.addAll(data);
        }
        if (missing.isEmpty()) {
            end(SELECTORS, change);
        } else {
            begin(SELECTORS, change, String.join(", ", missing));
        }
    }

    /** Whoever keeps his settings as code sets the same again and again. */
    private void begin(String what, TrailChange change, String missing) {
        String key = key(what, change);
        Gap before = open.get(key);
        if (before == null || !before.missing.equals(missing)) {
            end(what, change);
            Gap gap = new Gap(change, what, missing, made.contains(key(TRAIL, change)));
            open.put(key, gap);
            gaps.add(gap);
        }
    }

    private void end(String what, TrailChange change) {
        Gap gap = open.remove(key(what, change));
        if (gap != null) {
            gap.until = change.time();
        }
    }

    /** Calls that change a trail are made in its home region, and each region may have one of that name. */
    private static String key(String what, TrailChange change) {
        return String.join("\n", change.account(), change.region(), change.trailName(), what);
    }

    private static String sentence(Gap gap) {
        TrailChange change = gap.change;
        return "%s %s %s of account %s in %s at %s (%s, event %s): %s"
                .formatted(
                        VisibleText.of(change.by()),
                        deed(change.call()),
                        VisibleText.of(change.trailName()),
                        VisibleText.of(change.account()),
                        VisibleText.of(change.region()),
                        VisibleText.of(change.time()),
                        change.call(),
                        VisibleText.of(change.eventId()),
                        missing(gap, gap.until == null ? "after it" : "until " + VisibleText.of(gap.until)));
    }

    private static String deed(String call) {
        return switch (call) {
            case "StopLogging" -> "stopped trail";
            case "DeleteTrail" -> "deleted trail";
            case "StopEventDataStoreIngestion" -> "stopped event data store";
            case "DeleteEventDataStore" -> "deleted event data store";
            case "UpdateEventDataStore" -> "changed event data store";
            case "UpdateClusterConfig" -> "switched off the audit log of cluster";
            default -> "changed trail";
        };
    }

    private static String missing(Gap gap, String until) {
        if (gap.change.call().equals("UpdateClusterConfig")) {
            return "what was done inside the cluster " + until + " is not in it.";
        }
        if (gap.what.equals(PLACE)) {
            return "its logs go to " + VisibleText.of(gap.missing) + " " + until
                    + ": where other logs were read, what happened then is not among them.";
        }
        return gap.missing.isEmpty()
                ? "what happened " + until + " is not in its logs."
                : "its logs leave out " + VisibleText.of(gap.missing) + " " + until + ".";
    }
}
