package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * The call by which the attacker changed a resource, with what was asked and answered; where it cannot be read, empty objects.
 *
 * @param name the API's name
 */
public record Call(String eventId, Instant time, String name, JsonNode request, JsonNode response) {}
