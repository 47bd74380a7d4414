package org.eksrunbook.report;

import java.util.Map;
import java.util.Set;
import org.eksrunbook.evidence.Entry;

/** The ledger's kinds in words. */
final class Kinds {

    private static final Set<String> DECISIONS = Set.of(
            "scope.confirmed",
            "scope.changed",
            "findings.reviewed",
            "playbook.followed",
            "plan.approved",
            "plan.refused",
            "eradication.confirmed",
            "recovery.decided",
            "recovery.confirmed",
            "forensics.recorded",
            "incident.reviewed",
            "clock.decided",
            "report.signed",
            "logs.renounced",
            "scan.approved",
            "scan.refused",
            "step.skipped",
            "incident.held",
            "incident.released");
    private static final Set<String> ACTIONS =
            Set.of("action.intended", "action.performed", "action.proved", "cmdb.updated", "artefacts.filed");
    private static final Set<String> NOTICES = Set.of(
            "notice.missed", "notice.sent", "update.sent", "update.missed", "owners.notified", "improvement.reminded");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("incident.opened", "The incident was opened"),
            Map.entry("incident.phase", "Another phase began"),
            Map.entry("incident.closed", "The incident was closed"),
            Map.entry("incident.held", "Everything that acts was stopped"),
            Map.entry("incident.released", "What acts goes on"),
            Map.entry("scope.confirmed", "The scope was confirmed"),
            Map.entry("scope.changed", "The scope was changed"),
            Map.entry("principals.derived", "The principals to look for were derived"),
            Map.entry("accounts.listed", "The accounts of the organization were listed"),
            Map.entry("cluster.asked", "AWS and Kubernetes were asked about the cluster"),
            Map.entry("audit.asked", "The cluster's audit log was asked for"),
            Map.entry("trail.surveyed", "Log files were looked for"),
            Map.entry("trail.brought", "A source of logs answered"),
            Map.entry("scan.proposed", "A query would read more than the limit"),
            Map.entry("scan.approved", "The query was approved"),
            Map.entry("scan.refused", "The query was refused"),
            Map.entry("trail.part", "A group of log files was read"),
            Map.entry("trail.question", "The events were asked a question"),
            Map.entry("trail.coverage", "What the logs cover was stated"),
            Map.entry("findings.classified", "The calls were classified"),
            Map.entry("logs.supplied", "Logs were supplied"),
            Map.entry("logs.renounced", "It was decided to go on without logs"),
            Map.entry("recovery.proposed", "Ways of recovery were proposed"),
            Map.entry("recovery.applications", "The applications of deleted things were looked up"),
            Map.entry("recovery.created", "What the attacker created was looked at"),
            Map.entry("recovery.planned", "Steps of the recovery were planned"),
            Map.entry("plan.outsideScope", "Actions outside the scope were left out"),
            Map.entry("inventory.built", "The affected resources were listed"),
            Map.entry("findings.reviewed", "The findings were reviewed"),
            Map.entry("owners.notified", "The owner of an application was told"),
            Map.entry("playbook.proposed", "A follow-up playbook was proposed"),
            Map.entry("playbook.followed", "A follow-up playbook was followed"),
            Map.entry("plan.made", "A plan was made"),
            Map.entry("plan.approved", "A plan was approved"),
            Map.entry("plan.refused", "A plan was refused"),
            Map.entry("action.intended", "How it was before was recorded"),
            Map.entry("action.performed", "A plan was performed"),
            Map.entry("action.proved", "What was done was checked"),
            Map.entry("eradication.proved", "Whether it is quiet was checked"),
            Map.entry("eradication.confirmed", "The eradication was decided on"),
            Map.entry("recovery.decided", "Cause and ways of recovery were decided"),
            Map.entry("recovery.confirmed", "An application's recovery was decided on"),
            Map.entry("cmdb.updated", "The CMDB was updated"),
            Map.entry("cmdb.compared", "The CMDB was compared"),
            Map.entry("forensics.recorded", "Forensic findings were recorded"),
            Map.entry("incident.reviewed", "The incident was reviewed"),
            Map.entry("artefacts.filed", "Artefacts were filed"),
            Map.entry("report.signed", "The report was signed off or sent back"),
            Map.entry("clock.decided", "A regulatory clock was decided on"),
            Map.entry("notice.missed", "A notice was missed"),
            Map.entry("notice.sent", "A notice was sent"),
            Map.entry("update.sent", "Stakeholders were given an update"),
            Map.entry("update.missed", "An update to stakeholders was missed"),
            Map.entry("improvement.reminded", "The owner of an action was reminded"),
            Map.entry("improvement.done", "An action was done"),
            Map.entry("step.failed", "A step failed"),
            Map.entry("step.mended", "A failed step was mended"),
            Map.entry("step.skipped", "A failed step was skipped"));

    private Kinds() {}

    static String what(String kind) {
        if (DECISIONS.contains(kind)) {
            return "decision";
        }
        if (ACTIONS.contains(kind)) {
            return "action";
        }
        return NOTICES.contains(kind) ? "notice" : "step";
    }

    /** False where somebody was to be told by a channel of his own and none led to him. */
    static boolean reached(Entry entry) {
        return entry.body().path("reached").asBoolean(true);
    }

    static String sentence(Entry entry) {
        if (!reached(entry)) {
            return entry.kind().equals("owners.notified")
                    ? "The owner of an application was not reached"
                    : "The owner of an action was not reached";
        }
        return WORDS.getOrDefault(entry.kind(), entry.kind());
    }
}
