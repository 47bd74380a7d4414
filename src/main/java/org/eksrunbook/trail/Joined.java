package org.eksrunbook.trail;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Things that were there and join or leave something that goes on to exist: {@code RegisterInstancesWithLoadBalancer}, {@code
 * DeregisterInstancesFromLoadBalancer}. Nothing was made, and nobody shall delete a balancer because an instance left it.
 */
final class Joined {
    private static final Map<String, Pattern> BY_VERB =
            Map.of("Register", Pattern.compile(".(?:With|To)[A-Z]"), "Deregister", Pattern.compile(".From[A-Z]"));

    private Joined() {}

    static boolean is(CallName call) {
        Pattern joins = BY_VERB.get(call.verb());
        return joins != null && joins.matcher(call.noun()).find();
    }
}
