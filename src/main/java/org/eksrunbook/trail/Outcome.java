package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a call took effect. An error code says no; so do a sign-in's {@code "ConsoleLogin": "Failure"}, which has no error code, a
 * {@code _return} of false, a dry run, an answer that lists nothing but failures, and a service's own word that its work failed.
 */
final class Outcome {
    private static final Set<String> FAILED = Set.of("failure", "failed", "denied");
    /** Names of lists that hold what was refused, whatever the service calls the rest: {@code failedEntries}, {@code unprocessedAccounts}. */
    static final Pattern REFUSED =
            Pattern.compile("(?:unsuccessful|failed|unprocessed|rejected|invalid(?!at)).*|failures|errors?|errorset");

    /** Services that write the HTTP status of every answer there (Managed Grafana) write it of those that succeeded, too. */
    private static final Pattern SUCCEEDED = Pattern.compile("2\\d\\d");

    /** Fields in which a service says how its own work ended. */
    private static final Set<String> ENDS = Set.of("state", "status", "result", "statustype");

    private Outcome() {}

    static boolean effective(EventRecord event) {
        if (event.errorCode() != null && !SUCCEEDED.matcher(event.errorCode()).matches()) {
            return false;
        }
        if ((isDryRun(event.request()) || isDryRun(unwrapped(event.request()))) && DryRuns.mayBe(event)) {
            return false;
        }
        JsonNode answer = event.response();
        if (event.errorMessage() != null && answer.isEmpty()) {
            return false;
        }
        return !failed(answer, event.name())
                && !failed(event.serviceEvent(), event.name())
                && !endedBadly(event.serviceEvent())
                && !Mcp.failed(event)
                && !answeredAsRefused(event)
                && !onlyRefused(answer, event.request())
                && !onlyRefused(
                        event.serviceEvent().path("eventResponseDetails"),
                        event.serviceEvent().path("eventRequestDetails"));
    }

    private static boolean failed(JsonNode answer, String call) {
        JsonNode told = answer.path(call);
        boolean saidSo = told.isTextual() && FAILED.contains(told.asText().toLowerCase(Locale.ROOT));
        JsonNode returned = answer.path("_return");
        return saidSo || returned.isBoolean() && !returned.asBoolean() || "false".equals(returned.asText());
    }

    /**
     * Where callers speak HTTP with a resource of the service (a gateway's tools, a user pool's pages), a refusal has no error code but the status of
     * the answer ({@code statusCode: 401}; of Cognito's pages in the additional data). A status that the request names is of what it sets up.
     */
    private static boolean answeredAsRefused(EventRecord event) {
        return isRefusal(event.response().path("statusCode"))
                        && !event.request().has("statusCode")
                || isRefusal(event.additional().path("responseParameters").path("status"));
    }

    private static boolean isRefusal(JsonNode status) {
        return status.isNumber() && status.asInt() >= 400 && status.asInt() < 600;
    }

    /**
     * EC2 answers a dry run with an error; other services answer it as they would the call, and nothing was done. A text is no answer to whether: S3 writes
     * down whatever its caller puts behind the question mark.
     */
    private static boolean isDryRun(JsonNode request) {
        for (var field : request.properties()) {
            if (ResourceTypes.squeeze(field.getKey()).equals("dryrun")
                    && field.getValue().isBoolean()
                    && field.getValue().booleanValue()) {
                return true;
            }
        }
        return false;
    }

    /** {@code {status: FAILED}}, or of what the event is about: {@code {createAccountStatus: {state: FAILED}}}. */
    private static boolean endedBadly(JsonNode details) {
        for (var field : details.properties()) {
            JsonNode value = field.getValue();
            if (saysFailed(field.getKey(), value)
                    || value.isObject()
                            && value.properties().stream()
                                    .anyMatch(inner -> saysFailed(inner.getKey(), inner.getValue()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysFailed(String field, JsonNode value) {
        return value.isTextual()
                && ENDS.contains(field.toLowerCase(Locale.ROOT))
                && FAILED.contains(value.asText().toLowerCase(Locale.ROOT));
    }

    /**
     * {@code {unsuccessful: {item: …}}} and no list of what succeeded. Some calls list failures alone ({@code PutTargets}): there as many must have
     * failed as were asked for.
     */
    private static boolean onlyRefused(JsonNode answer, JsonNode request) {
        int refused = 0;
        boolean listsNothing = false;
        for (var field : unwrapped(answer).properties()) {
            String name = ResourceTypes.squeeze(field.getKey());
            if (REFUSED.matcher(name).matches()
                    && field.getValue().isContainerNode()
                    && !field.getValue().isEmpty()) {
                refused = Math.max(refused, entries(field.getValue()));
            } else if (field.getValue().isContainerNode() && !field.getValue().isEmpty()) {
                return false;
            } else {
                listsNothing |= field.getValue().isArray();
            }
        }
        if (refused > 0 && listsNothing) {
            // What would have succeeded has a list of its own, and nothing is in it.
            return true;
        }
        int asked = 0;
        for (JsonNode value : unwrapped(request)) {
            asked = value.isContainerNode() ? Math.max(asked, entries(value)) : asked;
        }
        return refused > 0 && refused >= asked;
    }

    /** EC2 wraps what it is asked and answers, {@code {DeleteFlowLogsRequest: {…}}}. */
    private static JsonNode unwrapped(JsonNode body) {
        return body.size() == 1 && body.elements().next().isObject()
                ? body.elements().next()
                : body;
    }

    /** EC2 wraps its lists, too: {@code {item: [{…}, {…}]}}. */
    private static int entries(JsonNode list) {
        JsonNode inner = list.isObject() && list.size() == 1 ? list.elements().next() : list;
        return inner.isArray() ? inner.size() : 1;
    }
}
