package org.eksrunbook.recover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «How did they get in, and how does each thing come back?» Cause and fix first, then one table of groups with proposals. */
@Component
final class DecideRecoveryTask implements UserTask {

    private final Proposals proposals;
    private final Ledger ledger;
    private final Inventory inventory;

    DecideRecoveryTask(Proposals proposals, Ledger ledger, Inventory inventory) {
        this.proposals = proposals;
        this.ledger = ledger;
        this.inventory = inventory;
    }

    @Override
    public String key() {
        return "userTask_decideRecovery";
    }

    @Override
    public TaskView view(TaskContext context) {
        List<Proposal> proposed = proposals.recorded(context.incident());
        List<Map<String, String>> things = new ArrayList<>();
        List<Map<String, String>> options = new ArrayList<>();
        List<Proposal> shown = proposed.stream()
                .sorted(Comparator.comparing(one -> one.way().equals(Way.LEAVE)))
                .limit(TaskView.MOST_ROWS)
                .toList();
        for (Proposal one : shown) {
            things.add(Map.of(
                    "resource", one.type() + " " + one.id(),
                    "group", one.group(),
                    "way", one.way(),
                    "backup", one.backup().equals("before") ? one.backupWords() : one.backup(),
                    "application", one.application()));
            options.add(Map.of("label", one.group() + " " + one.type() + " " + one.id(), "value", one.key()));
        }
        List<Map<String, String>> groups = groups(proposed);
        return new TaskView(
                "Incident " + context.incident() + ": how did they get in, and how does each thing come back?",
                "",
                groups,
                groups.size(),
                "/incidents/" + context.incident() + "/resources",
                Map.of("resources", things, "options", options));
    }

    private static List<Map<String, String>> groups(List<Proposal> proposed) {
        Map<String, List<Proposal>> byGroup = new LinkedHashMap<>();
        proposed.forEach(one ->
                byGroup.computeIfAbsent(one.group(), name -> new ArrayList<>()).add(one));
        return byGroup.values().stream()
                .sorted(Comparator.comparing(group -> group.get(0).way().equals(Way.LEAVE)))
                .map(group -> Map.of(
                        "group", group.get(0).group(),
                        "change",
                                group.size() + " × " + group.get(0).change() + ": "
                                        + group.get(0).type() + " "
                                        + group.get(0).application(),
                        "way", group.get(0).way(),
                        "disposition", group.get(0).disposition(),
                        "reason", group.get(0).reason()))
                .toList();
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        IncidentId id = completion.incident();
        List<Proposal> proposed = proposals.recorded(id);
        String facts = ledger.last(id, Proposals.KIND)
                .map(entry -> entry.body().path("artefact").asText())
                .orElse("");
        Decision decision = DecisionForm.read(completion, proposed, facts);
        ledger.append(id, Decision.KIND, completion.actor(), decision);
        inventory.rebuild(id);
        return gateways(decision);
    }

    private static Map<String, Object> gateways(Decision decision) {
        return Map.of(
                RecoverVariables.ANY_MODIFIED, decision.any(Heading.MODIFIED),
                RecoverVariables.ANY_DELETED, decision.any(Heading.DELETED),
                RecoverVariables.ANY_CREATED, decision.any(Heading.CREATED),
                RecoverVariables.REPLACE_NEEDED, decision.any(Heading.MODIFIED, Way.REPLACE),
                RecoverVariables.RESTORE_NEEDED, decision.any(Heading.MODIFIED, Way.RESTORE),
                RecoverVariables.NEW_RESOURCE_NEEDED, decision.any(Heading.MODIFIED, Way.NEW_RESOURCE),
                RecoverVariables.BACKUP_RESTORE_NEEDED, decision.any(Heading.DELETED, Way.RESTORE),
                RecoverVariables.RECREATION_NEEDED, decision.any(Heading.DELETED, Way.RECREATE));
    }
}
