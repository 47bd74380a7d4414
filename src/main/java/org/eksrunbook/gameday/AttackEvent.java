package org.eksrunbook.gameday;

import java.time.Instant;

/**
 * What really happened: one event of the attack, by the step of the story that it belongs to. {@code principal} is the
 * ARN that stands in the record (empty where it has none) or the Kubernetes user.
 */
public record AttackEvent(
        String step, String eventId, String source, Instant time, String eventName, String principal) {}
