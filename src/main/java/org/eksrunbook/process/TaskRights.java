package org.eksrunbook.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.eksrunbook.incident.Forbidden;

/**
 * Who may complete a task, by the groups of this moment: its candidates, and for approvals the approvers alone. A responder
 * approves with break-glass and a reason only. Being an administrator counts for nothing, being the assignee neither.
 */
final class TaskRights {

    private static final String APPROVAL = "userTask_approve";
    /** Whether a query may read much is the responders' to say: it changes nothing. */
    private static final String SCAN = "userTask_approveScan";

    private static final String SIGN_OFF = "userTask_signOffReport";

    private TaskRights() {}

    /** @throws Forbidden where the person may not complete the task with these fields */
    static void check(TaskEntity task, Person person, Map<String, Object> fields) {
        if (!isCandidate(task, person)) {
            throw new Forbidden("This task is for " + candidates(task) + ": ask one of them");
        }
        String key = task.getTaskDefinitionKey();
        if (key.startsWith(APPROVAL) && !key.equals(SCAN) && !person.isIn(Group.APPROVERS)) {
            checkBreakGlass(person, fields);
        }
        if (key.equals(SIGN_OFF) && !person.isIn(Group.APPROVERS) && !person.isIn(Group.MANAGERS)) {
            throw new Forbidden("A report is signed off by managers or approvers: ask one of them");
        }
    }

    private static void checkBreakGlass(Person person, Map<String, Object> fields) {
        boolean breakGlass = Boolean.TRUE.equals(fields.get("breakGlass"));
        Object reason = fields.get("reason");
        if (!person.isIn(Group.RESPONDERS) || !breakGlass) {
            throw new Forbidden("This is approved by approvers: ask one of them, or, as a responder who reaches none,"
                    + " complete it with breakGlass=true and a reason");
        }
        if (reason == null || reason.toString().isBlank()) {
            throw new Forbidden("Break-glass needs a reason: say why no approver could be waited for");
        }
    }

    static boolean isCandidate(TaskEntity task, Person person) {
        List<IdentityLinkEntity> links = candidateLinks(task);
        if (links.isEmpty()) {
            return person.name().equals(task.getAssignee());
        }
        return links.stream()
                .anyMatch(link -> person.name().equals(link.getUserId())
                        || (link.getGroupId() != null && person.isIn(link.getGroupId())));
    }

    private static List<IdentityLinkEntity> candidateLinks(TaskEntity task) {
        return task.getIdentityLinks().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .toList();
    }

    private static String candidates(TaskEntity task) {
        Collection<String> names = candidateLinks(task).stream()
                .map(link -> link.getGroupId() == null ? link.getUserId() : link.getGroupId())
                .filter(Objects::nonNull)
                .map(Group::words)
                .sorted()
                .toList();
        return names.isEmpty() ? "the person it is assigned to" : String.join(" or ", names);
    }
}
