package org.eksrunbook.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.FindingQueue;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.incident.WrongCaller;
import org.eksrunbook.process.DiskNearlyFull;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes one message: an incident is begun, or the message is parked, and only then it leaves the queue. Whatever goes wrong in between, it comes
 * again, and the finding's id makes one incident of all its copies.
 */
@Component
class QueuedFindings {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedFindings.class);

    /** A message that failed so often, a minute between, fails for a reason of its own. */
    private static final int MOST_RECEIVED = 20;

    private final Intake intake;
    private final JsonBody body;
    private final ParkedMessages parked;

    QueuedFindings(Intake intake, JsonBody body, ParkedMessages parked) {
        this.intake = intake;
        this.body = body;
        this.parked = parked;
    }

    void take(FindingQueue queue, FindingQueue.Message message) {
        try {
            Intake.Taken taken = intake.take(event(message.body()), new Reader("intake", Set.of("intake")));
            LOG.info(
                    "Message {} {} incident {}",
                    VisibleText.of(message.id()),
                    taken.fresh() ? "began" : "belongs to",
                    taken.id());
        } catch (InvalidInput | Conflict unusable) {
            park(message, String.valueOf(unusable.getMessage()));
        } catch (WrongCaller | DiskNearlyFull notOfTheMessage) {
            // However often: once the server is mended its incident begins.
            throw notOfTheMessage;
        } catch (RuntimeException failed) {
            if (message.received() < MOST_RECEIVED) {
                throw failed;
            }
            park(message, "It failed " + message.received() + " times, at last: " + failed.getMessage());
        }
        queue.remove(message);
    }

    private void park(FindingQueue.Message message, String reason) {
        String shown = VisibleText.of(reason);
        parked.park(message, shown);
        LOG.warn("Message {} of the intake queue was parked: {}", VisibleText.of(message.id()), shown);
    }

    /** The event itself, or the one that Amazon SNS wrapped. */
    private JsonNode event(String text) {
        JsonNode outer = read(text);
        boolean wrapped = outer.path("Type").asText().equals("Notification")
                && outer.path("Message").isTextual();
        return wrapped ? read(outer.path("Message").asText()) : outer;
    }

    private JsonNode read(String text) {
        try {
            return body.object(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unforeseen) {
            throw new InvalidInput("The message cannot be read: " + unforeseen.getMessage());
        }
    }
}
