package org.eksrunbook.process;

import java.util.Locale;
import java.util.Map;

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

    /** How each is called where people read it. */
    static final Map<String, String> NAMES = Map.of(
            RESPONDERS, "Responders",
            APPROVERS, "Approvers",
            MANAGERS, "Managers",
            OWNERS, "Application owners",
            FORENSICS, "Forensics",
            INTAKE, "Intake (machines)",
            ADMINISTRATORS, "Administrators");

    private Group() {}

    /** A group or person within a sentence: ours by their names, any other as it is written. */
    public static String words(String name) {
        String known = NAMES.get(name);
        return known == null ? name : known.toLowerCase(Locale.ROOT);
    }
}
