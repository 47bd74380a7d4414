package org.eksrunbook.aws;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.LogArchive;
import org.eksrunbook.trail.LogSelection;
import org.eksrunbook.trail.SourceUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Logs where CloudTrail, AWS Config and CloudWatch delivered them: {@code runbook.archive.root=s3://bucket/prefix}. */
@Component
@Lazy
class S3LogArchive implements LogArchive {

    private final S3Client s3;
    private final S3Location root;
    private final Clock clock;

    S3LogArchive(@Lazy S3Client s3Client, @Value("${runbook.archive.root:}") String root, Clock clock) {
        this.s3 = s3Client;
        this.root = S3Location.of("runbook.archive.root", root);
        this.clock = clock;
    }

    @Override
    public void check(@Nullable String archivePath) {
        S3Location place = root.below(archivePath);
        try {
            ListObjectsV2Response answer = s3.listObjectsV2(request ->
                    request.bucket(place.bucket()).prefix(place.prefix()).maxKeys(1));
            if (archivePath != null && answer.contents().isEmpty()) {
                throw new InvalidInput("archivePath: there is no such folder below the archive's root");
            }
        } catch (SdkException failed) {
            throw new InvalidInput(
                    "archivePath: the archive (runbook.archive.root) cannot be looked into: " + AwsReasons.of(failed));
        }
    }

    @Override
    public String location(@Nullable String archivePath) {
        return VisibleText.of(root.below(archivePath).toString());
    }

    @Override
    public void list(@Nullable String archivePath, LogSelection selection, Unanswered unanswered, Found found) {
        CloudTrailPlan plan = new CloudTrailPlan(
                "CloudTrail(?:-Digest)?",
                selection.accounts(),
                selection.first(),
                selection.last(),
                LogSelection::mayHoldLogs);
        new S3Walk(s3, root.below(archivePath), clock).run(plan, new S3Walk.Found() {
            @Override
            public void object(StoredObject object) {
                found.file(object.path(), object.size(), object.modified());
            }

            @Override
            public void refused(String path, String reason) {
                found.refused(path, reason);
            }

            @Override
            public void endless(String path, String reason) {
                if (unanswered == Unanswered.FAILS) {
                    throw new FactsUnavailable(FactSource.LISTING, whatToDoAboutAnEndlessList(path, reason), null);
                }
                found.refused(path, reason);
            }

            @Override
            public void leftOut(String folder) {
                found.passedOver("folder left out: " + LogSelection.kindOf(folder), 1);
            }
        });
    }

    static String whatToDoAboutAnEndlessList(String path, String reason) {
        return "Wait, or look at the bucket of the archive: of its folder «" + path + "» " + reason + " ("
                + AwsCall.S3_LIST.action() + ")";
    }

    @Override
    public InputStream open(@Nullable String archivePath, String path) throws IOException {
        S3Location place = root.below(archivePath);
        return new ResumingStream(s3, place.bucket(), place.key(path));
    }

    @Override
    public @Nullable String signature(@Nullable String archivePath, String path) throws IOException {
        S3Location place = root.below(archivePath);
        try {
            return s3.headObject(request -> request.bucket(place.bucket()).key(place.key(path)))
                    .metadata()
                    .get("signature");
        } catch (SdkException failed) {
            if (AwsReasons.mayPass(failed)) {
                throw new SourceUnavailable(
                        AwsReasons.whatToDo(failed) + "S3 tells no signature of a digest (" + AwsReasons.of(failed)
                                + ")",
                        failed);
            }
            throw new IOException(AwsReasons.of(failed), failed);
        }
    }

    @Override
    public int readers() {
        return 8;
    }
}
