package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;

/**
 * What made or changed a thing by itself, for the attacker who had set it up: a stack, a stack set, a Firewall Manager policy, an auto-scaling or node group, an
 * Elastic Beanstalk environment. What it made belongs to it.
 *
 * @param type CloudFormation's
 * @param id its name, where the log tells one; as whoever made it wrote it
 * @param event the attacker's call that set it up, the one that made it before one that changed it; {@code null}: none is in the logs that were read
 * @param by what tells that it was this one, the strongest that there is: {@code id} (one that AWS gives once), {@code tag} (one that AWS alone sets and
 *     that names it), {@code name} (what a service calls its things), {@code caller} (in whose name the service called; the call says no more)
 * @param why all of that in words
 * @param certain otherwise it may have been another, as {@code why} says; false too where it was written down before this was told
 */
public record Maker(
        String type,
        String id,
        @Nullable String arn,
        String accountId,
        String region,
        @Nullable String event,
        String by,
        String why,
        boolean certain) {}
