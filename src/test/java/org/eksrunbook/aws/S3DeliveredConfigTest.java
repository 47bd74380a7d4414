package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.asset.DeliveredConfig;
import org.eksrunbook.aws.FolderS3.Fault;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3DeliveredConfigTest {

    private static final String FILE =
            "Config/eu-central-1/2024/8/1/ConfigHistory/111122223333_Config_eu-central-1_ConfigHistory_AWS::S3::Bucket_20240801T060000Z_20240801T120000Z_1.json.gz";

    private final FolderS3 s3 = new FolderS3();
    private final S3DeliveredConfig config =
            new S3DeliveredConfig(s3.client(), "s3://" + FolderS3.BUCKET + "/logs", Clock.systemUTC());

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void theFilesOfTheAccountsAndRegionsAskedForAreFound() throws IOException {
        String organisation = "AWSLogs/o-abcdefghij/";
        for (String path : List.of(
                organisation + "111122223333/" + FILE,
                organisation + "111122223333/" + FILE.replace("eu-central-1", "us-east-1"),
                organisation + "999999999999/" + FILE,
                organisation + "111122223333/CloudTrail/eu-central-1/2024/08/01/log.json.gz")) {
            s3.with("logs/" + path, new byte[] {1, 2}, Map.of());
        }
        assertThat(config.list(null, Set.of("111122223333"), Set.of("eu-central-1"), Unanswered.FAILS)
                        .files())
                .containsExactly(organisation + "111122223333/" + FILE);
        assertThat(config.list("AWSLogs", Set.of(), Set.of(), Unanswered.FAILS).files())
                .hasSize(3);
        assertThat(config.open(null, organisation + "111122223333/" + FILE).readAllBytes())
                .containsExactly(1, 2);
        assertThat(s3.requests()).noneMatch(request -> request.contains("2024/08/01"));
    }

    @Test
    void aFolderWhoseListDoesNotEndFailsTheStepAndIsSaidWherePeopleGoOnWithout() throws IOException {
        s3.with("logs/" + FILE, new byte[1], Map.of());
        s3.namesTheSamePageForEver();
        assertThatThrownBy(() -> config.list(null, Set.of(), Set.of(), Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Wait, or look at the bucket");
        DeliveredConfig.Listed listed = config.list(null, Set.of(), Set.of(), Unanswered.IS_TOLD);
        assertThat(listed.files()).containsExactly(FILE);
        assertThat(listed.refused()).isNotEmpty().allMatch(said -> said.contains("the list does not end"));
    }

    @Test
    void aFileThatBreaksOffForGoodIsAFactThatIsMissing() throws IOException {
        s3.with("logs/" + FILE, new byte[500_000], Map.of());
        s3.once("logs/" + FILE, Fault.RESET_HALF_WAY);
        s3.always("logs/" + FILE, Fault.SERVER_FAULT);
        assertThatThrownBy(() -> config.open(null, FILE).readAllBytes())
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageContaining("S3");
    }

    @Test
    void anArchiveThatIsAwayFailsTheStepAndOneThatIsNotThereIsSaid() {
        s3.always("?logs/", Fault.SERVER_FAULT);
        assertThatThrownBy(() -> config.list(null, Set.of(), Set.of(), Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Wait, or look at AWS access: S3 cannot be listed");
        assertThatThrownBy(() -> config.list("../..", Set.of(), Set.of(), Unanswered.FAILS))
                .isInstanceOf(IOException.class);
    }
}
