package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DigestedDaysTest {

    @Test
    void aDigestMayNameLogsOfItsDayAndOfThoseBeside() {
        DigestedDays days = of(digest("us-east-1", "20240802", ""));

        assertThat(days.mayName(log("us-east-1", "20240801"))).isTrue();
        assertThat(days.mayName(log("us-east-1", "20240802"))).isTrue();
        assertThat(days.mayName(log("us-east-1", "20240803"))).isTrue();
        assertThat(days.mayName(log("us-east-1", "20240731"))).isFalse();
        assertThat(days.mayName(log("us-east-1", "20240804"))).isFalse();
        assertThat(days.mayName(log("eu-west-1", "20240802"))).isFalse();
    }

    @Test
    void whereverTheyAreCopiedTo() {
        DigestedDays days = of(ArchiveFile.at(
                "copies/" + digest("us-east-1", "20240802", "").path().replaceAll(".*/", ""), 1, 0));

        ArchiveFile log = ArchiveFile.at(
                "prod/CloudTrail/eu-west-1/2024/05/01/111122223333_CloudTrail_us-east-1_20240802T0200Z_abc.json.gz",
                1,
                0);
        assertThat(days.mayName(log)).isTrue();
    }

    @Test
    void aBackfillDigestMayNameLogsOfAnyDay() {
        DigestedDays days = of(digest("us-east-1", "20240802", "_backfill"));

        assertThat(days.mayName(log("us-east-1", "20240501"))).isTrue();
        assertThat(days.mayName(log("eu-west-1", "20240802"))).isFalse();
    }

    @Test
    void whatDoesNotTellItsPlaceMayBeNamedByAny() {
        DigestedDays days = of(digest("us-east-1", "20240802", ""));
        assertThat(days.mayName(ArchiveFile.at("copies/a.json.gz", 1, 0))).isTrue();
        assertThat(days.mayName(log("us-east-1", "20249999"))).isTrue();

        assertThat(of(ArchiveFile.at("copies/digest.json.gz", 1, 0)).mayName(log("eu-west-1", "20240501")))
                .isTrue();
    }

    private static DigestedDays of(ArchiveFile digest) {
        DigestedDays days = new DigestedDays();
        days.add(List.of(digest));
        return days;
    }

    private static ArchiveFile digest(String region, String day, String backfill) {
        return ArchiveFile.at(
                "AWSLogs/111122223333/CloudTrail-Digest/" + region + "/2024/08/02/111122223333_CloudTrail-Digest_"
                        + region + "_trail_us-east-1_" + day + "T020000Z" + backfill + ".json.gz",
                1,
                0);
    }

    private static ArchiveFile log(String region, String day) {
        return ArchiveFile.at(
                "AWSLogs/111122223333/CloudTrail/" + region + "/2024/08/02/111122223333_CloudTrail_" + region + '_'
                        + day + "T0200Z_abc.json.gz",
                1,
                0);
    }
}
