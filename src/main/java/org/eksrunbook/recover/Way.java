package org.eksrunbook.recover;

import java.util.List;

/** The ways in which a thing comes back (playbook, Part 4), in the words of the table {@code recoveryProposal}. */
final class Way {

    static final String REPLACE = "replace";
    static final String RESTORE = "restore";
    static final String NEW_RESOURCE = "newResource";
    static final String ISOLATE = "isolate";
    static final String RECREATE = "recreate";
    static final String LET_GO = "letGo";
    static final String CONFIRM_GONE = "confirmGone";
    static final String LEAVE = "leave";

    static final List<String> ALL =
            List.of(REPLACE, RESTORE, NEW_RESOURCE, ISOLATE, RECREATE, LET_GO, CONFIRM_GONE, LEAVE);

    static final String DESTROY = "destroy";
    static final String KEEP = "keep";
    static final String NONE = "none";

    private Way() {}
}
