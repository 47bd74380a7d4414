package org.eksrunbook.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The user task beans by task definition key. Looked up late: beans may need the engine, which is built before them. */
@Component
class UserTasks {

    private final ObjectProvider<UserTask> beans;

    UserTasks(ObjectProvider<UserTask> beans) {
        this.beans = beans;
    }

    /** @throws IllegalStateException where no bean has the key */
    UserTask of(String key) {
        List<UserTask> found =
                beans.stream().filter(task -> task.key().equals(key)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " beans look after the user task " + key + ", not one");
        }
        return found.get(0);
    }

    Set<String> keys() {
        Map<String, UserTask> byKey = beans.stream().collect(Collectors.toMap(UserTask::key, Function.identity()));
        return Set.copyOf(byKey.keySet());
    }
}
