package org.eksrunbook.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * One answer of LookupEvents.
 *
 * @param content the events as they were logged, one a line, gzip in Base64
 * @param sessions names of sessions that were handed out for the role that was looked up
 * @param newest time of the newest event, where that was the question
 */
record LookupPage(
        String content,
        int events,
        Set<String> sessions,
        @Nullable String next,
        @Nullable String newest) {

    static LookupPage of(Lookup lookup, LookupEventsResponse answer, ObjectMapper json) {
        if (lookup.by() == Lookup.By.ANYTHING) {
            String newest = answer.events().isEmpty()
                    ? null
                    : answer.events().get(0).eventTime().toString();
            // An empty page with a token says nothing: whether there is an event shows on the next.
            return new LookupPage("", 0, Set.of(), newest == null ? answer.nextToken() : null, newest);
        }
        Set<String> sessions = new LinkedHashSet<>();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int events = 0;
        try (GZIPOutputStream lines = new GZIPOutputStream(packed)) {
            for (Event event : answer.events()) {
                if (event.cloudTrailEvent() == null) {
                    continue;
                }
                JsonNode logged = read(event.cloudTrailEvent(), json);
                if (lookup.by() == Lookup.By.ROLE_SESSIONS) {
                    session(logged, lookup.value(), sessions);
                }
                lines.write(json.writeValueAsBytes(logged));
                lines.write('\n');
                events++;
            }
        } catch (IOException unforeseen) {
            throw new UncheckedIOException(unforeseen);
        }
        return new LookupPage(
                Base64.getEncoder().encodeToString(packed.toByteArray()), events, sessions, answer.nextToken(), null);
    }

    private static JsonNode read(String logged, ObjectMapper json) {
        try {
            return json.readTree(logged);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "CloudTrail gave an event that is no JSON: look at its event history in the console", broken);
        }
    }

    private static void session(JsonNode event, String role, Set<String> sessions) {
        JsonNode request = event.path("requestParameters");
        String name = request.path("roleSessionName").asText("");
        if (name.isEmpty()) {
            String arn = event.at("/responseElements/assumedRoleUser/arn").asText("");
            name = arn.substring(arn.lastIndexOf('/') + 1);
        }
        if (request.path("roleArn").asText("").equals(role) && !name.isEmpty() && name.indexOf('\n') < 0) {
            sessions.add(name);
        }
    }
}
