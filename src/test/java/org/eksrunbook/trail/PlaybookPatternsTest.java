package org.eksrunbook.trail;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.Category.ACCESSED;
import static org.eksrunbook.trail.Category.CREATED;
import static org.eksrunbook.trail.Category.DELETED;
import static org.eksrunbook.trail.Category.IDENTITY;
import static org.eksrunbook.trail.Category.MODIFIED;
import static org.eksrunbook.trail.Category.RECON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVRecord;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Part 3, step 3 of the playbook names calls by pattern, as ways to extend a foothold. Each pattern has a test by its name: such calls are read from a log,
 * attributed to who made them, and get the class that says what they did to what; what a pattern fits by accident, and reads, is looking around.
 */
class PlaybookPatternsTest extends AttackLog {

    /** The name alone says that it reads. */
    private static final String LOOKS = "(Batch)?(Describe|List|Get|Head|Search|Lookup|Check).*";

    private final Map<String, List<Category>> expected = new HashMap<>();
    private final Map<String, String> named = new HashMap<>();

    private void call(String service, String name, String request, @Nullable String thing, Category... categories) {
        String id = attack(service, name, request, "null");
        expected.put(id, List.of(categories));
        if (thing != null) {
            named.put(id, thing);
        }
    }

    private void look(String service, String name) {
        expected.put(attack(service, name, "null", "null"), List.of(RECON));
    }

    /** Also what the tables know of the pattern beyond the calls that were made: nothing that writes is taken for looking around. */
    private void areSeen(String pattern) {
        String name = "pattern-" + CASES.incrementAndGet();
        LogFilesOnDisk.write(folder.resolve(name), "log.json", LogFilesOnDisk.records(records.toArray(String[]::new)));
        try (Bench bench = new Bench(folder, folder.resolve(name + "-data"), Map.of())) {
            IncidentId id = bench.incident(Bench.scope(
                    name,
                    HOME,
                    List.of("arn:aws:iam::" + HOME + ":user/mallory"),
                    Instant.parse("2024-08-01T00:00:00Z")));
            bench.investigate(id);
            Map<String, Finding> found = bench.findings(id).stream().collect(toMap(Finding::eventId, one -> one));
            expected.forEach((event, categories) -> {
                Finding finding = Objects.requireNonNull(found.get(event), event);
                assertThat(finding.categories()).as(finding.eventName()).containsExactlyElementsOf(categories);
                assertThat(finding.principal()).isEqualTo("arn:aws:iam::" + HOME + ":user/mallory");
                if (named.get(event) != null) {
                    assertThat(finding.resources().toString())
                            .as(finding.eventName())
                            .contains(named.get(event));
                }
            });
        }
        assertThat(known(pattern)).as("known calls of the pattern").isNotEmpty();
        assertThat(known(pattern).stream()
                        .filter(call -> Events.judged(call.split(" ", -1)[0], call.split(" ", -1)[1], "")
                                .categories()
                                .contains(RECON)))
                .as("writes that are taken for looking around")
                .isEmpty();
    }

    private static List<String> known(String pattern) {
        List<String> calls = new ArrayList<>();
        for (String file : List.of("actions.csv", "more-actions.csv")) {
            for (CSVRecord row : FactsFile.rows(file)) {
                boolean reads = List.of("R", "L").contains(row.get("level"));
                for (String action : reads ? new String[0] : row.get("actions").split(" ")) {
                    if (action.matches(pattern) && (pattern.startsWith("Get") || !action.matches(LOOKS))) {
                        calls.add(row.get("service") + " " + action);
                    }
                }
            }
        }
        return calls;
    }

    @Test
    void createUser() {
        call("iam", "CreateUser", "{'userName':'backdoor'}", "backdoor", IDENTITY, CREATED);
        areSeen("CreateUser");
    }

    @Test
    void createRole() {
        call("iam", "CreateRole", "{'roleName':'backdoor'}", "backdoor", IDENTITY, CREATED);
        areSeen("CreateRole");
    }

    @Test
    void assumeRoleAny() {
        call("sts", "AssumeRole", assume("444455556666", "admin", "x"), "role/admin", IDENTITY);
        call("sts", "AssumeRoleWithSAML", assume(HOME, "saml", "x"), "role/saml", IDENTITY);
        call("sts", "AssumeRoleWithWebIdentity", assume(HOME, "web", "x"), "role/web", IDENTITY);
        areSeen("AssumeRole.*");
    }

    @Test
    void getAnyToken() {
        call("sts", "GetSessionToken", "{'durationSeconds':3600}", "", IDENTITY);
        call("sts", "GetFederationToken", "{'name':'x'}", "", IDENTITY);
        call("codeartifact", "GetAuthorizationToken", "{'domain':'d'}", "", IDENTITY);
        areSeen("Get.*Token");
    }

