package org.eksrunbook.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the processes of an incident stand at this moment.
 *
 * @param steps what the machine is at, or would be at if it did not fail; empty where it waits for people or all is over
 * @param waitingFor the open tasks, the oldest first
 */
public record Standing(List<Step> steps, List<Waiting> waitingFor) {

    public Standing {
        steps = List.copyOf(steps);
        waitingFor = List.copyOf(waitingFor);
    }

    /**
     * An activity with a token in it that no person is asked about.
     *
     * @param activity its id in the model
     * @param label its name in the model
     * @param since when the token came; {@code null} where a job has yet to take it up
     * @param failing whether it failed and somebody has to mend it
     */
    public record Step(
            String activity, String label, @Nullable Instant since, boolean failing) {}

    /**
     * A task that waits for a person.
     *
     * @param key its id in the model
     * @param groups candidate groups
     * @param users the assignee and the candidate users
     */
    public record Waiting(
            String taskId, String key, String name, Instant since, List<String> groups, List<String> users) {

        public Waiting {
            groups = List.copyOf(groups);
            users = List.copyOf(users);
        }
    }
}
