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
    /** Which call takes back which; the others set anew what they set. */
    private static final Map<String, String> TAKES_BACK =
            Map.of("StartLogging", "StopLogging", "CreateTrail", "DeleteTrail");

    private TrailChanges() {}

    /** @param changes in the order of their times */
    static List<String> statements(List<TrailChange> changes) {
        List<String> said = new ArrayList<>();
        Map<String, TrailChange> open = new HashMap<>();
        for (int at = 0; at < changes.size(); at++) {
            TrailChange change = changes.get(at);
            if (!leavesOut(change)) {
                open.remove(key(change));
                continue;
            }
            TrailChange before = open.put(key(change), change);
            // Whoever keeps his settings as code sets them again and again.
            if (before == null || !before.leavesOut().equals(change.leavesOut())) {
                said.add(sentence(change, end(change, changes.subList(at + 1, changes.size()))));
            }
        }
        if (said.size() > MOST) {
            int more = said.size() - MOST;
            said.subList(MOST, said.size()).clear();
            said.add(more + " further changes of what trails record are in the logs.");
        }
        return said;
    }

    private static boolean leavesOut(TrailChange change) {
        return switch (change.call()) {
            case "StopLogging", "DeleteTrail" -> true;
            default -> !change.leavesOut().isEmpty();
        };
    }

    private static String key(TrailChange change) {
        String call = TAKES_BACK.getOrDefault(change.call(), change.call());
        return change.account() + "\n" + change.trailName() + "\n" + call;
    }

    /** The next call that sets the same otherwise. */
    private static @Nullable TrailChange end(TrailChange change, List<TrailChange> later) {
        return later.stream()
                .filter(one -> key(one).equals(key(change)))
                .filter(one ->
                        !one.call().equals(change.call()) || !one.leavesOut().equals(change.leavesOut()))
                .findFirst()
                .orElse(null);
    }

    private static String sentence(TrailChange change, @Nullable TrailChange end) {
        String what = switch (change.call()) {
            case "StopLogging" -> "stopped trail";
            case "DeleteTrail" -> "deleted trail";
            default -> "changed trail";
        };
        String until = end == null ? "after it" : "until " + VisibleText.of(end.time());
        String missing = change.leavesOut().isEmpty()
                ? "what happened " + until + " is not in its logs."
                : "its logs leave out " + VisibleText.of(String.join(", ", change.leavesOut())) + " " + until + ".";
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
