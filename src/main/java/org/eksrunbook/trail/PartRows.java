package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Locale;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.VisibleText;

/** Makes the rows of parts. */
final class PartRows {

    // The mark of a request that took another one's id comes behind it.
    private static final int LONGEST_ID = 190;

    private PartRows() {}

    static PartRow of(EventRecord event, String file, String raw) {
        Identity who = event.identity();
        Identity.Issuer issuer = who.issuer();
        return new PartRow(
                id(event.eventId(), raw),
                Finding.CLOUDTRAIL,
                event.timeText(),
                PartRow.micros(event.time()),
                event.source(),
                event.name(),
                event.region(),
                event.accountId(),
                who.principal(),
                who.principalId(),
                issuer == null ? null : issuer.arn(),
                issuer == null ? null : issuer.userName(),
                who.userName(),
                who.accessKeyId(),
                event.sourceIp(),
                event.userAgent(),
                event.errorCode(),
                event.errorMessage(),
                event.readOnly(),
                who.invokedBy(),
                0,
                file,
                raw);
    }

    static PartRow of(AuditEvent event, String file, String raw) {
        Instant time = Times.lenient(event.timeText());
        return new PartRow(
                id(event.auditId(), raw),
                Finding.KUBERNETES,
                time == null ? event.timeText() : time.toString(),
                PartRow.micros(time),
                "kubernetes",
                (event.verb() + " " + event.resource()).strip(),
                "",
                "",
                event.user(),
                null,
                null,
                null,
                event.user(),
                event.extra().path("accessKeyId").path(0).asText(null),
                event.sourceIp(),
                event.userAgent(),
                event.status() >= 400 ? Integer.toString(event.status()) : null,
                event.statusReason(),
                null,
                null,
                rank(event.stage()),
                file,
                raw);
    }

    /** An event without an id (written by hand, or cut) is known by its content. */
    private static String id(String id, String raw) {
        return id.isEmpty() || id.length() > LONGEST_ID || !id.equals(VisibleText.of(id))
                ? "record-" + Sha256.of(raw.getBytes(UTF_8)).substring(0, 32)
                : id;
    }

    private static int rank(String stage) {
        return switch (stage.toLowerCase(Locale.ROOT)) {
            case "responsecomplete", "panic", "" -> 0;
            case "responsestarted" -> 1;
            default -> 2;
        };
    }
}
