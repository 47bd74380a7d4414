package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A user's key is stolen, makes another user, takes a role, and from there one in another account; somebody else works on. */
final class ShortAttack {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String A = LookupInvestigationTest.ACCOUNT;
    private static final String B = LookupInvestigationTest.OTHER;

    private final List<ObjectNode> records = new ArrayList<>();
    private final Instant begin;

    ShortAttack(Instant begin) {
        this.begin = begin;
        user(-86_400, "eve", "AKIAEVEEVEEVEEVE0001", "DescribeInstances", "ec2", "eu-central-1");
        user(10, "eve", "AKIAEVEEVEEVEEVE0001", "ListUsers", "iam", "us-east-1");
        ObjectNode made = user(20, "eve", "AKIAEVEEVEEVEEVE0001", "CreateUser", "iam", "us-east-1");
        made.putObject("requestParameters").put("userName", "backdoor");
        made.putObject("responseElements")
                .putObject("user")
                .put("userName", "backdoor")
                .put("userId", "AIDABACKDOORBACKDOOR")
                .put("arn", "arn:aws:iam::" + A + ":user/backdoor");
        ObjectNode key = user(30, "eve", "AKIAEVEEVEEVEEVE0001", "CreateAccessKey", "iam", "us-east-1");
        key.putObject("requestParameters").put("userName", "backdoor");
        key.putObject("responseElements")
                .putObject("accessKey")
                .put("userName", "backdoor")
                .put("accessKeyId", "AKIABACKDOORBACK0001")
                .put("status", "Active");
        assume(
                user(40, "backdoor", "AKIABACKDOORBACK0001", "AssumeRole", "sts", "us-east-1"),
                A,
                "path/deployer",
                "AROADEPLOYERDEPLOYER",
                "night",
                "ASIADEPLOYERDEPL0001");
        session(50, A, "path/deployer", "AROADEPLOYERDEPLOYER", "night", "ASIADEPLOYERDEPL0001", "RunInstances", "ec2");
        session(
                55,
                A,
                "path/deployer",
                "AROADEPLOYERDEPLOYER",
                "night",
                "ASIADEPLOYERDEPL0001",
                "StopLogging",
                "cloudtrail");
        ObjectNode over = session(
                60, A, "path/deployer", "AROADEPLOYERDEPLOYER", "night", "ASIADEPLOYERDEPL0001", "AssumeRole", "sts");
        assume(over, B, "admin", "AROAADMINADMINADMIN0", "night-too", "ASIAADMINADMINADM001");
        session(
                70,
                B,
                "admin",
                "AROAADMINADMINADMIN0",
                "night-too",
                "ASIAADMINADMINADM001",
                "DeleteTrail",
                "cloudtrail");
        session(75, B, "admin", "AROAADMINADMINADMIN0", "night-too", "ASIAADMINADMINADM001", "DeleteTable", "dynamodb");
        ObjectNode data = user(80, "eve", "AKIAEVEEVEEVEEVE0001", "GetObject", "s3", "eu-central-1");
        data.put("managementEvent", false).put("eventCategory", "Data");
        for (int more = 0; more < 120; more++) {
            user(100 + more, "eve", "AKIAEVEEVEEVEEVE0001", "DescribeInstances", "ec2", "eu-central-1");
        }
        user(400, "alice", "AKIAALICEALICEALIC01", "DeleteBucket", "s3", "eu-central-1");
    }

    List<ObjectNode> records() {
        return records;
    }

    private ObjectNode user(int second, String name, String key, String call, String service, String region) {
        ObjectNode record = record(second, call, service, region, A);
        record.putObject("userIdentity")
                .put("type", "IAMUser")
                .put("principalId", "AIDA" + name.toUpperCase(java.util.Locale.ROOT) + "0000000")
                .put("arn", "arn:aws:iam::" + A + ":user/" + name)
                .put("accountId", A)
                .put("accessKeyId", key)
                .put("userName", name);
        return record;
    }

    private ObjectNode session(
            int second,
            String account,
            String role,
            String id,
            String session,
            String key,
            String call,
            String service) {
        ObjectNode record = record(second, call, service, "us-east-1", account);
        String name = role.substring(role.lastIndexOf('/') + 1);
        ObjectNode who = record.putObject("userIdentity")
                .put("type", "AssumedRole")
                .put("principalId", id + ":" + session)
                .put("arn", "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session)
                .put("accountId", account)
                .put("accessKeyId", key);
        who.putObject("sessionContext")
                .putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", id)
                .put("arn", "arn:aws:iam::" + account + ":role/" + role)
                .put("accountId", account)
                .put("userName", name);
        return record;
    }

    private static void assume(ObjectNode record, String account, String role, String id, String session, String key) {
        String name = role.substring(role.lastIndexOf('/') + 1);
        record.putObject("requestParameters")
                .put("roleArn", "arn:aws:iam::" + account + ":role/" + role)
                .put("roleSessionName", session);
        ObjectNode answer = record.putObject("responseElements");
        answer.putObject("credentials").put("accessKeyId", key);
        answer.putObject("assumedRoleUser")
                .put("assumedRoleId", id + ":" + session)
                .put("arn", "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session);
    }

    private ObjectNode record(int second, String call, String service, String region, String account) {
        ObjectNode record = JSON.createObjectNode();
        record.put("eventVersion", "1.09")
                .put("eventTime", begin.plusSeconds(second).toString())
                .put("eventSource", service + ".amazonaws.com")
                .put("eventName", call)
                .put("awsRegion", region)
                .put("sourceIPAddress", "198.51.100.7")
                .put("userAgent", "cli")
                .put("eventID", "e-" + records.size())
                .put("readOnly", call.startsWith("Describe") || call.startsWith("List") || call.startsWith("Get"))
                .put("managementEvent", true)
                .put("eventCategory", "Management")
                .put("recipientAccountId", account);
        record.set("requestParameters", JSON.createObjectNode());
        records.add(record);
        return record;
    }
}
