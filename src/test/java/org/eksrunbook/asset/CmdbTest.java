package org.eksrunbook.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CmdbTest {

    private static final String HEAD =
            "application,owner,environment,dataClass,resourceId,resourceType,configuration\n";

    @TempDir
    Path folder;

    private CaseContext context;
    private Cmdb cmdb;
    private CmdbImport imports;
    private final IncidentId id = IncidentId.of("INC-1");

    DataSource database() {
        return Databases.h2();
    }

    @BeforeEach
    void open() {
        context = new CaseContext(database(), folder);
        cmdb = context.get(Cmdb.class);
        imports = context.get(CmdbImport.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aResourceIsFoundByNameIdAndArn() {
        csv(
                "shop,olga,prod,pii,arn:aws:iam::111122223333:role/app/deploy,AWS::IAM::Role,\n"
                        + "shop,,prod,,orders,AWS::DynamoDB::Table,\"{\"\"billing\"\":\"\"on demand\"\"}\"\n"
                        + "shop,,prod,,arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/db-AbCdEf,AWS::SecretsManager::Secret,\n");
        assertThat(application("AWS::IAM::Role", "deploy", null)).isEqualTo("shop");
        assertThat(application("AWS::DynamoDB::Table", "x", "arn:aws:dynamodb:eu-central-1:111122223333:table/orders"))
                .isEqualTo("shop");
        assertThat(application("AWS::SecretsManager::Secret", "prod/db", null)).isEqualTo("shop");
        assertThat(cmdb.find(ref("AWS::DynamoDB::Table", "orders", null))
                        .orElseThrow()
                        .configuration())
                .isEqualTo("{\"billing\":\"on demand\"}");
        assertThat(cmdb.find(ref("AWS::S3::Bucket", "orders", null))).isEmpty();
    }

    @Test
    void theSameNameInAnotherAccountIsAnotherThing() {
        csv("shop,olga,prod,,arn:aws:iam::999900001111:role/deploy,AWS::IAM::Role,\n");
        assertThat(cmdb.find(ref("AWS::IAM::Role", "deploy", null))).isEmpty();
    }

    @Test
    void aNameThatTwoApplicationsClaimIsNobodys() {
        csv("shop,,prod,,arn:aws:lambda:eu-central-1:111122223333:function:f,AWS::Lambda::Function,\n"
                + "pay,,prod,,arn:aws:lambda:eu-west-1:111122223333:function:f,AWS::Lambda::Function,\n");
        assertThat(application("AWS::Lambda::Function", "f", null)).isEqualTo("shop");
        assertThat(cmdb.find(new ResourceRef("AWS::Lambda::Function", "f", null, "111122223333", "")))
                .isEmpty();
    }

    @Test
    void anApplicationWithoutAnOwnerAsksResponders() {
        csv("shop,,prod,,orders,AWS::DynamoDB::Table,\n");
        assertThat(cmdb.application("shop").orElseThrow().asked()).isEqualTo("responders");
    }

    @Test
    void everyFaultIsNamedByLineAndColumnAndNothingIsImported() {
        String rows = "shop,olga,prod,,orders,AWS::DynamoDB::Table,\n"
                + ",olga,prod,,x,AWS::S3::Bucket,\n"
                + "shop,otto,prod,,y,AWS::S3::Bucket,\n"
                + "\"line\nbreak\",,,,z,AWS::S3::Bucket,\n"
                + "shop,olga,prod,,,AWS::S3::Bucket,\n"
                + "shop,olga\n"
                + "shop,olga,prod,,orders,AWS::DynamoDB::Table,\n"
                + "shop,olga,prod,,q,no type,\n";
        assertThatThrownBy(() -> csv(rows))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        faults -> assertThat(faults.faults())
                                .containsExactly(
                                        "line 3, column application: application is empty",
                                        "line 4, column owner: an application has one owner, and line 2 names another (olga)",
                                        "line 5, column application: application contains a control character",
                                        "line 7, column resourceId: resourceId is empty",
                                        "line 8: has 2 cells, the first line has 7",
                                        "line 9, column resourceId: the same resource stands in line 2 already",
                                        "line 10, column resourceType: resourceType is no type such as AWS::S3::Bucket"));
        assertThat(cmdb.applications()).isEmpty();
    }

    @Test
    void aWrongHeadIsNamed() {
        assertThatThrownBy(() -> imports.csv(new StringReader("application,colour\nshop,red\n"), "rita"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("column colour: is not a column")
                .hasMessageContaining("column resourceId: is missing");
        assertThatThrownBy(() -> imports.csv(new StringReader(""), "rita")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> imports.csv(new StringReader(HEAD + "\"shop,\n"), "rita"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void jsonIsImportedLikeCsvAndItsFaultsAreNamedToo() {
        imports.json(
                new StringReader("[{\"application\":\"shop\",\"owner\":\"olga\",\"resourceId\":\"orders\",\n"
                        + "\"resourceType\":\"AWS::DynamoDB::Table\",\"configuration\":{\"a\":1}}]"),
                "rita");
        assertThat(cmdb.find(ref("AWS::DynamoDB::Table", "orders", null))
                        .orElseThrow()
                        .configuration())
                .isEqualTo("{\"a\":1}");
        assertThatThrownBy(() -> imports.json(
                        new StringReader(
                                "{\"items\":[\n{\"application\":\"shop\",\"resourceId\":\"x\"},\n{\"resourceId\":7,\"size\":1}]}"),
                        "rita"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 3 (item 2), column size: is not a column")
                .hasMessageContaining("line 3 (item 2), column application: application is empty");
        assertThatThrownBy(() -> imports.json(new StringReader("[{\"application\":\n}]"), "rita"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> imports.json(new StringReader("\"x\""), "rita"))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void importedAgainOnlyWhatDiffersIsChanged() {
        csv("shop,olga,prod,,orders,AWS::DynamoDB::Table,\nshop,,prod,,x,AWS::S3::Bucket,\n");
        CmdbImport.Imported again =
                csv("shop,otto,prod,,orders,AWS::DynamoDB::Table,\nshop,,test,,x,AWS::S3::Bucket,\n");
        assertThat(again).isEqualTo(new CmdbImport.Imported(2, 1, 0, 1));
        assertThat(cmdb.application("shop").orElseThrow().owner()).isEqualTo("otto");
        assertThat(cmdb.entries("shop")).extracting(CmdbEntry::version).containsExactly(1L, 2L);
    }

    @Test
    void aStatusIsRecordedOnTheVersionItWasDecidedOn() {
        csv("shop,olga,prod,,orders,AWS::DynamoDB::Table,\n");
        CmdbEntry entry = cmdb.entries("shop").get(0);
        CmdbEntry restored = cmdb.recordStatus(entry, "restored", entry.version(), id);
        assertThat(restored.version()).isEqualTo(2);
        assertThat(cmdb.recordStatus(entry, "restored", entry.version(), id)).isEqualTo(restored);
        assertThatThrownBy(() -> cmdb.recordStatus(entry, "destroyed", entry.version(), id))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void aConflictTakesNothingElseBack() {
        csv("shop,olga,prod,,orders,AWS::DynamoDB::Table,\nshop,olga,prod,,carts,AWS::DynamoDB::Table,\n");
        IncidentId id = IncidentId.of("INC-1");
        new TransactionTemplate(context.get(PlatformTransactionManager.class)).executeWithoutResult(ours -> {
            CmdbEntry orders =
                    cmdb.find(ref("AWS::DynamoDB::Table", "orders", null)).orElseThrow();
            CmdbEntry carts =
                    cmdb.find(ref("AWS::DynamoDB::Table", "carts", null)).orElseThrow();
            cmdb.recordStatus(orders, "restored", orders.version(), id);
            assertThatThrownBy(() -> cmdb.recordStatus(carts, "restored", carts.version() - 1, id))
                    .isInstanceOf(Conflict.class);
        });
        assertThat(cmdb.find(ref("AWS::DynamoDB::Table", "orders", null))
                        .orElseThrow()
                        .status())
                .isEqualTo("restored");
        assertThat(cmdb.find(ref("AWS::DynamoDB::Table", "carts", null))
                        .orElseThrow()
                        .status())
                .isEmpty();
    }

    @Test
    void aReplacementIsEnteredOnceAndArtefactsAreAttachedOnce() {
        CmdbEntry fresh =
                new CmdbEntry("shop", "olga", "prod", "", "i-2", "AWS::EC2::Instance", "", "replaces i-1", null, 0);
        cmdb.enter(fresh, id);
        assertThat(cmdb.enter(fresh, id).version()).isEqualTo(1);
        String hash = "a".repeat(64);
        cmdb.attach("shop", id, hash, "Report");
        cmdb.attach("shop", id, hash, "Report");
        cmdb.attachToProcess(id, hash, "Report");
        assertThat(cmdb.attachments("shop")).hasSize(1);
        assertThat(cmdb.processAttachments()).hasSize(1);
    }

    /** Two exports of the same register, of which neither waits for what the other one holds. */
    @Test
    void importsAtOnceInAnotherOrderBothEnd() throws Exception {
        List<String> names =
                IntStream.range(1000, 1400).mapToObj(number -> "t" + number).toList();
        List<String> back = new ArrayList<>(names);
        Collections.reverse(back);
        csv(rows(names, "first"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                String shop = "shop" + round;
                String bank = "bank" + round;
                Future<CmdbImport.Imported> one = threads.submit(() -> csv(rows(names, shop)));
                Future<CmdbImport.Imported> other = threads.submit(() -> csv(rows(back, bank)));
                assertThat(one.get(60, TimeUnit.SECONDS).changed()).isEqualTo(400);
                assertThat(other.get(60, TimeUnit.SECONDS).changed()).isEqualTo(400);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String rows(List<String> names, String application) {
        return names.stream()
                .map(name -> application + ",,prod,," + name + ",AWS::DynamoDB::Table,\n")
                .collect(Collectors.joining());
    }

    @Test
    void anImportOfTwentyThousandRowsTakesSeconds() {
        StringBuilder rows = new StringBuilder();
        for (int number = 0; number < 20_000; number++) {
            rows.append("app-")
                    .append(number % 50)
                    .append(",,prod,,i-")
                    .append(number)
                    .append(",AWS::EC2::Instance,\n");
        }
        assertThat(csv(rows.toString()).added()).isEqualTo(20_000);
    }

    private CmdbImport.Imported csv(String rows) {
        return imports.csv(new StringReader(HEAD + rows), "rita");
    }

    private String application(String type, String name, @Nullable String arn) {
        return cmdb.find(ref(type, name, arn)).map(CmdbEntry::application).orElse("none");
    }

    private static ResourceRef ref(String type, String name, @Nullable String arn) {
        return new ResourceRef(type, name, arn, "111122223333", "eu-central-1");
    }
}