    @Test
    void attachAnyPolicy() {
        String policy = "'policyArn':'arn:aws:iam::aws:policy/AdministratorAccess'";
        call("iam", "AttachUserPolicy", "{'userName':'backdoor'," + policy + "}", "backdoor", IDENTITY, MODIFIED);
        call("iam", "AttachRolePolicy", "{'roleName':'app'," + policy + "}", "app", IDENTITY, MODIFIED);
        call("iam", "AttachGroupPolicy", "{'groupName':'admins'," + policy + "}", "admins", IDENTITY, MODIFIED);
        call("iot", "AttachPolicy", "{'policyName':'open','target':'t'}", "open", MODIFIED);
        areSeen("Attach.*Policy");
    }

    @Test
    void runInstancesEspeciallyWithAPassedRole() {
        call("ec2", "RunInstances", "{'instanceType':'p4d.24xlarge'}", null, CREATED);
        call(
                "ec2",
                "RunInstances",
                "{'iamInstanceProfile':{'arn':'arn:aws:iam::" + HOME + ":instance-profile/admin'}}",
                null,
                CREATED,
                IDENTITY);
        areSeen("RunInstances");
    }

    @Test
    void anyImageAny() {
        call("ec2", "CreateImage", "{'instanceId':'i-0a1b2c3d4e','name':'copy'}", "", CREATED);
        call(
                "ec2",
                "CopyImage",
                "{'sourceImageId':'ami-0a1b2c3d4e','sourceRegion':'eu-west-1','name':'c'}",
                "",
                CREATED);
        call(
                "ec2",
                "ModifyImageAttribute",
                "{'imageId':'ami-0a1b2c3d4e','attributeType':'launchPermission'}",
                "ami-0a1b2c3d4e",
                MODIFIED);
        call("ec2", "DeregisterImage", "{'imageId':'ami-0a1b2c3d4e'}", "ami-0a1b2c3d4e", DELETED);
        call("ecr", "PutImage", "{'repositoryName':'web','imageTag':'latest'}", "web", MODIFIED);
        call("ecr", "BatchGetImage", "{'repositoryName':'web'}", "web", ACCESSED);
        look("ec2", "DescribeImages");
        areSeen(".*Image.*");
    }

    @Test
    void anyProvider() {
        call("iam", "CreateSAMLProvider", "{'name':'evil'}", "evil", IDENTITY, CREATED);
        call("iam", "CreateOpenIDConnectProvider", "{'url':'https://evil.example'}", "evil.example", IDENTITY, CREATED);
        call(
                "iam",
                "UpdateSAMLProvider",
                "{'sAMLProviderArn':'arn:aws:iam::" + HOME + ":saml-provider/okta'}",
                "okta",
                IDENTITY,
                MODIFIED);
        call(
                "iam",
                "DeleteSAMLProvider",
                "{'sAMLProviderArn':'arn:aws:iam::" + HOME + ":saml-provider/okta'}",
                "okta",
                IDENTITY,
                DELETED);
        areSeen(".*Provider");
    }

    @Test
    void tagAny() {
        call(
                "iam",
                "TagRole",
                "{'roleName':'app','tags':[{'key':'application','value':'other'}]}",
                "app",
                IDENTITY,
                MODIFIED);
        call(
                "lambda",
                "TagResource",
                "{'resource':'arn:aws:lambda:us-east-1:" + HOME + ":function:f','tags':{'a':'b'}}",
                "function:f",
                MODIFIED);
        areSeen("Tag.*");
    }

    @Test
    void untagAny() {
        call("iam", "UntagUser", "{'userName':'bob','tagKeys':['owner']}", "bob", IDENTITY, MODIFIED);
        call(
                "sqs",
                "UntagQueue",
                "{'queueUrl':'https://sqs.us-east-1.amazonaws.com/" + HOME + "/q','tagKeys':['a']}",
                "/q",
                MODIFIED);
        areSeen("Untag.*");
    }

    @Test
    void createAny() {
        call("s3", "CreateBucket", "{'bucketName':'drop'}", "drop", CREATED);
        call("rds", "CreateDBInstance", "{'dBInstanceIdentifier':'db'}", "db", CREATED);
        call("iam", "CreateAccessKey", "{'userName':'bob'}", "bob", IDENTITY, MODIFIED);
        call("cloudformation", "CreateStackSet", "{'stackSetName':'all'}", "all", CREATED);
        areSeen("Create.*");
    }

    @Test
    void deleteAny() {
        call("cloudtrail", "DeleteTrail", "{'name':'main'}", "main", DELETED);
        call("dynamodb", "DeleteTable", "{'tableName':'orders'}", "orders", DELETED);
        call("iam", "DeleteUser", "{'userName':'bob'}", "bob", IDENTITY, DELETED);
        areSeen("Delete.*");
    }

    @Test
    void updateAny() {
        call("lambda", "UpdateFunctionCode20150331v2", "{'functionName':'f'}", "f", MODIFIED);
        call("iam", "UpdateAssumeRolePolicy", "{'roleName':'app'}", "app", IDENTITY, MODIFIED);
        call("cloudtrail", "UpdateTrail", "{'name':'main'}", "main", MODIFIED);
        areSeen("Update.*");
    }
}
