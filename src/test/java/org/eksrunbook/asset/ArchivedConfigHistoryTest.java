package org.eksrunbook.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedConfigHistoryTest {

    private static final String HISTORY = "case/AWSLogs/111122223333/Config/eu-central-1/2024/8/1/ConfigHistory/";
    private static final ResourceRef TABLE = ref("AWS::DynamoDB::Table", "orders");

    @TempDir
    Path root;

    private ArchivedConfigHistory history;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(root.resolve("case"));
        history = new ArchivedConfigHistory(new FolderConfig(root));
    }

    @Test
    void tellsTheLastStateBeforeTheCompromiseAndThatItWasDeletedSince() throws IOException {
        write(
                HISTORY
                        + "111122223333_Config_eu-central-1_ConfigHistory_AWS::DynamoDB::Table_20240801T060000Z_20240801T120000Z_1.json.gz",
                item(
                        "AWS::DynamoDB::Table",
                        "orders",
                        "2024-07-01T00:00:00.000Z",
                        "ResourceDiscovered",
                        "\"app\":\"old\""),
                item("AWS::DynamoDB::Table", "orders", "2024-08-01T09:00:00.000Z", "OK", "\"app\":\"shop\""),
                item("AWS::DynamoDB::Table", "orders", "2024-08-01T11:00:00.000Z", "ResourceDeleted", ""));
        ResourceHistory told = of(TABLE);
        assertThat(told.answer()).isEqualTo(ResourceHistory.Answer.FOUND);
        assertThat(told.tagsAt(CaseContext.COMPROMISED)).isEqualTo(Map.of("app", "shop"));
        assertThat(told.newest().orElseThrow().deleted()).isTrue();
        assertThat(told.before(CaseContext.COMPROMISED)
                        .orElseThrow()
                        .configuration()
                        .path("size")
                        .asInt())
                .isEqualTo(7);
        assertThat(told.existedAt(CaseContext.COMPROMISED)).isTrue();
        assertThat(told.existedAt(CaseContext.COMPROMISED.plusSeconds(7200))).isFalse();
    }

    @Test
    void nothingRecordedOfOneThingIsNotTheSameAsNotRecording() throws IOException {
        write(
                HISTORY
                        + "111122223333_Config_eu-central-1_ConfigHistory_AWS::DynamoDB::Table_20240801T060000Z_20240801T120000Z_1.json.gz",
                item("AWS::DynamoDB::Table", "other", "2024-07-01T00:00:00.000Z", "OK", ""));
        assertThat(of(TABLE).answer())
                .as("it may have been there for years without a change")
                .isEqualTo(ResourceHistory.Answer.NOT_RECORDED);
        assertThat(of(TABLE).why()).contains("changes alone");
        snapshot("20240801T110000Z");
        assertThat(of(TABLE).answer())
                .as("made after the compromise it tells nothing of the time before")
                .isEqualTo(ResourceHistory.Answer.NOT_RECORDED);

        snapshot("20240801T060000Z");
        assertThat(of(TABLE).answer()).isEqualTo(ResourceHistory.Answer.NOTHING);
        assertThat(of(ref("AWS::S3::Bucket", "logs")).answer()).isEqualTo(ResourceHistory.Answer.NOT_RECORDED);
        assertThat(of(new ResourceRef("AWS::DynamoDB::Table", "orders", null, "444455556666", "eu-central-1"))
                        .answer())
                .isEqualTo(ResourceHistory.Answer.NOT_RECORDED);
    }

    private void snapshot(String time) throws IOException {
        write(
                "case/AWSLogs/111122223333/Config/eu-central-1/2024/8/1/ConfigSnapshot/111122223333_Config_eu-central-1_ConfigSnapshot_"
                        + time + "_x.json.gz",
                item("AWS::DynamoDB::Table", "other", "2024-07-01T00:00:00.000Z", "OK", ""));
    }

    @Test
    void whatStandsInAFileThatCannotBeReadMayHaveBeenThere() throws IOException {
        snapshot("20240801T060000Z");
        Path broken = root.resolve(
                HISTORY
                        + "111122223333_Config_eu-central-1_ConfigHistory_AWS::DynamoDB::Table_20240801T060000Z_20240801T120000Z_1.json.gz");
        Files.writeString(Files.createDirectories(broken.getParent()).resolve(broken.getFileName()), "no gzip");
        ResourceHistory told = of(TABLE);
        assertThat(told.answer()).isEqualTo(ResourceHistory.Answer.NOT_RECORDED);
        assertThat(told.why()).contains("could not be read to their end");
    }

    @Test
    void howeverOftenTheAttackerChangesItHowItWasBeforeStays() throws IOException {
        List<String> items = new ArrayList<>();
        items.add(item("AWS::DynamoDB::Table", "orders", "2024-07-01T00:00:00.000Z", "OK", "\"app\":\"shop\""));
        for (int second = 0; second < 1500; second++) {
            String time = CaseContext.COMPROMISED.plusSeconds(second + 1).toString();
            items.add(item("AWS::DynamoDB::Table", "orders", time, "OK", "\"app\":\"" + second + "\""));
        }
        write(
                HISTORY
                        + "111122223333_Config_eu-central-1_ConfigHistory_AWS::DynamoDB::Table_20240801T060000Z_20240801T120000Z_1.json.gz",
                items.toArray(String[]::new));
        assertThat(of(TABLE).existedAt(CaseContext.COMPROMISED)).isTrue();
        assertThat(of(TABLE).tagsAt(CaseContext.COMPROMISED)).isEqualTo(Map.of("app", "shop"));
    }

    @Test
    void anArchiveMayBeCalledLikeTheTrail() throws IOException {
        Path archive = root.resolve("CloudTrail-2024");
        Files.createDirectories(archive);
        write(
                "CloudTrail-2024/AWSLogs/111122223333/Config/eu-central-1/2024/8/1/ConfigHistory/"
                        + "111122223333_Config_eu-central-1_ConfigHistory_AWS::DynamoDB::Table_20240801T060000Z_20240801T120000Z_1.json.gz",
                item("AWS::DynamoDB::Table", "orders", "2024-07-01T00:00:00.000Z", "OK", ""));
        ArchivedConfigHistory called = new ArchivedConfigHistory(new FolderConfig(archive));
        assertThat(Objects.requireNonNull(called.of(scope(null), List.of(TABLE), Unanswered.FAILS)
                                .get(TABLE))
                        .answer())
                .isEqualTo(ResourceHistory.Answer.FOUND);
    }

    @Test
    void anArchiveWithoutConfigRecordsNothing() {
        ResourceHistory told = of(TABLE);
        assertThat(told.answer()).isEqualTo(ResourceHistory.Answer.NOT_RECORDED);
        assertThat(told.why()).contains("no files of AWS Config");
    }

    @Test
    void aSnapshotIsReadAsWellAndRepeatsNothing() throws IOException {
        String item = item("AWS::IAM::Role", "AROAEXAMPLE", "2024-07-01T00:00:00.000Z", "OK", "")
                .replace(
                        "\"resourceType\"",
                        "\"resourceName\":\"deploy\",\"ARN\":\"arn:aws:iam::111122223333:role/deploy\",\"resourceType\"");
        write(
                "case/AWSLogs/111122223333/Config/us-east-1/2024/8/1/ConfigSnapshot/111122223333_Config_us-east-1_ConfigSnapshot_20240801T060000Z_x.json.gz",
                item);
        write(
                HISTORY
                        + "111122223333_Config_us-east-1_ConfigHistory_AWS::IAM::Role_20240701T000000Z_20240701T060000Z_1.json.gz",
                item);
        ResourceHistory told = of(ref("AWS::IAM::Role", "deploy"));
        assertThat(told.items()).hasSize(1);
    }

    @Test
    void whatStandsBeforeABreakInAFileIsKeptAndTheBreakIsTold() throws IOException {
        String name = HISTORY
                + "111122223333_Config_eu-central-1_ConfigHistory_AWS::DynamoDB::Table_20240801T060000Z_20240801T120000Z_1.json.gz";
        StringBuilder many =
                new StringBuilder(item("AWS::DynamoDB::Table", "orders", "2024-07-01T00:00:00.000Z", "OK", ""));
        for (int number = 0; number < 2000; number++) {
            many.append(',')
                    .append(item("AWS::DynamoDB::Table", "t" + number * 7919, "2024-07-01T00:00:00.000Z", "OK", ""));
        }
        write(name, many.toString());
        Path file = root.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
        ResourceHistory told = of(TABLE);
        assertThat(told.answer()).isEqualTo(ResourceHistory.Answer.FOUND);
        assertThat(told.why()).contains("could not be read to their end");
    }

    @Test
    void theFolderOfTheScopeIsNotLeft() throws IOException {
        write(
                "elsewhere/Config/111122223333_Config_eu-central-1_ConfigHistory_AWS::DynamoDB::Table_20240801T060000Z_20240801T120000Z_1.json.gz",
                item("AWS::DynamoDB::Table", "orders", "2024-07-01T00:00:00.000Z", "OK", ""));
        assertThat(of(TABLE).answer()).isEqualTo(ResourceHistory.Answer.NOT_RECORDED);
        assertThat(history.of(scope("../.."), List.of(TABLE), Unanswered.FAILS).get(TABLE))
                .extracting(ResourceHistory::answer)
                .isEqualTo(ResourceHistory.Answer.NOT_RECORDED);
    }

    @Test
    void theSpellingOfTheApiIsReadToo() throws IOException {
        write(
                HISTORY
                        + "111122223333_Config_eu-central-1_ConfigHistory_AWS::DynamoDB::Table_20240801T060000Z_20240801T120000Z_1.json.gz",
                "{\"accountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"resourceType\":\"AWS::DynamoDB::Table\","
                        + "\"resourceId\":\"orders\",\"arn\":\"arn:aws:dynamodb:eu-central-1:111122223333:table/orders\","
                        + "\"configurationItemCaptureTime\":\"2024-07-01T00:00:00Z\",\"configurationItemStatus\":\"OK\","
                        + "\"configuration\":\"{\\\"size\\\":9}\",\"tags\":[{\"key\":\"app\",\"value\":\"shop\"}]}");
        ConfigItem item = of(TABLE).newest().orElseThrow();
        assertThat(item.configuration().path("size").asInt()).isEqualTo(9);
        assertThat(item.tags()).isEqualTo(Map.of("app", "shop"));
    }

    private ResourceHistory of(ResourceRef resource) {
        return Objects.requireNonNull(
                history.of(scope("case"), List.of(resource), Unanswered.FAILS).get(resource));
    }

    private static Scope scope(@Nullable String path) {
        return CaseContext.scope(path);
    }

    private static String item(String type, String name, String time, String status, String tags) {
        return "{\"configurationItemCaptureTime\":\"" + time + "\",\"configurationItemStatus\":\"" + status
                + "\",\"resourceId\":\"" + name + "\",\"resourceType\":\"" + type
                + "\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\""
                + (type.contains("IAM") ? "global" : "eu-central-1")
                + "\",\"tags\":{" + tags + "},\"configuration\":{\"size\":7}}";
    }

    private void write(String name, String... items) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"x\",\"configurationItems\":["
                            + String.join(",", items) + "]}")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static ResourceRef ref(String type, String name) {
        return new ResourceRef(type, name, null, "111122223333", "eu-central-1");
    }
}
