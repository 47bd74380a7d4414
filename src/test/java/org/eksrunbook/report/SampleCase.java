package org.eksrunbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eksrunbook.MovingClock;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.TestLedger;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/** A case from opening to sign-off as its ledger tells it. Any text in it can be replaced, to see what becomes of hostile ones. */
final class SampleCase {

    static final IncidentId ID = new IncidentId("GD-2024-0802");

    final MovingClock clock = new MovingClock(Instant.parse("2024-08-02T09:00:00Z"));
    final Ledger ledger = TestLedger.on(TestLedger.database(), clock);
    final Artefacts artefacts;
    private final String foreign;

    SampleCase(Path folder, String foreign) {
        this.artefacts = TestLedger.artefacts(folder);
        this.foreign = foreign;
    }

    /** A case in which nothing is hostile. */
    static SampleCase told(Path folder) {
        return new SampleCase(folder, "").all();
    }

    Report report() {
        return ReportWriter.write(new CaseLedger(ledger.entries(ID), artefacts));
    }

    Entry system(String kind, Object body) {
        return append(kind, Actor.SYSTEM, body);
    }

    Entry user(String name, String kind, Object body) {
        return append(kind, Actor.user(name + foreign), body);
    }

    private Entry append(String kind, Actor actor, Object body) {
        clock.pass(Duration.ofMinutes(7));
        return ledger.append(ID, kind, actor, body);
    }

    private String put(List<?> rows) {
        return artefacts
                .put("application/x-ndjson", out -> {
                    for (Object row : rows) {
                        try {
                            out.write(TestLedger.JSON.writeValueAsString(row).getBytes(StandardCharsets.UTF_8));
                            out.write('\n');
                        } catch (JsonProcessingException impossible) {
                            throw new IllegalStateException(impossible);
                        }
                    }
                })
                .sha256();
    }

    SampleCase all() {
        return opened().investigated().eradicated().recovered().reviewed();
    }

    SampleCase opened() {
        user("responder", "incident.opened", opening("malicious"));
        system("incident.phase", Map.of("phase", "eradicate"));
        return this;
    }

    Map<String, Object> opening(String verdict) {
        return Map.of(
                "scope", scope(),
                "severity", "P1",
                "verdict", verdict,
                "awareAt", "2024-08-02T08:40:00Z",
                "finding", Map.of("detail", Map.of("type", "Discovery:Kubernetes/SuccessfulAnonymousAccess" + foreign)),
                "contained",
                        List.of(Map.of("type", "Kubernetes::Pod", "id", "web-7d9f" + foreign, "before", "running")),
                "stakeholders",
                        List.of(Map.of(
                                "name", "Ada", "role", "legal", "channel", "email", "address", "ada@example.com")));
    }

    private Map<String, Object> scope() {
        return Map.of(
                "version",
                1,
                "accountId",
                "111122223333",
                "accounts",
                List.of("444455556666"),
                "region",
                "eu-central-1",
                "compromisedAt",
                "2024-08-02T08:23:24Z",
                "windowDays",
                90,
                "clusterName",
                "shop" + foreign,
                "namespace",
                "web",
                "principals",
                List.of("arn:aws:iam::111122223333:role/shop-web"),
                "trailSource",
                "archive");
    }

