package org.eksrunbook.trail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.io.TempDir;

/** Records of an attack, written one after the other with single quotes, and what an investigation makes of them. */
abstract class AttackLog {

    static final String HOME = "111122223333";
    static final String OTHER = "444455556666";
    static final String MALLORY =
            "{'type':'IAMUser','principalId':'AIDAMALLORYMALLORY01','arn':'arn:aws:iam::111122223333:user/mallory',"
                    + "'accountId':'111122223333','accessKeyId':'AKIAMALLORYMALLORY01','userName':'mallory'}";

    private static final String AUTO_SCALING =
            "{'type':'AssumedRole','principalId':'AROAAUTOSCALING00001:AutoScaling','arn':'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling',"
                    + "'accountId':'111122223333','sessionContext':{'sessionIssuer':{'type':'Role','principalId':'AROAAUTOSCALING00001',"
                    + "'arn':'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling','accountId':'111122223333',"
                    + "'userName':'AWSServiceRoleForAutoScaling'}},'invokedBy':'autoscaling.amazonaws.com'}";

    @TempDir
    static Path folder;

    static final AtomicInteger CASES = new AtomicInteger();
    final List<String> records = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private String address = "203.0.113.9";
    private String region = "us-east-1";

    /** From where everybody but mallory calls from now on. */
    void from(String sourceAddress) {
        address = sourceAddress;
    }

    /** In which region everybody calls from now on. */
    void in(String place) {
        region = place;
    }

    /** @param told the findings, what weighs most first */
    record Case(Set<String> findings, List<Principal> all, List<String> statements, List<Finding> told) {

