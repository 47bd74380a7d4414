package org.eksrunbook.postincident;

/** Variables of the {@code postIncident} process: keys, and what its gateways read. */
final class PostIncidentVariables {

    static final String ANYTHING_KEPT = "anythingKept";
    static final String TERMINATION_DUE = "terminationDue";
    static final String TERMINATION_NEEDED = "terminationNeeded";
    static final String PLAN_ID = "planId";
    static final String SIGNED_OFF = "signedOff";

    private PostIncidentVariables() {}
}