    SampleCase investigated() {
        user("responder", "scope.confirmed", Map.of("scope", scope(), "changes", List.of(), "reason", ""));
        String accounts = put(List.of(
                Map.of("id", "111122223333", "name", "payments" + foreign, "state", "ACTIVE"),
                Map.of("id", "444455556666", "name", "ledger" + foreign, "state", "ACTIVE")));
        system("accounts.listed", Map.of("round", 1, "count", 2, "artefact", accounts));
        system(
                "principals.derived",
                Map.of(
                        "round", 2,
                        "principals",
                                List.of(
                                        principal(
                                                "arn:aws:iam::111122223333:role/shop-web",
                                                "role",
                                                "named at the start",
                                                1),
                                        principal(
                                                "arn:aws:iam::111122223333:user/backdoor" + foreign,
                                                "user",
                                                "made by CreateUser",
                                                2)),
                        "excluded",
                                List.of(Map.of(
                                        "id",
                                        "AWSServiceRoleForAutoScaling" + foreign,
                                        "why",
                                        "a service's own role" + foreign))));
        system(
                "trail.surveyed",
                Map.of("source", "archive", "location", "AWSLogs" + foreign, "files", 412, "bytes", 18_400_221));
        system(
                "trail.part",
                Map.of(
                        "group", "g1",
                        "files", 412,
                        "events", 60_211,
                        "matched", 118,
                        "unreadable",
                                List.of(Map.of("file", "a/b.json.gz" + foreign, "reason", "truncated" + foreign))));
        system(
                "trail.question",
                Map.of(
                        "question",
                        "calls-by-name-and-outcome",
                        "sqlHash",
                        "ab".repeat(32),
                        "window",
                        Map.of("from", "2024-08-02T08:23:24Z", "until", "2024-08-02T10:00:00Z"),
                        "parts",
                        1,
                        "rows",
                        31));
        system(
                "trail.coverage",
                Map.of(
                        "summary",
                        List.of(
                                "S3 data events were not recorded in 111122223333: that no read of an object is found means nothing"
                                        + foreign,
                                "The logs of eu-west-1 have no event on 2024-08-01" + foreign)));
        String findings = put(List.of(
                finding("e-1", "CreateUser", "identity", true),
                finding("e-2", "DeleteLogGroup", "deleted", true),
                finding("e-3", "GetSecretValue", "accessed", true),
                finding("e-4", "ListBuckets", "recon", false)));
        system(
                "findings.classified",
                Map.of(
                        "round", 2,
                        "count", 4,
                        "byCategory", new TreeMap<>(Map.of("identity", 1, "deleted", 1, "accessed", 1, "recon", 1)),
                        "denied", 1,
                        "newPrincipals", 0,
                        "ruleVersion", "2026-11",
                        "artefact", findings));
        String rows = put(List.of(
                resource("backdoor", "AWS::IAM::User", "arn:aws:iam::111122223333:user/backdoor", "created", ""),
                resource("/aws/eks/shop", "AWS::Logs::LogGroup", null, "deleted", "shop")));
        system(
                "inventory.built",
                Map.of(
                        "count",
                        2,
                        "byChange",
                        new TreeMap<>(Map.of("created", 1, "deleted", 1)),
                        "applications",
                        List.of("shop" + foreign),
                        "artefact",
                        rows));
        user(
                "responder",
                "findings.reviewed",
                Map.of(
                        "accepted",
                        3,
                        "overruled",
                        List.of(Map.of(
                                "eventId",
                                "e-3" + foreign,
                                "from",
                                "accessed",
                                "to",
                                "other",
                                "reason",
                                "a scheduled job" + foreign)),
                        "added",
                        List.of(Map.of(
                                "type",
                                "Kubernetes::Pod",
                                "id",
                                "web-7d9f" + foreign,
                                "change",
                                "modified",
                                "reason",
                                "had a shell" + foreign)),
                        "owners",
                        List.of(Map.of(
                                "resource",
                                key("AWS::Logs::LogGroup", "/aws/eks/shop"),
                                "owner",
                                "platform" + foreign)),
                        "dispositions",
                        List.of(Map.of(
                                "resource",
                                key("AWS::IAM::User", "backdoor"),
                                "disposition",
                                "delete",
                                "reason",
                                "not ours" + foreign))));
        return this;
    }

