package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eksrunbook.aws.FolderS3.Fault;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.ArtefactsContract;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of every store, and what only a bucket can do to a piece; S3 is a double with faults. */
class S3ArtefactsTest extends ArtefactsContract {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String KEY = "case/ba/" + ABC;

    private final FolderS3 s3 = new FolderS3();
    private int nodes;

    @AfterEach
    void close() {
        s3.close();
    }

    @Override
    protected Artefacts artefacts() {
        return new S3Artefacts(
                s3.client(),
                S3Location.of("runbook.artefacts", "s3://" + FolderS3.BUCKET + "/case"),
                new ArtefactCopies(folder.resolve("node-" + nodes++)));
    }

    @Test
    void aPieceIsWrittenOnce() {
        artefacts().put("text/plain", text("abc"));
        artefacts().put("text/plain", text("abc"));
        assertThat(s3.requests())
                .filteredOn(request -> request.startsWith("PUT"))
                .hasSize(1);
    }

    @Test
    void somethingElseUnderItsNameIsNeverOverwrittenAndNeverBelieved() {
        s3.with(KEY, "forged".getBytes(UTF_8), Map.of());
        assertThatThrownBy(() -> artefacts().put("text/plain", text("abc")))
                .isInstanceOf(ArtefactsUnavailable.class)
                .hasMessageContaining("something else stands under its name");
        assertThatThrownBy(() -> artefacts().open(ABC).readAllBytes())
                .isInstanceOf(ArtefactsUnavailable.class)
                .hasMessageContaining("has the hash");
        assertThatThrownBy(() -> artefacts().file(ABC)).isInstanceOf(ArtefactsUnavailable.class);
        assertThat(s3.requests()).noneMatch(request -> request.startsWith("PUT"));
    }

    @Test
    void aStoreThatIsAwayForAMomentIsWaitedFor() throws Exception {
        s3.once(KEY, Fault.THROTTLED);
        s3.once(KEY, Fault.SERVER_FAULT);
        Artefact kept = artefacts().put("text/plain", text("abc"));
        s3.once(KEY, Fault.RESET_HALF_WAY);
        assertThat(artefacts().open(kept.sha256()).readAllBytes()).isEqualTo("abc".getBytes(UTF_8));
    }

    @Test
    void aStoreThatMayNotBeWrittenSaysSo() {
        s3.always(KEY, Fault.DENIED);
        assertThatThrownBy(() -> artefacts().put("text/plain", text("abc")))
                .isInstanceOf(ArtefactsUnavailable.class)
                .hasMessageContaining("access denied");
    }

    @Test
    void whoeverStopsReadingBehindTheLastBracketLearnsWhatIsForgedWhenItCloses() {
        s3.with(KEY, "{} and more".getBytes(UTF_8), Map.of());
        assertThatThrownBy(() -> {
                    try (InputStream piece = artefacts().open(ABC)) {
                        assertThat(piece.read()).isEqualTo('{');
                    }
                })
                .isInstanceOf(ArtefactsUnavailable.class)
                .hasMessageContaining("has the hash");
    }

    @Test
    void aCopyThatALossOfPowerLeftHalfIsFetchedAgain() throws Exception {
        Artefacts node = artefacts();
        Path copy = node.file(node.put("text/plain", text("abc")).sha256());
        Files.writeString(copy, "");
        assertThat(node.file(ABC)).hasContent("abc");
    }
}
