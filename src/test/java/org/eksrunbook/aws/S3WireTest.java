package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;

/** What the SDK asks of S3's double, and what it answers, is as S3's model has it, and what is not is noticed. */
class S3WireTest {

    private final FolderS3 s3 = new FolderS3();

    @BeforeEach
    void hasTheModel() {
        assumeTrue(
                S3Wire.installed().isPresent(),
                "S3's model is not there; with Debian's package awscli the double's wire is held against it");
        s3.with("logs/a.json.gz", new byte[3], Map.of());
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void listsReadsAndWritesAreAsTheModelSays() {
        try (S3Client client = s3.client()) {
            client.listObjectsV2(request -> request.bucket(FolderS3.BUCKET)
                    .prefix("logs/")
                    .delimiter("/")
                    .startAfter("logs/")
                    .optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS));
            client.getObjectAsBytes(request ->
                    request.bucket(FolderS3.BUCKET).key("logs/a.json.gz").range("bytes=1-"));
            client.headObject(request -> request.bucket(FolderS3.BUCKET).key("logs/a.json.gz"));
            client.putObject(
                    request -> request.bucket(FolderS3.BUCKET).key("logs/b").ifNoneMatch("*"),
                    RequestBody.fromString("b"));
            client.deleteObject(request -> request.bucket(FolderS3.BUCKET).key("logs/b"));
        }
        assertThat(s3.misfits()).isEmpty();
    }

    @Test
    void anAnswerThatIsNoneOfTheModelIsNoticed() {
        s3.liesIn("logs/a.json.gz", "CELLAR");
        try (S3Client client = s3.client()) {
            client.listObjectsV2(request -> request.bucket(FolderS3.BUCKET));
        }
        assertThat(s3.misfits()).singleElement().asString().contains("StorageClass", "is none of");
    }

    @Test
    void aParameterThatS3DoesNotKnowIsNoticed() {
        try (S3Client client = s3.client()) {
            client.listObjectsV2(request -> request.bucket(FolderS3.BUCKET)
                    .overrideConfiguration(override ->
                            override.putRawQueryParameter("newest", "1").putHeader("x-amz-newest", "1")));
        }
        assertThat(s3.misfits())
                .containsExactlyInAnyOrder(
                        "ListObjectsV2: ?newest is no parameter", "ListObjectsV2: x-amz-newest is no header");
    }
}
