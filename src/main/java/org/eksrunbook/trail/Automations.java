package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;

/**
 * Automations of Systems Manager that the attacker started. Each takes its role as {@code Automation-<execution id>}, one session an execution. With targets it
 * runs an execution for each of them, whose ids nobody tells.
 */
final class Automations {

    /** The type of a suspect who is known by an automation's id alone. */
    static final String TYPE = "automation";

    private final Suspects suspects;

    Automations(Suspects suspects) {
        this.suspects = suspects;
    }

    /** The name of its session; {@code null}: the call starts none, or the answer does not tell it. */
    static @Nullable String session(EventRecord event) {
        String id = event.name().equals("StartAutomationExecution")
                ? Json.text(event.response(), "automationExecutionId")
                : null;
        boolean many = event.request().has("targets")
                || event.request().has("targetMaps")
                || event.request().has("targetLocations");
        return id == null || many ? null : "Automation-" + id;
    }

    /**
     * A runbook may name the role itself ({@code assumeRole}), which the call that starts it need not repeat (Systems Manager user guide, «Create a service
     * role for Automation»), and a role in the call may be a mere parameter of the runbook: the session is told by the execution's id alone, which the one
     * who started it is answered.
     */
    void started(Sighting sighting, EventRecord event) {
        String session = session(event);
        if (session == null) {
            suspects.consider(
                    sighting,
                    Json.text(event.response(), "automationExecutionId"),
                    "undecided: an automation for many targets works under ids that no answer tells, by the role that its runbook or the call names; name those sessions in the scope");
            return;
        }
        suspects.add(Suspect.found(
                                session,
                                null,
                                TYPE,
                                "an automation that the attacker started",
                                "high",
                                sighting.time(),
                                Automations::isOne)
                        .knownBy(Token.SESSION.of(session))
                        .worksInside()
                        .unlessItActs(
                                "an automation that the attacker started: it works in his own name, or by the role that the call or its runbook names, of which no session"
                                        + " that bears its id was found besides"))
                .because(sighting.eventId());
    }

    private static boolean isOne(Sighting sighting) {
        return sighting.event() == null
                || AssumedRole.of(sighting.event().identity().arn()) != null;
    }
}
