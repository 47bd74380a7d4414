package org.eksrunbook.aws;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.SourceProbe;
import org.eksrunbook.trail.SourceUnavailable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** The archive in S3: whether it can be listed and read, which accounts and days it holds, and through which roles those accounts can be read. */
@Component
@Lazy
class ArchiveProbe implements SourceProbe {

    private static final int MOST_ROLES = 20;

    private final S3Client s3;
    private final String root;
    private final Clock clock;

    ArchiveProbe(@Lazy S3Client s3Client, @Value("${runbook.archive.root:}") String root, Clock clock) {
        this.s3 = s3Client;
        this.root = root;
        this.clock = clock;
    }

    @Override
    public List<Answer> probe() {
        if (!root.startsWith("s3://")) {
            return List.of();
        }
        S3Location place = S3Location.of("runbook.archive.root", root);
        ArchiveRange range;
        try {
            range = new ArchiveRange(s3, place, clock);
            range.find();
        } catch (SourceUnavailable | SdkClientException away) {
            return List.of(new Answer("archive", false, false, AwsReasons.of(away)));
        }
        List<Answer> answers = new ArrayList<>();
        answers.add(listed(range));
        answers.add(read(range, place));
        answers.add(
                new Answer(
                        "archive-digests",
                        range.digests,
                        false,
                        range.digests
                                ? "Digests lie beside the logs"
                                : "No digests were seen: switch on log file validation of the trail, or its integrity cannot be shown"));
        answers.add(
                new Answer(
                        "archive-config",
                        range.config,
                        false,
                        range.config
                                ? "AWS Config delivers into the archive"
                                : "No files of AWS Config were seen: what was deleted or changed cannot be shown as it was before"));
        return answers;
    }

    private static Answer listed(ArchiveRange range) {
        if (range.accounts.isEmpty() && !range.refused.isEmpty()) {
            return new Answer("archive", false, false, VisibleText.of(range.refused.get(0)));
        }
        String seen = range.days.isEmpty()
                ? "no day of CloudTrail was seen"
                : "CloudTrail from " + VisibleText.of(range.days.first()) + " to " + VisibleText.of(range.days.last());
        String refused = range.refused.isEmpty()
                ? ""
                : "; " + range.refused.size() + " folders cannot be listed, the first: "
                        + VisibleText.of(range.refused.get(0));
        return new Answer(
                "archive",
                !range.days.isEmpty() && range.refused.isEmpty(),
                false,
                range.accounts.size() + " accounts: "
                        + String.join(
                                ", ", range.accounts.stream().limit(MOST_ROLES).toList()) + "; " + seen + refused);
    }

    private Answer read(ArchiveRange range, S3Location place) {
        if (range.newest == null) {
            return new Answer("archive-objects", false, false, "Nothing was found that could be read");
        }
        try (InputStream in = new ResumingStream(s3, place.bucket(), place.key(range.newest))) {
            int first = in.read();
            return new Answer(
                    "archive-objects",
                    true,
                    false,
                    first < 0 ? "The newest log is empty" : "The newest log can be read");
        } catch (IOException | SourceUnavailable failed) {
            return new Answer(
                    "archive-objects", false, false, "The newest log cannot be read: " + AwsReasons.of(failed));
        }
    }
}
