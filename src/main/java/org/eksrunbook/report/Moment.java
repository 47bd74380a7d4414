package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One line of the timeline.
 *
 * @param what {@code event} (a call in the logs), {@code decision}, {@code action}, {@code notice} or {@code step}
 * @param kind the ledger's kind, or the event's name
 * @param actor who: the ledger's actor, or the event's principal
 * @param text in a sentence
 * @param cite the ledger entry {@code #seq hash} or the event's id
 * @param detail the finding, or the entry's body
 */
public record Moment(Instant at, String what, String kind, String actor, String text, String cite, JsonNode detail) {}
