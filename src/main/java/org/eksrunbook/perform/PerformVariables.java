package org.eksrunbook.perform;

/** Variables of the {@code performActions} process: the plan it is handed, and what its gateway reads. */
final class PerformVariables {

    static final String PLAN_ID = "planId";
    static final String PERFORMED = "performed";
    /** Error code: somebody stopped everything that acts. */
    static final String INCIDENT_HELD = "incidentHeld";

    private PerformVariables() {}
}
