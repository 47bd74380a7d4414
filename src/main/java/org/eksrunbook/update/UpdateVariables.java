package org.eksrunbook.update;

/** Variables of {@code stakeholderUpdate} and {@code improvementAction}. */
final class UpdateVariables {

    static final String UPDATE_DUE = "updateDue";
    static final String UPDATE_NUMBER = "updateNumber";
    static final String MISSED_BECAUSE = "missedBecause";
    /** Error code: a stakeholder was not reached. */
    static final String UPDATE_NOT_SENT = "updateNotSent";
    /** Id of an improvement action. */
    static final String ACTION = "action";

    private UpdateVariables() {}
}
