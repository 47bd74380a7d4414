package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DigestedDaysTest {

    private static final String FOLDER = "AWSLogs/111122223333/";

    @Test
    void aDigestMayNameLogsOfItsDayAndOfThoseBeside() {
        DigestedDays days = new DigestedDays(List.of(digest("us-east-1", "2024/08/02", "")));

        assertThat(days.mayName(log("us-east-1", "2024/08/01"))).isTrue();
        assertThat(days.mayName(log("us-east-1", "2024/08/02"))).isTrue();
        assertThat(days.mayName(log("us-east-1", "2024/08/03"))).isTrue();
        assertThat(days.mayName(log("us-east-1", "2024/07/31"))).isFalse();
        assertThat(days.mayName(log("us-east-1", "2024/08/04"))).isFalse();
        assertThat(days.mayName(log("eu-west-1", "2024/08/02"))).isFalse();
    }

    @Test
    void aBackfillDigestMayNameLogsOfAnyDay() {
        DigestedDays days = new DigestedDays(List.of(digest("us-east-1", "2024/08/02", "_backfill")));

        assertThat(days.mayName(log("us-east-1", "2024/05/01"))).isTrue();
        assertThat(days.mayName(log("eu-west-1", "2024/08/02"))).isFalse();
    }

    @Test
    void whatDoesNotTellItsPlaceMayBeNamedByAny() {
        DigestedDays days = new DigestedDays(List.of(digest("us-east-1", "2024/08/02", "")));
        assertThat(days.mayName(ArchiveFile.at("copies/a.json.gz", 1, 0))).isTrue();

        DigestedDays copied = new DigestedDays(List.of(ArchiveFile.at("copies/digest.json.gz", 1, 0)));
        assertThat(copied.mayName(log("eu-west-1", "2024/05/01"))).isTrue();
    }

    private static ArchiveFile digest(String region, String day, String backfill) {
        return ArchiveFile.at(
                FOLDER + "CloudTrail-Digest/" + region + '/' + day + "/111122223333_CloudTrail-Digest_" + region
                        + "_trail_us-east-1_20240802T020000Z" + backfill + ".json.gz",
                1,
                0);
    }

    private static ArchiveFile log(String region, String day) {
        return ArchiveFile.at(
                FOLDER + "CloudTrail/" + region + '/' + day + "/111122223333_CloudTrail_" + region
                        + "_20240802T0200Z_abc.json.gz",
                1,
                0);
    }
}
