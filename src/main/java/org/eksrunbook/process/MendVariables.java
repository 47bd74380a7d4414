package org.eksrunbook.process;

/** Variables of the process {@code mendStep}. */
final class MendVariables {

    static final String FAILED_JOB_ID = "failedJobId";
    static final String FAILED_ACTIVITY = "failedActivity";
    static final String FAILED_LABEL = "failedLabel";
    static final String FAILED_PROCESS = "failedProcess";
    static final String FAILED_PROCESS_NAME = "failedProcessName";
    static final String FAILED_MESSAGE = "failedMessage";
    /** The word of the facts that could not be read, where the step can do the rest without them. */
    static final String UNREAD_FACTS = "unreadFacts";

    static final String MENDED = "mended";

    private MendVariables() {}
}
