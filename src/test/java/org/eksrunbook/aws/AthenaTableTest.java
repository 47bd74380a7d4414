package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which tables can be asked, and what they cannot show. */
class AthenaTableTest {

    @Test
    void aTableThatCannotBeUsedSaysWhy() {
        assertThatThrownBy(() -> AthenaTable.of(
                        "t",
                        AthenaTableFixtures.metadata(
                                "struct<arn:string>",
                                List.of("account", "region", "timestamp"),
                                Map.of("inputformat", "org.apache.hadoop.mapred.TextInputFormat"))))
                .hasMessageContaining("input format");
        assertThatThrownBy(() -> AthenaTable.of(
                        "t",
                        AthenaTableFixtures.metadata(
                                "struct<arn:string>",
                                List.of("account", "region", "timestamp"),
                                Map.of("inputformat", AthenaTableFixtures.CLOUDTRAIL))))
                .hasMessageContaining("useridentity.principalid");
        assertThatThrownBy(() -> AthenaTable.of(
                        "t",
                        AthenaTableFixtures.metadata(
                                "struct<type:string,principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>",
                                List.of("account", "region", "year", "month", "day"),
                                Map.of(
                                        "inputformat",
                                        AthenaTableFixtures.CLOUDTRAIL,
                                        "location",
                                        "s3://bucket/AWSLogs/"))))
                .hasMessageContaining("one column for the day");
    }

    @Test
    void aRangeThatEndsBeforeTheIncidentAndAnotherPlaceAreSaid() {
        AthenaTable table = AthenaTable.of(
                "db.t",
                AthenaTableFixtures.metadata(
                        "struct<principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>",
                        List.of("account", "region", "timestamp"),
                        Map.of(
                                "inputformat",
                                AthenaTableFixtures.CLOUDTRAIL,
                                "location",
                                "s3://other/AWSLogs/",
                                "projection.enabled",
                                "true",
                                "projection.timestamp.range",
                                "2020/01/01,2024/07/01")));
        java.time.LocalDate from = java.time.LocalDate.parse("2024-05-04");
        java.time.LocalDate until = java.time.LocalDate.parse("2024-08-03");

        assertThat(table.limits("s3://bucket/AWSLogs/", from, until, until))
                .hasSize(3)
                .anyMatch(limit -> limit.contains("another place"))
                .anyMatch(limit -> limit.contains("2020-01-01 to 2024-07-01"));
    }

    @Test
    void whatItHasNoColumnForIsSaid() {
        java.time.LocalDate day = java.time.LocalDate.parse("2024-08-03");

        assertThat(AthenaTableFixtures.organisation().limits("s3://bucket/AWSLogs/", day, day, day))
                .singleElement()
                .satisfies(limit -> assertThat(limit)
                        .contains("no column for eventVersion", "userIdentity.onBehalfOf.userId")
                        .doesNotContain("eventName")
                        .endsWith("users of IAM Identity Center who share a role are not told apart."));
    }
}
