package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a person reads whose command the engine does not take: what to do instead. */
final class Refusals {

    private static final String OTHERWISE =
            "This way past the tasks is closed: complete the task with its form, or use /api as docs/interfaces.md says";
    private static final Map<String, String> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("Variable", "Variables are not written by hand: complete the task with the fields of its form");
        BY_NAME.put(
                "StartProcessInstanceAt", "Processes start at their beginning: leave startInstructions and skip… out");
        BY_NAME.put("BpmnError", "A task ends by its completion: complete it with the fields of its form");
        BY_NAME.put("Escalation", "A task ends by its completion: complete it with the fields of its form");
        BY_NAME.put("ResolveTask", "A task ends by its completion: complete it with the fields of its form");
        BY_NAME.put("DelegateTask", "Tasks are not delegated: every candidate may complete them as they are");
        BY_NAME.put("Signal", "Waiting steps go on by themselves or by tasks: see what the incident waits for");
        BY_NAME.put("Message", "The scope is changed by POST /api/incidents/{id}/scope with a reason");
        BY_NAME.put("IdentityLink", "Whose task it is comes from the model and the CMDB: mend the owner there");
        BY_NAME.put("AssignTask", "Claim the task in your own name, or leave it to its candidates");
        BY_NAME.put(
                "ProcessInstanceModification", "A token is not moved by hand: use the task «mend and go on, or skip»");
        BY_NAME.put("ModifyProcessInstance", "A token is not moved by hand: use the task «mend and go on, or skip»");
        BY_NAME.put("Restart", "Start recover or postIncident with the id of the closed incident instead");
        BY_NAME.put("Migrat", "Running incidents keep the model version they began with");
        BY_NAME.put("Deploy", "Models are deployed with the application: change its files and start the new version");
        BY_NAME.put("Filter", "The task lists are made by the application: use its lists");
        BY_NAME.put("JobRetries", "Use the task «mend and go on, or skip with a reason», or ask an administrator");
        BY_NAME.put("ExecuteJobs", "Jobs run by themselves: ask an administrator where one hangs");
        BY_NAME.put("Batch", "Batches are closed: do it one by one");
        BY_NAME.put("Comment", "Write it into the task's reason: comments are no part of the record");
        BY_NAME.put(
                "Attachment", "Hand logs in by POST /api/incidents/{id}/trail: attachments are no part of the record");
        BY_NAME.put("DeleteTask", "Tasks are completed, not deleted");
        BY_NAME.put("DeleteProcessInstance", "Incidents end by their sign-off: ask an administrator to stop one");
        BY_NAME.put("User", "Users and groups are looked after by administrators: ask one");
        BY_NAME.put("Group", "Users and groups are looked after by administrators: ask one");
        BY_NAME.put("Membership", "Users and groups are looked after by administrators: ask one");
        BY_NAME.put("Authorization", "Rights are looked after by administrators: ask one");
        BY_NAME.put("Suspen", "The engine is looked after by administrators: ask one");
        BY_NAME.put("Activate", "The engine is looked after by administrators: ask one");
    }

    private Refusals() {}

    static String of(String command) {
        return BY_NAME.entrySet().stream()
                .filter(refusal -> command.contains(refusal.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHERWISE);
    }

    /** Whether an answer carries one of these refusals. */
    static boolean isOne(String answer) {
        return answer.contains(OTHERWISE) || BY_NAME.values().stream().anyMatch(answer::contains);
    }
}
