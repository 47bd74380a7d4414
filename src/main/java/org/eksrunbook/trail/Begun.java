package org.eksrunbook.trail;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A job or task that did not stand still before it was started: the request does not name it by id or ARN, the answer does. ({@code
 * StartReplicationTask} names the task that goes on.)
 */
final class Begun {
    private static final Pattern WORK = Pattern.compile("(?:.*[a-z])?(Job|Task)$");
    private static final Set<String> IDENTIFIERS = Set.of("id", "arn", "identifier");

    private Begun() {}

    static boolean is(CallName call, EventRecord event) {
        var work = WORK.matcher(call.noun());
        if (!call.verb().equals("Start") || !work.matches()) {
            return false;
        }
        String last = ResourceTypes.squeeze(work.group(1));
        return names(Leaf.of(event.response()).stream().map(Leaf::key), last)
                && !names(Leaf.of(event.request()).stream().map(Leaf::key), last);
    }

    private static boolean names(Stream<String> fields, String work) {
        return fields.anyMatch(field -> IDENTIFIERS.stream().anyMatch(ending -> field.endsWith(work + ending)));
    }
}
