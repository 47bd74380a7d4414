package org.eksrunbook.process;

import java.util.Map;

/**
 * What a user task shows and what its completion does. One bean for each task definition key.
 * What a person submits is handed to {@link #complete} and to nothing else: it never becomes a process variable.
 */
public interface UserTask {

    /** The task definition key, for example {@code userTask_reviewFindings}. */
    String key();

    /** What the form shows. Made once, when the task is created, and never read back as a fact. */
    TaskView view(TaskContext context);

    /**
     * Takes the decision of a person, in the transaction that completes the task: validates, records it in the ledger.
     *
     * @return the process variables to set (scalars that gateways read); nothing else reaches the process
     * @throws org.eksrunbook.incident.InvalidInput where what was submitted cannot be used: answers 400, the task stays
     * @throws org.eksrunbook.incident.Conflict where the facts changed since the task was shown: 409, the task stays
     * @throws org.eksrunbook.incident.Forbidden where this person may not decide this: 403, the task stays
     */
    Map<String, Object> complete(TaskCompletion completion);
}
