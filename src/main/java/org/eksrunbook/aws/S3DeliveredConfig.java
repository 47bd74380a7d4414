package org.eksrunbook.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eksrunbook.asset.DeliveredConfig;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.SourceUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS Config's files in the bucket of the archive. */
@Component
@Lazy
class S3DeliveredConfig implements DeliveredConfig {

    private final S3Client s3;
    private final S3Location root;
    private final Clock clock;

    S3DeliveredConfig(@Lazy S3Client s3Client, @Value("${runbook.archive.root:}") String root, Clock clock) {
        this.s3 = s3Client;
        this.root = S3Location.of("runbook.archive.root", root);
        this.clock = clock;
    }

    @Override
    public Listed list(@Nullable String archivePath, Set<String> accounts, Set<String> regions, Unanswered unanswered)
            throws IOException {
        List<String> files = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        try {
            new S3Walk(s3, root.below(archivePath), clock).run(new ConfigPlan(accounts, regions), new S3Walk.Found() {
                @Override
                public void object(StoredObject object) {
                    files.add(object.path());
                }

                @Override
                public void refused(String path, String reason) {
                    refused.add(path + " (" + reason + ")");
                }

                @Override
                public void endless(String path, String reason) {
                    if (unanswered == Unanswered.FAILS) {
                        throw new FactsUnavailable(
                                FactSource.CONFIG, S3LogArchive.whatToDoAboutAnEndlessList(path, reason), null);
                    }
                    refused(path, reason);
                }

                @Override
                public void leftOut(String folder) {
                    // Folders of others say nothing about AWS Config.
                }
            });
            return new Listed(files, refused);
        } catch (InvalidInput outside) {
            throw new IOException(outside.getMessage(), outside);
        } catch (SourceUnavailable away) {
            throw unavailable(away);
        }
    }

    @Override
    public InputStream open(@Nullable String archivePath, String path) throws IOException {
        S3Location place = root.below(archivePath);
        try {
            return new Delivered(new ResumingStream(s3, place.bucket(), place.key(path)));
        } catch (SourceUnavailable away) {
            throw unavailable(away);
        }
    }

    private static FactsUnavailable unavailable(SourceUnavailable away) {
        return new FactsUnavailable(FactSource.CONFIG, String.valueOf(away.getMessage()), away);
    }

    /** A file that breaks off amid reading is a fact that is missing, like one that is not given at all. */
    private static final class Delivered extends FilterInputStream {

        Delivered(InputStream stored) {
            super(stored);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (SourceUnavailable away) {
                throw unavailable(away);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (SourceUnavailable away) {
                throw unavailable(away);
            }
        }
    }
}
