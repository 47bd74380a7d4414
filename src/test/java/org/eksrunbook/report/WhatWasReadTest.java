package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much was read and what is new for whom, as statements of the report with their evidence. */
class WhatWasReadTest {

    private static final String FINDINGS = """
            {"eventId":"e-1","eventTime":"2024-08-02T08:31:00Z","eventName":"GetObject","category":"accessed","effective":true,"principal":"arn:aws:iam::111122223333:role/web","comparedWith":"arn:aws:iam::111122223333:role/web","unseen":["region","userAgent"],"sensitivity":60}
            {"eventId":"e-2","eventTime":"2024-08-02T08:32:00Z","eventName":"GetSecretValue","category":"accessed","effective":true,"principal":"arn:aws:iam::111122223333:user/new","comparedWith":null,"unseen":[],"sensitivity":95}""";
    private static final String READS = """
            {"principal":"arn:aws:iam::111122223333:user/new","eventSource":"secretsmanager.amazonaws.com","eventName":"GetSecretValue","calls":1,"places":[{"type":"AWS::SecretsManager::Secret","count":1}],"morePlaces":false,"bytes":0,"told":0,"doubted":0,"sensitivity":95,"first":"2024-08-02T08:32:00Z","last":"2024-08-02T08:32:00Z","example":"e-2"}
            {"principal":"arn:aws:iam::111122223333:role/web","eventSource":"s3.amazonaws.com","eventName":"GetObject","calls":4210,"places":[{"type":"AWS::S3::Bucket","count":3}],"morePlaces":false,"bytes":12000000000,"told":4210,"doubted":0,"sensitivity":60,"first":"2024-08-02T08:31:00Z","last":"2024-08-02T09:31:00Z","example":"e-1"}""";

    @TempDir
    Path folder;

    private Report.Section written = new Report.Section("", "", List.of(), List.of());

    @BeforeEach
    void report() {
        SampleCase told = new SampleCase(folder, "").opened();
        told.system(
                "findings.classified",
                Map.of(
                        "round",
                        1,
                        "count",
                        2,
                        "artefact",
                        put(told, FINDINGS),
                        "readsArtefact",
                        put(told, READS),
                        "ungroupedReads",
                        3));
        written = told.report().sections().stream()
                .filter(section -> section.id().equals("findings"))
                .findFirst()
                .orElseThrow();
    }

    private static String put(SampleCase told, String lines) {
        return told.artefacts
                .put("application/x-ndjson", out -> out.write(lines.getBytes(StandardCharsets.UTF_8)))
                .sha256();
    }

    private Report.Table table(String caption) {
        return written.tables().stream()
                .filter(table -> table.caption().startsWith(caption))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsStandByPrincipalAndCallWithTheirVolumeAndTheFirstEvent() {
        Report.Table reads = table("What was read");
        assertThat(reads.rows().get(0).cells())
                .contains("GetSecretValue", "× 1 on 1 secret", "the log does not say how much");
        assertThat(reads.rows().get(1).cells()).contains("GetObject", "× 4,210 on 3 buckets", "12 GB");
        assertThat(reads.rows().get(1).cites()).extracting(Report.Cite::text).anyMatch(cite -> cite.contains("e-1"));
        assertThat(reads.remarks()).hasSize(1).first().asString().contains("3 further reads");
    }

    @Test
    void whatIsNewIsSaidAndOfWhomNothingIsKnownThatToo() {
        assertThat(written.sentences())
                .extracting(Report.Sentence::text)
                .anyMatch(text ->
                        text.contains("1 call shows something new (region 1, user agent 1), 0 nothing new; of 1"));
        assertThat(table("The most serious").rows().get(0).cells()).contains("nothing known of before");
        assertThat(table("The most serious").rows().get(1).cells()).contains("region, user agent");
    }
}
