package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.aws.FolderS3.Fault;
import org.eksrunbook.trail.SourceProbe;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // hands over and looks up what may be missing
class ArchiveProbeTest {

    private static final String ACCOUNT = "logs/AWSLogs/o-abcdefghij/111122223333/";
    private static final String NEWEST = ACCOUNT + "CloudTrail/eu-central-1/2024/08/03/new.json.gz";

    private final FolderS3 s3 = new FolderS3();

    @BeforeEach
    void fill() {
        for (String path : new String[] {
            "CloudTrail/eu-central-1/2023/11/05/old.json.gz",
            "CloudTrail/eu-central-1/2024/02/05/middle.json.gz",
            "CloudTrail-Digest/eu-central-1/2024/08/03/digest.json.gz"
        }) {
            s3.with(ACCOUNT + path, new byte[] {1}, Map.of());
        }
        s3.with(NEWEST, new byte[] {1}, Map.of());
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void theRangeOfTheArchiveAndWhatIsMissingAreTold() {
        Map<String, SourceProbe.Answer> answers = probe();
        assertThat(answers.get("archive").ready()).isTrue();
        assertThat(answers.get("archive").detail())
                .contains("1 accounts: 111122223333")
                .contains("from 2023/11/05 to 2024/08/03");
        assertThat(answers.get("archive-objects").ready()).isTrue();
        assertThat(answers.get("archive-digests").ready()).isTrue();
        assertThat(answers.get("archive-config").ready()).isFalse();
    }

    @Test
    void theMissingPermissionIsNamed() {
        s3.always(NEWEST, Fault.KMS_DENIED);
        assertThat(probe().get("archive-objects").detail()).contains("kms:Decrypt");
        s3.always(NEWEST, Fault.DENIED);
        assertThat(probe().get("archive-objects").detail()).contains("s3:GetObject");
        s3.always("?logs/", Fault.DENIED);
        assertThat(probe().get("archive").ready()).isFalse();
        assertThat(probe().get("archive").detail()).contains("s3:ListBucket");
    }

    @Test
    void anArchiveInAFolderIsNoneOfItsConcerns() {
        assertThat(new ArchiveProbe(s3.client(), "/logs", Clock.systemUTC()).probe())
                .isEmpty();
    }

    private Map<String, SourceProbe.Answer> probe() {
        return new ArchiveProbe(s3.client(), "s3://" + FolderS3.BUCKET + "/logs", Clock.systemUTC())
                .probe().stream().collect(Collectors.toMap(SourceProbe.Answer::name, answer -> answer));
    }
}
