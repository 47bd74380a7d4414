package org.eksrunbook.trail;

/** A role whose trust policy the attacker changed: whoever the new policy names and takes the role after that may be his. */
final class TrustChange {

    private final Suspects suspects;

    TrustChange(Suspects suspects) {
        this.suspects = suspects;
    }

    /**
     * The policy replaces the old one, which the event does not hold: those it names may have been trusted before. So the sessions are compared with
     * what the role did before the compromise, and only what is new counts.
     */
    void opened(Sighting sighting, EventRecord event) {
        String name = Json.text(event.request(), "roleName");
        TrustedByPolicy trusted = TrustedByPolicy.of(Json.text(event.request(), "policyDocument"));
        if (name == null || trusted.isEmpty()) {
            return;
        }
        String partition = Arns.partition(event.identity().arn());
        String arn = "arn:" + partition + ":iam::" + event.accountId() + ":role/" + name;
        Suspect.Condition byTrusted =
                taking -> taking.event() != null && trusted.names(taking.event(), event.accountId());
        suspects.add(new Suspect(
                                arn,
                                arn,
                                "trustedRole",
                                "trust policy changed by " + event.identity().principal(),
                                "high",
                                false,
                                event.time(),
                                byTrusted)
                        .asking(trusted)
                        .knownBy(Token.TAKES_ROLE.of(arn))
                        .worksAs("role " + arn))
                .because(sighting.eventId());
        // The call does not tell the path in which the role lies; its sessions do, whoever has them.
        suspects.compareWith(Token.ROLE.of(event.accountId() + ":" + name), "role " + arn);
    }
}
