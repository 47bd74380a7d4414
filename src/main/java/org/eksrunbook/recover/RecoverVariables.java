package org.eksrunbook.recover;

/** Variables of the {@code recover} process: keys, and what its gateways read. */
final class RecoverVariables {

    static final String ANY_MODIFIED = "anyModified";
    static final String ANY_DELETED = "anyDeleted";
    static final String ANY_CREATED = "anyCreated";
    static final String REPLACE_NEEDED = "replaceNeeded";
    static final String RESTORE_NEEDED = "restoreNeeded";
    static final String NEW_RESOURCE_NEEDED = "newResourceNeeded";
    static final String BACKUP_RESTORE_NEEDED = "backupRestoreNeeded";
    static final String RECREATION_NEEDED = "recreationNeeded";
    static final String PLAN_ID = "planId";
    static final String RECOVERY_NEEDED = "recoveryNeeded";
    static final String APPLICATION = "application";
    static final String NEW_ACCESS_PATH = "newAccessPathSeen";
    static final String ALL_BACK = "allBack";

    private RecoverVariables() {}
}