        Finding finding(String id) {
            return told.stream()
                    .filter(one -> one.eventId().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        Set<String> principals() {
            return all.stream().filter(Principal::included).map(Principal::id).collect(Collectors.toSet());
        }

        Set<String> leftOut() {
            return all.stream()
                    .filter(one -> !one.included() && !one.watched())
                    .map(Principal::id)
                    .collect(Collectors.toSet());
        }

        Principal principal(String id) {
            return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        }
    }

    /** With mallory as the one principal that the scope names. */
    Case investigate() {
        return investigate("arn:aws:iam::111122223333:user/mallory");
    }

    Case investigate(String... seeds) {
        String name = "case-" + CASES.incrementAndGet();
        LogFilesOnDisk.write(folder.resolve(name), "log.json", LogFilesOnDisk.records(records.toArray(String[]::new)));
        if (!requests.isEmpty()) {
            LogFilesOnDisk.write(folder.resolve(name), "audit.json", String.join("\n", requests));
        }
        try (Bench bench = new Bench(folder, folder.resolve(name + "-data"), Map.of())) {
            IncidentId id =
                    bench.incident(Bench.scope(name, HOME, List.of(seeds), Instant.parse("2024-08-01T00:00:00Z")));
            bench.investigate(id);
            List<Principal> all = bench.get(Principals.class).all(id);
            return new Case(
                    bench.findings(id).stream().map(Finding::eventId).collect(Collectors.toSet()),
                    all,
                    bench.coverage(id).statements(),
                    bench.get(Findings.class).page(id, FindingFilter.ALL, FindingOrder.WEIGHT, 0, 1000));
        }
    }

    /** An instance that Amazon EC2 Auto Scaling starts in its own name. */
    String startedBySomeGroup(String tags, String instance) {
        return startedBySomeGroup("2024-08-02T08:%02d:00Z".formatted(records.size()), tags, instance);
    }

    String startedBySomeGroup(String time, String tags, String instance) {
        String before = address;
        from("autoscaling.amazonaws.com");
        String id = recordAt(
                time,
                AUTO_SCALING,
                "ec2",
                "RunInstances",
                "{'instancesSet':{'items':[{'minCount':1,'maxCount':1}]},'tagSpecificationSet':{'items':[{'resourceType':'instance','tags':["
                        + tags + "]}]}}",
                "{'instancesSet':{'items':[{'instanceId':'" + instance + "','tagSet':{'items':[" + tags + "]}}]}}");
        from(before);
        return id;
    }

    static String tag(String key, String value) {
        return "{'key':'" + key + "','value':'" + value + "'}";
    }

    static String group(String name) {
        return tag("aws:autoscaling:groupName", name);
    }

    /** A request to the cluster's API server. */
    String request(String user, String fields) {
        return requestAt("2024-08-02T09:%02d:00.000000Z".formatted(requests.size()), user, fields);
    }

    /** A Kubernetes user as aws-iam-authenticator writes him: with the ARN behind him. */
    static String mapped(String username, String arn) {
        return username + "','extra':{'arn':['" + arn + "'],'canonicalArn':['" + arn + "']},'uid':'1";
    }

    String requestAt(String time, String user, String fields) {
        String id = "request-" + requests.size();
        requests.add(("{'kind':'Event','apiVersion':'audit.k8s.io/v1','level':'RequestResponse','auditID':'" + id
                        + "','stage':'ResponseComplete','requestURI':'/api','user':{'username':'" + user
                        + "'},'sourceIPs':['203.0.113.9'],'requestReceivedTimestamp':'" + time + "',"
                        + fields + ",'responseStatus':{'code':200}}")
                .replace('\'', '"'));
        return id;
    }

    String attack(String service, String name, String request, String response) {
        return call(MALLORY, service, name, request, response);
    }

    String call(String who, String service, String name, String request, String response) {
        return record(who, service, name, request, response, "");
    }

    String record(String who, String service, String name, String request, String response, String more) {
        return recordAt(
                "2024-08-02T08:%02d:00Z".formatted(records.size()), who, service, name, request, response, more);
    }

    String recordAt(String time, String who, String service, String name, String request, String response) {
        return recordAt(time, who, service, name, request, response, "");
    }

    String recordAt(
            String time, String who, String service, String name, String request, String response, String more) {
        String id = "event-" + records.size();
        records.add(("{'eventVersion':'1.09','userIdentity':" + who + ",'eventTime':'" + time + "','eventSource':'"
                        + service + ".amazonaws.com','eventName':'" + name
                        + "','awsRegion':'" + region + "','sourceIPAddress':'"
                        + (who.equals(MALLORY) ? "198.51.100.7" : address)
                        + "','requestParameters':" + request
                        + ",'responseElements':" + response + ",'eventID':'" + id + "'" + more + "}")
                .replace('\'', '"'));
        return id;
    }

    static String user(String name, String key) {
        return "{'type':'IAMUser','principalId':'AIDA" + name + "','arn':'arn:aws:iam::" + HOME + ":user/" + name
                + "','accountId':'" + HOME + "','accessKeyId':'" + key + "','userName':'" + name + "'}";
    }

    static String session(String account, String role, String name, String key) {
        return "{'type':'AssumedRole','principalId':'AROA" + role + ":" + name + "','arn':'arn:aws:sts::" + account
                + ":assumed-role/" + role + "/" + name + "','accountId':'" + account + "','accessKeyId':'" + key
                + "','sessionContext':{'sessionIssuer':{'type':'Role','principalId':'AROA" + role
                + "','arn':'arn:aws:iam::" + account + ":role/" + role + "','accountId':'" + account + "','userName':'"
                + role + "'}}}";
    }

    /** Somebody shows a certificate to IAM Roles Anywhere; the session's name is the certificate's serial number. */
    String certificate(String time, String anchor, String role, String serial, String key) {
        return recordAt(
                time,
                "{'type':'Unknown','principalId':'','arn':'','accountId':'" + HOME + "'}",
                "rolesanywhere",
                "CreateSession",
                "{'trustAnchorArn':'" + anchor(anchor) + "','roleArn':'arn:aws:iam::" + HOME + ":role/" + role + "'}",
                "{'credentialSet':[" + issued(HOME, role, serial, key) + "]}");
    }

    static String anchor(String id) {
        return "arn:aws:rolesanywhere:us-east-1:" + HOME + ":trust-anchor/" + id;
    }

    static String service(String name) {
        return "{'type':'AWSService','invokedBy':'" + name + "'}";
    }

    static String assume(String account, String role, String session) {
        return "{'roleArn':'arn:aws:iam::" + account + ":role/" + role + "','roleSessionName':'" + session + "'}";
    }

    static String issued(String account, String role, String session, String key) {
        return "{'credentials':{'accessKeyId':'" + key + "'},'assumedRoleUser':{'assumedRoleId':'AROA" + role + ":"
                + session + "','arn':'arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session + "'}}";
    }
}
