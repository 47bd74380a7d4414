package org.eksrunbook.process;

import java.util.Set;

/** The variables that a start may carry; they move into the case record and are gone from the engine afterwards. */
final class StartVariables {

    static final String ACCOUNT_ID = "accountId";
    static final String ACCOUNTS = "accounts";
    static final String REGION = "region";
    static final String COMPROMISED_AT = "compromisedAt";
    static final String UNTIL = "until";
    static final String WINDOW_DAYS = "windowDays";
    static final String AWARE_AT = "awareAt";
    static final String SEVERITY = "severity";
    static final String VERDICT = "verdict";
    static final String CLUSTER_NAME = "clusterName";
    static final String NAMESPACE = "namespace";
    static final String SERVICE_ACCOUNT = "serviceAccount";
    static final String PODS = "pods";
    static final String NODE_INSTANCE_IDS = "nodeInstanceIds";
    static final String PRINCIPALS = "principals";
    static final String TRAIL_SOURCE = "trailSource";
    static final String ARCHIVE_PATH = "archivePath";
    static final String FINDING = "finding";
    static final String CONTAINED = "contained";
    static final String STAKEHOLDERS = "stakeholders";
    static final String RESOURCES = "resources";

    static final Set<String> ALL = Set.of(
            ACCOUNT_ID,
            ACCOUNTS,
            REGION,
            COMPROMISED_AT,
            UNTIL,
            WINDOW_DAYS,
            AWARE_AT,
            SEVERITY,
            VERDICT,
            CLUSTER_NAME,
            NAMESPACE,
            SERVICE_ACCOUNT,
            PODS,
            NODE_INSTANCE_IDS,
            PRINCIPALS,
            TRAIL_SOURCE,
            ARCHIVE_PATH,
            FINDING,
            CONTAINED,
            STAKEHOLDERS,
            RESOURCES);

    private StartVariables() {}
}
