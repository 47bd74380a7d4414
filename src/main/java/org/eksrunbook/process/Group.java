package org.eksrunbook.process;

/** The groups that rights hang on, as they are called in the engine. */
public final class Group {

    /** Start incidents and work on tasks. */
    public static final String RESPONDERS = "responders";
    /** Approve what changes anything; sign off. */
    public static final String APPROVERS = "approvers";
    /** Read everything; sign off. */
    public static final String MANAGERS = "managers";
    /** Work on the tasks of their own applications. */
    public static final String OWNERS = "application-owners";
    /** Read everything; work on the forensics tasks. */
    public static final String FORENSICS = "forensics";
    /** Machines that hand in findings. */
    public static final String INTAKE = "intake";
    /** Look after users and the engine; neither approve nor act. */
    public static final String ADMINISTRATORS = "camunda-admin";

    private Group() {}
}
