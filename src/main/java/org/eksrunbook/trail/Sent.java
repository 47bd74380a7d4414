package org.eksrunbook.trail;

/** Events that are put on a bus or into a monitor ({@code PutEvents}, {@code PutPartnerEvents}): something was sent, and the receiver was not changed. */
final class Sent {
    private Sent() {}

    static boolean is(CallName call) {
        return call.verb().equals("Put") && call.noun().endsWith("Events");
    }
}
