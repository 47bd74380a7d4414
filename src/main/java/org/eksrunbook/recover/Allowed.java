package org.eksrunbook.recover;

import java.util.List;
import java.util.Map;

/** Which ways Part 4 knows for what happened to a thing, and what may become of the old one on each: the first where nobody says. */
final class Allowed {

    private static final List<String> NOTHING = List.of(Way.NONE);
    private static final List<String> THE_OLD_ONE = List.of(Way.KEEP, Way.DESTROY);

    private static final Map<String, Map<String, List<String>>> WAYS = Map.of(
            Heading.MODIFIED,
            Map.of(
                    Way.REPLACE, THE_OLD_ONE,
                    Way.RESTORE, List.of(Way.KEEP, Way.NONE),
                    Way.NEW_RESOURCE, THE_OLD_ONE,
                    Way.ISOLATE, THE_OLD_ONE,
                    Way.LEAVE, NOTHING),
            Heading.DELETED,
            Map.of(Way.RESTORE, NOTHING, Way.RECREATE, NOTHING, Way.LET_GO, NOTHING, Way.LEAVE, NOTHING),
            Heading.CREATED,
            Map.of(Way.CONFIRM_GONE, List.of(Way.NONE, Way.DESTROY, Way.KEEP), Way.LEAVE, NOTHING),
            Heading.UNTOUCHED,
            Map.of(Way.LEAVE, NOTHING));

    private Allowed() {}

    static boolean way(String heading, String way) {
        return ways(heading).containsKey(way);
    }

    static boolean disposition(String heading, String way, String disposition) {
        return dispositions(heading, way).contains(disposition);
    }

    /** What becomes of the old one where only the way was said. */
    static String usual(String heading, String way) {
        return dispositions(heading, way).get(0);
    }

    static List<String> waysOf(String heading) {
        return Way.ALL.stream().filter(way -> way(heading, way)).toList();
    }

    static List<String> dispositions(String heading, String way) {
        return ways(heading).getOrDefault(way, NOTHING);
    }

    private static Map<String, List<String>> ways(String heading) {
        return WAYS.getOrDefault(heading, Map.of());
    }
}
