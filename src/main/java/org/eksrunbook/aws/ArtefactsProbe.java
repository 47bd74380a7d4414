package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.eksrunbook.trail.SourceProbe;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Writes one small piece into the artefact store in S3, always the same, and reads it back. */
@Component
@Lazy
class ArtefactsProbe implements SourceProbe {

    private static final byte[] PIECE = "Written to see whether it can be written.\n".getBytes(UTF_8);

    private final Artefacts artefacts;
    private final boolean remote;

    ArtefactsProbe(@Lazy Artefacts artefacts, @Value("${runbook.artefacts}") String location) {
        this.artefacts = artefacts;
        this.remote = location.startsWith("s3://");
    }

    @Override
    public List<Answer> probe() {
        if (!remote) {
            return List.of();
        }
        try {
            Artefact piece = artefacts.put("text/plain", out -> out.write(PIECE));
            try (InputStream read = artefacts.open(piece.sha256())) {
                read.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return List.of(new Answer("artefacts", true, true, "A piece was written (or was there) and read back"));
        } catch (ArtefactsUnavailable | IOException failed) {
            return List.of(new Answer("artefacts", false, true, AwsReasons.of(failed)));
        }
    }
}
