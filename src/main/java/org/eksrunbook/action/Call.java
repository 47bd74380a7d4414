package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The call by which the attacker changed a resource, with what was asked and answered; where it cannot be read, empty objects.
 *
 * @param name the API's name
 */
public record Call(String eventId, Instant time, String name, JsonNode request, JsonNode response) {

    private static final Pattern READS = Pattern.compile(
            "(Get|List|Describe|Head|BatchGet|Lookup|Search|Select|Query|Scan|Assume|Decrypt|Download|View|ConsoleLogin).*");

    /** Whether there is nothing to take back. */
    boolean onlyReads() {
        return READS.matcher(name).matches();
    }
}
