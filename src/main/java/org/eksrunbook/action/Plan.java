package org.eksrunbook.action;

import java.util.List;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, in order; an approval is bound to its hash.
 *
 * @param id {@code <purpose>-<beginning of the hash>}
 * @param hash SHA-256 over incident, purpose, actions and what it supersedes
 * @param supersedes the plan it takes the place of
 */
public record Plan(
        String id,
        IncidentId incident,
        Purpose purpose,
        List<Action> actions,
        String hash,
        @Nullable String supersedes) {

    public Plan {
        actions = List.copyOf(actions);
    }

    public Optional<Action> action(String actionId) {
        return actions.stream().filter(action -> action.id().equals(actionId)).findFirst();
    }
}
