package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.eksrunbook.evidence.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One CloudTrail record, read once. Every oddity of real logs is tolerated: what is missing is empty or null, what has a wrong type counts
 * as missing, ids and regions are not validated (anonymised logs have impossible ones).
 *
 * @param time null where the record's time cannot be read; {@code timeText} is as written
 * @param source without change, for instance {@code iam.amazonaws.com}
 * @param accountId the account in which it happened ({@code recipientAccountId}, else the caller's)
 * @param readOnly null in old records
 * @param request empty object where null; the same for response, additional and serviceEvent
 * @param resources CloudTrail's own list; empty where missing
 * @param fromConsole whether the record says that the credentials are those of a session of the console ({@code sessionCredentialFromConsole})
 */
public record EventRecord(
        String eventId,
        @Nullable Instant time,
        String timeText,
        String source,
        String name,
        String type,
        String region,
        String accountId,
        Identity identity,
        @Nullable String sourceIp,
        @Nullable String userAgent,
        @Nullable Boolean readOnly,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String sharedEventId,
        JsonNode request,
        JsonNode response,
        JsonNode resources,
        JsonNode additional,
        JsonNode serviceEvent,
        boolean fromConsole) {

    /** Reads a record; never fails, whatever the JSON is. */
    public static EventRecord of(JsonNode node) {
        Identity identity = Identity.of(Json.told(node, "userIdentity"));
        String timeText = orEmpty(Json.text(node, "eventTime"));
        String recipient = Json.text(node, "recipientAccountId");
        String caller = identity.accountId();
        JsonNode readOnly = node.get("readOnly");
        return new EventRecord(
                id(node),
                instant(timeText),
                timeText,
                orEmpty(Json.text(node, "eventSource")),
                orEmpty(Json.text(node, "eventName")),
                orEmpty(Json.text(node, "eventType")),
                orEmpty(Json.text(node, "awsRegion")),
                recipient != null ? recipient : orEmpty(caller),
                identity,
                Json.text(node, "sourceIPAddress"),
                Json.text(node, "userAgent"),
                readOnly == null || readOnly.isNull() ? null : (Boolean) readOnly.asBoolean(),
                said(Json.text(node, "errorCode")),
                said(Json.text(node, "errorMessage")),
                Json.text(node, "sharedEventID"),
                Json.told(node, "requestParameters"),
                Json.told(node, "responseElements"),
                Json.told(node, "resources"),
                Json.told(node, "additionalEventData"),
                Json.told(node, "serviceEventDetails"),
                node.path("sessionCredentialFromConsole").asBoolean());
    }

    /** The event's id; one made from its bytes where it has none, so that the same event has the same. */
    private static String id(JsonNode node) {
        String id = Json.text(node, "eventID");
        return id == null ? "sha256-" + Sha256.of(node.toString().getBytes(UTF_8)) : id;
    }

    /** Some exports write a dash where there is nothing to say. */
    private static @Nullable String said(@Nullable String text) {
        return "-".equals(text) ? null : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Times.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
