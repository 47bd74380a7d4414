package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** What people did to the trails, in sentences: which events may be missing since when, until when, and by whose doing. */
final class TrailChanges {

    private static final int MOST = 20;

    private final Map<String, Gap> open = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    /** What is missing since a change; {@code missing} is empty where that is everything. */
    private static final class Gap {
        private final TrailChange change;
        private final String missing;
        private @Nullable String until;

        Gap(TrailChange change, String missing) {
            this.change = change;
            this.missing = missing;
        }
    }

    private TrailChanges() {}

    /** @param changes in the order of their times */
    static List<String> statements(List<TrailChange> changes) {
        TrailChanges trails = new TrailChanges();
        changes.forEach(trails::take);
        List<String> said = new ArrayList<>();
        trails.gaps.stream().limit(MOST).forEach(gap -> said.add(sentence(gap)));
        if (trails.gaps.size() > MOST) {
            said.add((trails.gaps.size() - MOST) + " further changes of what trails record are in the logs.");
        }
        return said;
    }

    private void take(TrailChange change) {
        switch (change.call()) {
            case "StopLogging" -> begin("logging", change, "");
            case "DeleteTrail" -> begin("trail", change, "");
            case "StartLogging" -> {
                end("logging", change);
                // A trail that is created anew records nothing before it is started.
                end("trail", change);
            }
            case "PutEventSelectors" -> {
                if (change.leavesOut().isEmpty()) {
                    end("selectors", change);
                } else {
                    begin("selectors", change, String.join(", ", change.leavesOut()));
                }
            }
            case "UpdateTrail" -> {
                change.leavesOut().forEach(setting -> begin(setting, change, setting));
                change.takesIn().forEach(setting -> end(setting, change));
            }
            default -> {
                // Nothing is missing by it.
            }
        }
    }

    /** Whoever keeps his settings as code sets the same again and again. */
    private void begin(String what, TrailChange change, String missing) {
        String key = key(what, change);
        Gap before = open.get(key);
        if (before == null || !before.missing.equals(missing)) {
            end(what, change);
            Gap gap = new Gap(change, missing);
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
        String what = switch (change.call()) {
            case "StopLogging" -> "stopped trail";
            case "DeleteTrail" -> "deleted trail";
            default -> "changed trail";
        };
        String until = gap.until == null ? "after it" : "until " + VisibleText.of(gap.until);
        String missing = gap.missing.isEmpty()
                ? "what happened " + until + " is not in its logs."
                : "its logs leave out " + VisibleText.of(gap.missing) + " " + until + ".";
        return "%s %s %s of account %s in %s at %s (%s, event %s): %s"
                .formatted(
                        VisibleText.of(change.by()),
                        what,
                        VisibleText.of(change.trailName()),
                        VisibleText.of(change.account()),
                        VisibleText.of(change.region()),
                        VisibleText.of(change.time()),
                        change.call(),
                        VisibleText.of(change.eventId()),
                        missing);
    }
}