    SampleCase eradicated() {
        system("owners.notified", Map.of("application", "shop" + foreign, "owner", "owner" + foreign, "notice", 3));
        system("plan.made", plan("eradicate-1", "eradicate"));
        user(
                "responder",
                "plan.approved",
                Map.of(
                        "plan",
                        "eradicate-1",
                        "hash",
                        "cd".repeat(32),
                        "reason",
                        "nobody answers" + foreign,
                        "breakGlass",
                        true));
        system(
                "action.intended",
                Map.of("plan", "eradicate-1", "before", List.of(Map.of("action", "a1", "state", "not readable"))));
        user(
                "responder",
                "action.performed",
                Map.of("plan", "eradicate-1", "outcome", "done", "failed", List.of(), "reason", ""));
        system(
                "action.proved",
                Map.of(
                        "plan",
                        "eradicate-1",
                        "proofs",
                        List.of(Map.of(
                                "action",
                                "a1",
                                "state",
                                "stated",
                                "how",
                                "the archive is closed, nothing can be read" + foreign))));
        system(
                "eradication.proved",
                Map.of(
                        "state",
                        "unprovable",
                        "from",
                        "2024-08-02T10:59:00Z",
                        "until",
                        "2024-08-02T11:29:00Z",
                        "gaps",
                        List.of(Map.of(
                                "what",
                                "no logs" + foreign,
                                "from",
                                "2024-08-02T09:40:00Z",
                                "until",
                                "2024-08-02T11:29:00Z",
                                "reason",
                                "the archive is closed" + foreign))));
        user("approver", "eradication.confirmed", Map.of("decision", "approve", "reason", "keys are gone" + foreign));
        system(
                "notice.sent",
                Map.of(
                        "step", "update:1",
                        "purpose", "update",
                        "subject", "[P1] Incident GD-2024-0802, update 1" + foreign,
                        "text", "…",
                        "recipients",
                                List.of(Map.of(
                                        "name",
                                        "Ada" + foreign,
                                        "role",
                                        "legal",
                                        "channel",
                                        "email",
                                        "address",
                                        "ada@example.com",
                                        "remark",
                                        ""))));
        system(
                "playbook.proposed",
                Map.of(
                        "playbooks",
                        List.of(Map.of(
                                "playbook",
                                "iam",
                                "title",
                                "Compromised credentials" + foreign,
                                "reason",
                                "a user was made",
                                "resources",
                                List.of()))));
        user(
                "responder",
                "playbook.followed",
                Map.of(
                        "playbooks",
                        List.of("iam"),
                        "outcome",
                        "nothing more" + foreign,
                        "widened",
                        false,
                        "reason",
                        ""));
        system(
                "update.missed",
                Map.of("number", 2, "subject", "Update", "reason", "the mail server did not answer" + foreign));
        return this;
    }

    SampleCase recovered() {
        system("incident.phase", Map.of("phase", "recover"));
        user(
                "responder",
                "recovery.decided",
                Map.of(
                        "cause", "Anonymous access to the API was on" + foreign,
                        "fix", "Switched off, and the binding removed" + foreign,
                        "groups",
                                List.of(Map.of(
                                        "resources", List.of(key("AWS::Logs::LogGroup", "/aws/eks/shop")),
                                        "heading", "deleted",
                                        "way", "recreate",
                                        "disposition", "",
                                        "reason", "no backup" + foreign))));
        user(
                "owner",
                "recovery.confirmed",
                Map.of("application", "shop" + foreign, "decision", "approve", "reason", "orders arrive" + foreign));

        system("recovery.created", Map.of("byState", Map.of("gone", List.of(key("AWS::IAM::User", "backdoor")))));
        system(
                "recovery.applications",
                Map.of(
                        "deleted",
                        List.of(Map.of(
                                "resource",
                                key("AWS::Logs::LogGroup", "/aws/eks/shop"),
                                "application",
                                "shop" + foreign,
                                "source",
                                "cmdb",
                                "owner",
                                "owner" + foreign))));
        system(
                "cmdb.updated",
                Map.of(
                        "updated",
                                List.of(Map.of(
                                        "resource",
                                        key("AWS::Logs::LogGroup", "/aws/eks/shop"),
                                        "status",
                                        "restored" + foreign,
                                        "version",
                                        2)),
                        "conflicts", List.of()));
        return this;
    }

