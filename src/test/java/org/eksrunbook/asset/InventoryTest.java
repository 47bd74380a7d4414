package org.eksrunbook.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

    @TempDir
    Path folder;

    private CaseContext context;
    private Inventory inventory;
    private Ledger ledger;
    private final IncidentId id = IncidentId.of("INC-1");

    DataSource database() {
        return Databases.h2();
    }

    @BeforeEach
    void open() {
        context = new CaseContext(database(), folder);
        inventory = context.get(Inventory.class);
        ledger = context.get(Ledger.class);
        context.open("INC-1");
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void deniedCallsTouchNothing() {
        build(call("e1", 1, "DeleteBucket", false, List.of(Change.DELETED), bucket("logs")));
        assertThat(inventory.rows(id)).isEmpty();
    }

    @Test
    void lookingAroundTouchesNothing() {
        build(call("e1", 1, "DescribeInstances", true, List.of(Change.RECON), instance("i-1")));
        assertThat(inventory.rows(id)).isEmpty();
    }

    @Test
    void whatTheAttackerMadeAndTookAwayIsGone() {
        build(
                call("e1", 1, "RunInstances", true, List.of(Change.CREATED), instance("i-1")),
                call("e2", 2, "TerminateInstances", true, List.of(Change.DELETED), instance("i-1")));
        assertThat(inventory.rows(id)).singleElement().satisfies(row -> {
            assertThat(row.change()).isEqualTo(Change.CREATED);
            assertThat(row.state()).isEqualTo("gone");
            assertThat(row.events()).containsExactly("e1", "e2");
        });
    }

    @Test
    void whatACallThatSucceedsOnThingsThatAreThereMadeMayHaveBeenThereBefore() {
        ResourceRef topic = ref("AWS::SNS::Topic", "alarms", null);
        ResourceRef rule = ref("AWS::Config::ConfigRule", "rule", null);
        build(
                call("e1", 1, "CreateTopic", true, List.of(Change.CREATED), topic),
                call("e2", 2, "PutConfigRule", true, List.of(Change.CREATED), rule),
                call(
                        "e5",
                        2,
                        "CreateLoadBalancer",
                        true,
                        List.of(Change.CREATED),
                        ref("AWS::ElasticLoadBalancingV2::LoadBalancer", "front", null)),
                call(
                        "e4",
                        4,
                        "PutRolePolicy",
                        true,
                        List.of(Change.CREATED),
                        ref("AWS::IAM::RolePolicy", "admin", null)),
                call("e3", 3, "RunInstances", true, List.of(Change.CREATED), instance("i-1")));
        assertThat(inventory.rows(id)).allSatisfy(row -> {
            assertThat(row.change()).isEqualTo(Change.CREATED);
            assertThat(row.perhapsThereBefore())
                    .as(row.id())
                    .isEqualTo(!List.of("i-1", "admin").contains(row.id()));
        });
    }

    @Test
    void whatWasThereBeforeAndWasDeletedIsDeleted() {
        build(call("e1", 1, "TerminateInstances", true, List.of(Change.DELETED), instance("i-1")));
        assertThat(inventory.rows(id)).singleElement().satisfies(row -> {
            assertThat(row.change()).isEqualTo(Change.DELETED);
            assertThat(row.state()).isEqualTo("deleted");
        });
    }

    @Test
    void aThingThatWasDeletedAndMadeAgainIsModified() {
        ResourceRef group = ref("AWS::Logs::LogGroup", "/aws/eks/prod/cluster", null);
        build(
                call("e1", 1, "DeleteLogGroup", true, List.of(Change.DELETED), group),
                call("e2", 2, "CreateLogGroup", true, List.of(Change.CREATED), group));
        assertThat(inventory.rows(id)).singleElement().satisfies(row -> {
            assertThat(row.change()).isEqualTo(Change.MODIFIED);
            assertThat(row.state()).isEqualTo("present");
        });
    }

    @Test
    void aNewKeyDoesNotMakeItsUserTheAttackersCreation() {
        build(call(
                "e1",
                1,
                "CreateAccessKey",
                true,
                List.of(Change.IDENTITY, Change.CREATED),
                ref("AWS::IAM::AccessKey", "AKIA1", null),
                ref("AWS::IAM::User", "alice", null)));
        Map<String, Change> changes = changes();
        assertThat(changes).containsEntry("AKIA1", Change.CREATED).containsEntry("alice", Change.MODIFIED);
    }

    @Test
    void aDeletedPolicyDoesNotDeleteItsBucket() {
        build(call("e1", 1, "DeleteBucketPolicy", true, List.of(Change.DELETED), bucket("logs")));
        assertThat(changes()).containsEntry("logs", Change.MODIFIED);
    }

    @Test
    void nameAndArnOfOneThingAreOneRow() {
        build(
                call(
                        "e1",
                        1,
                        "CreateRole",
                        true,
                        List.of(Change.IDENTITY, Change.CREATED),
                        ref("AWS::IAM::Role", "r", null)),
                call(
                        "e2",
                        2,
                        "AssumeRole",
                        true,
                        List.of(Change.IDENTITY),
                        ref("AWS::IAM::Role", "arn:aws:iam::" + CaseContext.ACCOUNT + ":role/path/r", null)));
        assertThat(inventory.rows(id)).singleElement().satisfies(row -> {
            assertThat(row.change()).isEqualTo(Change.CREATED);
            assertThat(row.arn()).isEqualTo("arn:aws:iam::" + CaseContext.ACCOUNT + ":role/path/r");
            assertThat(row.eventCount()).isEqualTo(2);
        });
    }

    /** {@code CreateKeyPair} names it and tells its id, {@code DeleteKeyPair} may name either. */
    @Test
    void aThingThatWasMadeByNameAndIsDeletedByItsIdIsOneRow() {
        build(
                call(
                        "e1",
                        1,
                        "CreateKeyPair",
                        true,
                        List.of(Change.CREATED),
                        also("AWS::EC2::KeyPair", "mine", "key-0a1b2c3d4e5f60718")),
                call(
                        "e2",
                        2,
                        "DeleteKeyPair",
                        true,
                        List.of(Change.DELETED),
                        ref("AWS::EC2::KeyPair", "key-0a1b2c3d4e5f60718", null)),
                call(
                        "e3",
                        3,
                        "CreateSecurityGroup",
                        true,
                        List.of(Change.CREATED),
                        also("AWS::EC2::SecurityGroup", "sg-0a1b2c3d4e5f60718", "web")),
                call(
                        "e4",
                        4,
                        "DeleteSecurityGroup",
                        true,
                        List.of(Change.DELETED),
                        ref("AWS::EC2::SecurityGroup", "web", null)),
                call(
                        "e5",
                        5,
                        "CreateLaunchTemplate",
                        true,
                        List.of(Change.CREATED),
                        also("AWS::EC2::LaunchTemplate", "lt-0a1b2c3d4e5f60718", "miners")),
                call(
                        "e6",
                        6,
                        "CreateLaunchTemplateVersion",
                        true,
                        List.of(Change.MODIFIED),
                        ref("AWS::EC2::LaunchTemplate", "miners", null)));
        assertThat(inventory.rows(id))
                .extracting(InventoryRow::id, InventoryRow::state, InventoryRow::eventCount)
                .containsExactlyInAnyOrder(
                        tuple("mine", "gone", 2),
                        tuple("sg-0a1b2c3d4e5f60718", "gone", 2),
                        tuple("lt-0a1b2c3d4e5f60718", "present", 2));
    }

    /** A name may be given anew, and of some kinds to many: only what is called so later is the last one that was. */
    @Test
    void twoThingsOfOneNameStayTwoRows() {
        build(
                call(
                        "e1",
                        1,
                        "DeleteSecurityGroup",
                        true,
                        List.of(Change.DELETED),
                        ref("AWS::EC2::SecurityGroup", "web", null)),
                call(
                        "e2",
                        2,
                        "CreateSecurityGroup",
                        true,
                        List.of(Change.CREATED),
                        also("AWS::EC2::SecurityGroup", "sg-1", "web")),
                call(
                        "e3",
                        3,
                        "CreateSecurityGroup",
                        true,
                        List.of(Change.CREATED),
                        also("AWS::EC2::SecurityGroup", "sg-2", "web")),
                call(
                        "e4",
                        4,
                        "DeleteSecurityGroup",
                        true,
                        List.of(Change.DELETED),
                        ref("AWS::EC2::SecurityGroup", "web", null)));
        assertThat(inventory.rows(id))
                .extracting(InventoryRow::id, InventoryRow::state)
                .containsExactlyInAnyOrder(tuple("web", "deleted"), tuple("sg-1", "present"), tuple("sg-2", "gone"));
    }

    @Test
    void whatIsCalledByTheIdOfAnotherTakesNothingFromIt() {
        build(
                call(
                        "e1",
                        1,
                        "CreateLaunchTemplate",
                        true,
                        List.of(Change.CREATED),
                        also("AWS::EC2::LaunchTemplate", "lt-0a1b2c3d4e5f60718", "lt-0f0f0f0f0f0f0f0f0")),
                call(
                        "e2",
                        2,
                        "ModifyLaunchTemplate",
                        true,
                        List.of(Change.MODIFIED),
                        ref("AWS::EC2::LaunchTemplate", "lt-0f0f0f0f0f0f0f0f0", null)),
                call(
                        "e3",
                        3,
                        "CreateUserPool",
                        true,
                        List.of(Change.CREATED),
                        also("AWS::Cognito::UserPool", "us-east-1_AbC123456", "us-east-1_VICTIM123")),
                call(
                        "e4",
                        4,
                        "DeleteUserPool",
                        true,
                        List.of(Change.DELETED),
                        ref("AWS::Cognito::UserPool", "us-east-1_VICTIM123", null)));
        assertThat(changes())
                .containsEntry("lt-0a1b2c3d4e5f60718", Change.CREATED)
                .containsEntry("lt-0f0f0f0f0f0f0f0f0", Change.MODIFIED)
                .containsEntry("us-east-1_AbC123456", Change.CREATED)
                .containsEntry("us-east-1_VICTIM123", Change.DELETED);
    }

    @Test
    void oneNameInTwoAccountsIsTwoThings() {
        build(
                call("e1", 1, "CreateRole", true, List.of(Change.CREATED), ref("AWS::IAM::Role", "r", null)),
                call(
                        "e2",
                        2,
                        "CreateRole",
                        true,
                        List.of(Change.CREATED),
                        new ResourceRef("AWS::IAM::Role", "r", null, CaseContext.OTHER_ACCOUNT, "")));
        assertThat(inventory.rows(id)).hasSize(2);
    }

    @Test
    void theCmdbTellsApplicationOwnerAndDataClassAndASecretComesFirst() {
        context.get(CmdbImport.class).csv(new StringReader("""
                                application,owner,environment,dataClass,resourceId,resourceType,configuration
                                shop,olga,prod,confidential,arn:aws:s3:::orders,AWS::S3::Bucket,
                                """), "responder");
        build(
                call(
                        "e1",
                        1,
                        "GetObject",
                        true,
                        List.of(Change.ACCESSED),
                        ref("AWS::S3::Object", "orders/1.csv", null)),
                call(
                        "e2",
                        2,
                        "GetSecretValue",
                        true,
                        List.of(Change.ACCESSED),
                        ref("AWS::SecretsManager::Secret", "db", null)));
        List<InventoryRow> rows = inventory.rows(id);
        assertThat(rows).extracting(InventoryRow::id).containsExactly("db", "orders/1.csv");
        assertThat(rows.get(1).application()).isEqualTo("shop");
        assertThat(rows.get(1).owner()).isEqualTo("olga");
        assertThat(rows.get(1).dataClass()).isEqualTo("confidential");
    }

    @Test
    void aReviewOverrulesAddsOwnsAndDisposes() {
        build(
                call(
                        "e1",
                        1,
                        "DeleteTable",
                        true,
                        List.of(Change.DELETED),
                        ref("AWS::DynamoDB::Table", "orders", null)),
                call("e2", 2, "PutBucketPolicy", true, List.of(Change.MODIFIED), bucket("logs")));
        String table = ref("AWS::DynamoDB::Table", "orders", null).key();
        ledger.append(
                id,
                "findings.reviewed",
                Actor.user("rita"),
                Map.of(
                        "overruled", List.of(Map.of("eventId", "e2", "to", "benign", "reason", "our own deployment")),
                        "added",
                                List.of(Map.of(
                                        "type",
                                        "AWS::EC2::Instance",
                                        "id",
                                        "i-9",
                                        "accountId",
                                        CaseContext.ACCOUNT,
                                        "region",
                                        CaseContext.REGION,
                                        "change",
                                        "created")),
                        "owners", List.of(Map.of("resource", table, "application", "shop", "owner", "olga")),
                        "dispositions",
                                List.of(Map.of(
                                        "resource",
                                        table,
                                        "disposition",
                                        "none",
                                        "reason",
                                        "the owner makes it anew"))));
        List<InventoryRow> rows = inventory.rows(id);
        assertThat(rows).extracting(InventoryRow::id).containsExactly("i-9", "orders");
        assertThat(rows.get(0).source()).isEqualTo("person");
        assertThat(rows.get(1).application()).isEqualTo("shop");
        assertThat(rows.get(1).applicationSource()).isEqualTo("person");
        assertThat(rows.get(1).owner()).isEqualTo("olga");
        assertThat(rows.get(1).disposition()).isEqualTo("none");
        assertThat(inventory.counts(id)).isEqualTo(new Inventory.Counts(2, 1));
        assertThat(rows.get(1).cleanUp()).isEqualTo("none");
        ledger.append(
                id,
                "recovery.decided",
                Actor.user("rita"),
                Map.of("groups", List.of(Map.of("resources", List.of(table), "way", "restore", "reason", "needed"))));
        InventoryRow recovered = inventory.row(id, table).orElseThrow();
        assertThat(recovered.disposition()).isEqualTo("restore");
        assertThat(recovered.cleanUp())
                .as("the other question has its own answer")
                .isEqualTo("none");
        assertThat(recovered.cleanUpReason()).isEqualTo("the owner makes it anew");
        assertThat(rows.get(1).decidedBy()).isEqualTo("user:rita");
    }

    @Test
    void plansPerformancesAndProofsShowOnTheirRows() {
        build(call("e1", 1, "RunInstances", true, List.of(Change.CREATED), instance("i-1"), instance("i-2")));
        ledger.append(
                id,
                "plan.made",
                Actor.SYSTEM,
                Map.of(
                        "plan",
                        "p1",
                        "purpose",
                        "eradicate",
                        "hash",
                        "h",
                        "actions",
                        List.of(action("a1", "i-1"), action("a2", "i-2"))));
        assertThat(inventory.counts(id))
                .as("a plan proposes, and decides nothing")
                .isEqualTo(new Inventory.Counts(2, 0));
        assertThat(inventory
                        .row(id, instance("i-1").key())
                        .orElseThrow()
                        .actions()
                        .get(0)
                        .state())
                .isEqualTo("planned");
        ledger.append(id, "plan.approved", Actor.user("anna"), Map.of("plan", "p1", "hash", "h"));
        ledger.append(
                id,
                "action.performed",
                Actor.user("rita"),
                Map.of("plan", "p1", "outcome", "done", "failed", List.of(Map.of("action", "a2", "reason", "denied"))));
        ledger.append(
                id,
                "action.proved",
                Actor.SYSTEM,
                Map.of(
                        "plan",
                        "p1",
                        "proofs",
                        List.of(
                                Map.of("action", "a1", "state", "stated", "how", "by rita"),
                                Map.of("action", "a2", "state", "failed", "how", "denied"))));
        InventoryRow done = inventory.row(id, instance("i-1").key()).orElseThrow();
        assertThat(done.state()).isEqualTo("removed");
        assertThat(done.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.state()).isEqualTo("performed"));
        assertThat(done.proof()).extracting(InventoryRow.RowProof::state).isEqualTo("stated");
        InventoryRow failed = inventory.row(id, instance("i-2").key()).orElseThrow();
        assertThat(failed.state()).isEqualTo("present");
        assertThat(failed.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.state()).isEqualTo("failed"));
    }

    @Test
    void whatTheAttackerMadeAgainAfterItWasRemovedIsThere() {
        build(call("e1", 1, "RunInstances", true, List.of(Change.CREATED), instance("i-1")));
        ledger.append(
                id,
                "plan.made",
                Actor.SYSTEM,
                Map.of("plan", "p1", "purpose", "eradicate", "hash", "h", "actions", List.of(action("a1", "i-1"))));
        Instant handedOut = ledger.append(id, "action.intended", Actor.SYSTEM, Map.of("plan", "p1"))
                .at();
        ledger.append(
                id,
                "action.proved",
                Actor.SYSTEM,
                Map.of("plan", "p1", "proofs", List.of(Map.of("action", "a1", "state", "stated", "how", "by rita"))));
        assertThat(inventory.row(id, instance("i-1").key()).orElseThrow().state())
                .isEqualTo("removed");

        inventory.build(
                id,
                "round-2",
                List.of(
                        call("e1", 1, "RunInstances", true, List.of(Change.CREATED), instance("i-1")),
                        new Observation(
                                "e2",
                                handedOut.plusSeconds(90),
                                "StartInstances",
                                List.of(Change.MODIFIED),
                                true,
                                List.of(instance("i-1")),
                                "arn:aws:iam::111122223333:user/mallory")));
        assertThat(inventory.row(id, instance("i-1").key()).orElseThrow().state())
                .isEqualTo("present");
    }

    @Test
    void whatAPersonAddsWithoutItsAccountIsTheThingThatIsThere() {
        build(call("e1", 1, "AttachUserPolicy", true, List.of(Change.IDENTITY), ref("AWS::IAM::User", "eve", null)));
        ledger.append(
                id,
                "findings.reviewed",
                Actor.user("rita"),
                Map.of("added", List.of(Map.of("type", "AWS::IAM::User", "id", "eve", "change", "created"))));
        assertThat(inventory.rows(id))
                .singleElement()
                .satisfies(row -> assertThat(row.change()).isEqualTo(Change.CREATED));
    }

    @Test
    void whatAClosedCaseIsContinuedWithIsAdded() {
        build(call("e1", 1, "RunInstances", true, List.of(Change.CREATED), instance("i-1")));
        ledger.append(
                id,
                "incident.opened",
                Actor.user("rita"),
                Map.of(
                        "resources",
                        List.of(Map.of(
                                "type", "AWS::EC2::Instance",
                                "id", "i-2",
                                "accountId", CaseContext.ACCOUNT,
                                "region", CaseContext.REGION,
                                "change", "modified"))));
        inventory.rebuild(id);
        assertThat(inventory.rows(id)).extracting(InventoryRow::id).containsExactlyInAnyOrder("i-1", "i-2");
    }

    @Test
    void rebuiltFromLedgerAndArtefactsItIsTheSame() {
        plansPerformancesAndProofsShowOnTheirRows();
        List<InventoryRow> before = inventory.rows(id);
        inventory.rebuild(id);
        assertThat(inventory.rows(id)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void aBuildThatIsRepeatedLeavesNoSecondEntry() {
        Observation call = call("e1", 1, "RunInstances", true, List.of(Change.CREATED), instance("i-1"));
        Inventory.Built first = inventory.build(id, "round-1", List.of(call));
        Inventory.Built again = inventory.build(id, "round-1", List.of(call));
        assertThat(again).isEqualTo(first);
        assertThat(ledger.entries(id, "inventory.built")).hasSize(1);
    }

    @Test
    void filtersAndPagesAndGroups() {
        build(
                call(
                        "e1",
                        1,
                        "RunInstances",
                        true,
                        List.of(Change.CREATED),
                        instance("i-1"),
                        instance("i-2"),
                        instance("i-3")),
                call("e2", 2, "PutBucketPolicy", true, List.of(Change.MODIFIED), bucket("logs")));
        assertThat(inventory.count(id, InventoryFilter.of(Change.CREATED))).isEqualTo(3);
        assertThat(inventory.rows(id, InventoryFilter.of(Change.CREATED), 1, 1)).hasSize(1);
        assertThat(inventory.groups(id)).hasSize(2);
        assertThat(inventory.groups(id).get(0).rows()).hasSize(3);
    }

    private Map<String, Change> changes() {
        return inventory.rows(id).stream()
                .collect(java.util.stream.Collectors.toMap(InventoryRow::id, InventoryRow::change));
    }

    private static Map<String, Object> action(String actionId, String instance) {
        return Map.of(
                "id",
                actionId,
                "kind",
                "delete",
                "target",
                Map.of(
                        "type",
                        "AWS::EC2::Instance",
                        "id",
                        instance,
                        "accountId",
                        CaseContext.ACCOUNT,
                        "region",
                        CaseContext.REGION));
    }

    @Test
    void whatTheAttackerMadeAndRenamedIsOneThingByTheNameThatItHasNow() {
        build(
                call("e1", 1, "CreateUser", true, List.of(Change.CREATED), user("backdoor")),
                call("e2", 2, "UpdateUser", true, List.of(Change.MODIFIED), user("backdoor"), user("svc")),
                call("e3", 3, "AttachUserPolicy", true, List.of(Change.MODIFIED), user("svc")));
        assertThat(inventory.rows(id)).singleElement().satisfies(row -> {
            assertThat(row.change()).isEqualTo(Change.CREATED);
            assertThat(row.resource().name()).isEqualTo("svc");
            assertThat(row.events()).containsExactly("e1", "e2", "e3");
        });
    }

    @Test
    void aUserWhoseNameTheAttackersUserTookIsNotTakenForIt() {
        build(
                call("e1", 1, "CreateUser", true, List.of(Change.CREATED), user("backdoor")),
                call("e2", 2, "UpdateUser", true, List.of(Change.MODIFIED), user("alice"), user("alice2")),
                call("e3", 3, "UpdateUser", true, List.of(Change.MODIFIED), user("backdoor"), user("alice")),
                call("e4", 4, "AttachUserPolicy", true, List.of(Change.MODIFIED), user("alice")));
        assertThat(inventory.rows(id))
                .extracting(row -> row.resource().name() + " " + row.change().word() + " " + row.events())
                .containsExactlyInAnyOrder("alice created [e1, e3, e4]", "alice2 modified [e2]");
        assertThat(inventory.rows(id)).extracting(InventoryRow::key).doesNotHaveDuplicates();
    }

    /** Which of two calls of one second was first no log tells: a user of the organisation's is not taken for the attacker's. */
    @Test
    void whoWasMadeInTheSecondOfARenameIsNotTakenForWhoWasRenamed() {
        build(
                call("e1", 1, "UpdateUser", true, List.of(Change.MODIFIED), user("alice"), user("x")),
                call("e2", 1, "CreateUser", true, List.of(Change.CREATED), user("alice")));
        assertThat(inventory.rows(id))
                .filteredOn(row -> row.resource().name().equals("x"))
                .allSatisfy(row -> assertThat(row.change()).isNotEqualTo(Change.CREATED));
    }

    @Test
    void whatWasThereBeforeKeepsTheNameThatItGetsBack() {
        build(
                call("e1", 1, "UpdateGroup", true, List.of(Change.MODIFIED), group("ops"), group("ops2")),
                call("e2", 2, "AttachGroupPolicy", true, List.of(Change.MODIFIED), group("ops2")));
        assertThat(inventory.rows(id)).singleElement().satisfies(row -> {
            assertThat(row.resource().name()).isEqualTo("ops");
            assertThat(row.events()).containsExactly("e1", "e2");
        });
    }

    private static ResourceRef user(String name) {
        return ref("AWS::IAM::User", name, "arn:aws:iam::" + CaseContext.ACCOUNT + ":user/" + name);
    }

    private static ResourceRef group(String name) {
        return ref("AWS::IAM::Group", name, null);
    }

    private void build(Observation... calls) {
        inventory.build(id, "round-1", List.of(calls));
    }

    static Observation call(
            String event,
            int minute,
            String action,
            boolean effective,
            List<Change> changes,
            ResourceRef... resources) {
        Instant time = CaseContext.COMPROMISED.plusSeconds(60L * minute);
        return new Observation(event, time, action, changes, effective, List.of(resources), "attacker");
    }

    static ResourceRef ref(String type, String name, @Nullable String arn) {
        return new ResourceRef(type, name, arn, CaseContext.ACCOUNT, CaseContext.REGION);
    }

    private static ResourceRef also(String type, String id, String otherName) {
        return new ResourceRef(type, id, null, CaseContext.ACCOUNT, CaseContext.REGION, otherName);
    }

    static ResourceRef instance(String name) {
        return ref("AWS::EC2::Instance", name, null);
    }

    static ResourceRef bucket(String name) {
        return ref("AWS::S3::Bucket", name, null);
    }
}
