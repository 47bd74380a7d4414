package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job or task that did not stand still before it was started: the request does not name it by id or ARN, the answer does. ({@code
 * StartReplicationTask} names the task that goes on.)
 */
final class Begun {
    private static final Pattern WORK = Pattern.compile("(?:.*[a-z])?(Job|Task)$");
    private static final Set<String> IDENTIFIERS = Set.of("id", "arn", "identifier");

    private Begun() {}

    static boolean is(CallName call, EventRecord event) {
        if (!call.verb().equals("Start")) {
            return false;
        }
        if (job(event.response()) != null && job(event.request()) == null || tellsWhenMade(call, event)) {
            return true;
        }
        var work = WORK.matcher(call.noun());
        if (!work.matches()) {
            return false;
        }
        String last = ResourceTypes.squeeze(work.group(1));
        return names(Leaf.of(event.response()).stream().map(Leaf::key), last)
                && !names(Leaf.of(event.request()).stream().map(Leaf::key), last);
    }

    /** The id that an answer gives to work that is called by no other name (Rekognition's and Textract's calls that go on after their answer). */
    static @Nullable String job(JsonNode answer) {
        return Json.text(answer, "jobId");
    }

    /** An object of the answer that is called like the work and tells when it was made: {@code {transcriptionJob: {creationTime: …}}}. */
    private static boolean tellsWhenMade(CallName call, EventRecord event) {
        String noun = ResourceTypes.squeeze(call.noun());
        return event.response().properties().stream()
                .anyMatch(field -> ResourceTypes.squeeze(field.getKey()).equals(noun)
                        && field.getValue().hasNonNull("creationTime"));
    }

    private static boolean names(Stream<String> fields, String work) {
        return fields.anyMatch(field -> IDENTIFIERS.stream().anyMatch(ending -> field.endsWith(work + ending)));
    }
}
