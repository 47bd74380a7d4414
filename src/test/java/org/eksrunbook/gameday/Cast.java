package org.eksrunbook.gameday;

import java.util.List;
import java.util.Map;

/** Who does what, with which fields: everything else takes the proposals that the tasks show. */
record Cast(List<String> users, Map<String, String> fields) {
    private static final Map<String, String> APPROVE = Map.of("decision", "approve");

    static final Map<String, Cast> BY_TASK = Map.ofEntries(
            Map.entry("userTask_confirmScope", new Cast(List.of("responder"), Map.of())),
            Map.entry("userTask_approveCut", new Cast(List.of("approver"), APPROVE)),
            Map.entry("userTask_reviewFindings", new Cast(List.of("responder"), Map.of())),
            Map.entry("userTask_followPlaybook", new Cast(List.of("responder"), Map.of())),
            Map.entry("userTask_approveEradication", new Cast(List.of("approver"), APPROVE)),
            Map.entry("userTask_performActions", new Cast(List.of("responder"), Map.of("outcome", "done"))),
            Map.entry(
                    "userTask_confirmEradicated",
                    new Cast(
                            List.of("approver"),
                            Map.of(
                                    "decision",
                                    "approve",
                                    "reason",
                                    "The archive ends with the day: no later log exists"))),
            Map.entry(
                    "userTask_decideRecovery",
                    new Cast(
                            List.of("responder"),
                            Map.of("cause", "ClusterRoleBinding ops-debug-open let anybody create bindings"))),
            Map.entry("userTask_approveRecovery", new Cast(List.of("approver"), APPROVE)),
            Map.entry("userTask_confirmRecovered", new Cast(List.of("owner", "responder"), APPROVE)),
            Map.entry("userTask_recordForensics", new Cast(List.of("forensic"), Map.of())),
            Map.entry("userTask_approveTermination", new Cast(List.of("approver"), APPROVE)),
            Map.entry("userTask_reviewIncident", new Cast(List.of("responder"), Map.of())),
            Map.entry("userTask_signOffReport", new Cast(List.of("manager"), APPROVE)));
}
