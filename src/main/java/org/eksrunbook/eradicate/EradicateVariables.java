package org.eksrunbook.eradicate;

/** Variables of the {@code eradicate} process: keys, and what its gateways read. */
final class EradicateVariables {

    static final String ROUND = "round";
    static final String SCOPE_VERSION = "scopeVersion";
    static final String LOGS_FOUND = "logsFound";
    static final String TRAIL_ANSWER = "trailAnswer";
    static final String ANSWER_THERE = "there";
    static final String ANSWER_WAITING = "waiting";
    static final String ANSWER_APPROVAL = "approval";
    static final String ANSWER_OVERDUE = "overdue";
    static final String ANSWER_DUE_IN = "answerDueIn";
    /** Since when which answer is waited for. */
    static final String ANSWER_AWAITED = "answerAwaited";

    static final String ANSWER_AWAITED_SINCE = "answerAwaitedSince";
    static final String TRAIL_READ = "trailRead";
    static final String NEW_PRINCIPALS = "newPrincipals";
    static final String SOMETHING_ALIVE = "somethingAlive";
    static final String FOLLOW_UP_NEEDED = "followUpNeeded";
    static final String SCOPE_CHANGED = "scopeChanged";
    static final String PLAN_ID = "planId";
    static final String CLEAN_UP_NEEDED = "cleanUpNeeded";
    static final String CUT_PLAN_ID = "cutPlanId";
    static final String CUT_NEEDED = "cutNeeded";
    static final String ERADICATION_STATE = "eradicationState";
    static final String LOGS_DUE_IN = "logsDueIn";
    static final String ERADICATED_CONFIRMED = "eradicatedConfirmed";

    private EradicateVariables() {}
}
