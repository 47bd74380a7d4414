package org.eksrunbook.process;

/** Process variables that every process of an incident has. */
public final class ProcessVariables {

    /** The incident's id, as it was written at the start. */
    public static final String INCIDENT_ID = "incidentId";
    /** {@code P1} to {@code P4}. */
    public static final String SEVERITY = "severity";
    /** True where the verdict is benign: the incident goes straight to its review. */
    public static final String BENIGN = "benign";
    /** What a task's form shows; local to the task. */
    public static final String VIEW = "view";

    private ProcessVariables() {}
}
