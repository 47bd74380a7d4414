package org.eksrunbook.people;

import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Severity;

/**
 * How a case stands at one moment, as an update tells it. Whoever has the facts puts it together.
 *
 * @param step the label of what is being done, in the models' words
 * @param held true: everything that acts waits
 * @param findingsByCategory number of findings of each category
 * @param principals number of principals known to be the attacker's
 * @param resources number of resources affected
 * @param resourcesDecided of these, how many have a disposition
 * @param waitingFor what people are asked for and has not been answered, in the tasks' words
 */
public record CaseState(
        IncidentId id,
        Severity severity,
        Phase phase,
        String step,
        boolean held,
        Map<String, Long> findingsByCategory,
        int principals,
        int resources,
        int resourcesDecided,
        List<String> waitingFor) {

    public CaseState {
        findingsByCategory = Map.copyOf(findingsByCategory);
        waitingFor = List.copyOf(waitingFor);
    }

    long findings() {
        return findingsByCategory.values().stream().mapToLong(Long::longValue).sum();
    }
}