    SampleCase reviewed() {
        system("incident.phase", Map.of("phase", "postIncident"));
        user(
                "forensic",
                "forensics.recorded",
                Map.of(
                        "resources",
                        List.of(key("AWS::IAM::User", "backdoor")),
                        "findings",
                        List.of(Map.of(
                                "resource",
                                key("AWS::IAM::User", "backdoor"),
                                "finding",
                                "Its key was used twice" + foreign)),
                        "risks",
                        List.of(Map.of(
                                "risk",
                                "the image has curl" + foreign,
                                "application",
                                "shop",
                                "owner",
                                "owner",
                                "mitigation",
                                "a smaller image" + foreign))));
        system("cmdb.compared", Map.of("differences", List.of()));
        user(
                "responder",
                "incident.reviewed",
                Map.of(
                        "vectors",
                        List.of("anonymous access" + foreign),
                        "lessons",
                        List.of("Nobody watched the audit log." + foreign),
                        "participants",
                        List.of("Ada" + foreign),
                        "misconfigurations",
                        List.of("system:anonymous was bound" + foreign),
                        "actions",
                        List.of(Map.of(
                                "what",
                                "Alarm on anonymous access" + foreign,
                                "owner",
                                "platform",
                                "due",
                                "2024-09-01")),
                        "regulators",
                        List.of(Map.of(
                                "clock",
                                "sec-8-k",
                                "decision",
                                "nobody",
                                "reason",
                                "not listed in the United States" + foreign))));
        system(
                "artefacts.filed",
                Map.of(
                        "applications",
                        List.of("shop" + foreign),
                        "process",
                        true,
                        "reportArtefact",
                        put(List.of("a report"))));
        system("moon.phase", Map.of("phase", "waning" + foreign));
        user("manager", "report.signed", Map.of("decision", "approve", "head", ledger.head(ID), "reason", ""));
        system("incident.closed", Map.of());
        return this;
    }

    private Map<String, Object> principal(String arn, String type, String source, int round) {
        return Map.of(
                "id",
                arn,
                "arn",
                arn,
                "type",
                type,
                "source",
                source + foreign,
                "confidence",
                "high",
                "evidence",
                List.of("e-1" + foreign),
                "round",
                round);
    }

    private Map<String, Object> finding(String id, String name, String category, boolean effective) {
        return Map.of(
                "eventId",
                id + foreign,
                "eventTime",
                "2024-08-02T08:3" + id.charAt(2) + ":00Z",
                "eventName",
                name + foreign,
                "principal",
                "arn:aws:sts::111122223333:assumed-role/shop-web/x" + foreign,
                "category",
                category,
                "effective",
                effective,
                "errorCode",
                effective ? "" : "AccessDenied" + foreign,
                "resources",
                List.of(Map.of("type", "AWS::IAM::User", "id", "backdoor" + foreign)),
                "attack",
                List.of("T1098.001"),
                "why",
                "it makes an identity" + foreign);
    }

    private Map<String, Object> resource(
            String id, String type, @Nullable String arn, String change, String application) {
        Map<String, Object> ref = new LinkedHashMap<>(
                Map.of("type", type, "id", id, "accountId", "111122223333", "region", "eu-central-1"));
        ref.put("arn", arn);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", key(type, id));
        row.put("keys", List.of(key(type, id)));
        row.put("resource", ref);
        row.put("madeBy", List.of(Map.of("why", "the stack perf" + foreign, "certain", true)));
        row.put("makes", Map.of("listed", 2, "lookUp", "aws cloudformation list-stack-resources" + foreign));
        row.put(
                "attribution",
                Map.of(
                        "application",
                        application.isEmpty() ? "" : application + foreign,
                        "owner",
                        application.isEmpty() ? "" : "owner" + foreign,
                        "dataClass",
                        "internal" + foreign,
                        "suspectTags",
                        List.of("app=other" + foreign)));
        row.put(
                "touches",
                List.of(Map.of(
                        "event",
                        "e-1" + foreign,
                        "time",
                        "2024-08-02T08:31:00Z",
                        "action",
                        "x",
                        "changes",
                        List.of(change))));
        return row;
    }

    static String key(String type, String id) {
        return type + "|111122223333|eu-central-1|" + id;
    }

    Map<String, Object> plan(String id, String purpose) {
        return Map.of(
                "plan",
                id,
                "purpose",
                purpose,
                "hash",
                "cd".repeat(32),
                "actions",
                List.of(Map.of(
                        "id",
                        "a1",
                        "kind",
                        "delete",
                        "target",
                        Map.of(
                                "type", "AWS::IAM::User",
                                "id", "backdoor",
                                "arn", "arn:aws:iam::111122223333:user/backdoor"),
                        "reason",
                        "made by the attacker" + foreign)));
    }
}
