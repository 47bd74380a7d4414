package org.eksrunbook.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every artefact store promises, wherever it lies. */
public abstract class ArtefactsContract {

    @TempDir
    protected Path folder;

    /** The store as one node sees it; a second call is another node at the same store. */
    protected abstract Artefacts artefacts();

    protected static Artefacts.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPieceIsNamedByTheHashOfItsContent() throws Exception {
        Artefact artefact = artefacts().put("text/plain", text("abc"));

        assertThat(artefact.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(artefact.size()).isEqualTo(3);
        assertThat(artefacts().open(artefact.sha256()).readAllBytes())
                .isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(Files.readString(artefacts().file(artefact.sha256()))).isEqualTo("abc");
        assertThat(artefacts().contains(artefact.sha256())).isTrue();
    }

    @Test
    void theSameContentIsTheSamePiece() throws Exception {
        Artefact first = artefacts().put("text/plain", text("abc"));
        Path copy = Files.writeString(folder.resolve("copy"), "abc");

        assertThat(artefacts().put("text/plain", copy)).isEqualTo(first);
        assertThat(copy).exists();
    }

    @Test
    void aContentThatThrowsIsNoPiece() {
        String hash = Sha256.of(new byte[] {1});
        assertThatThrownBy(() -> artefacts().put("text/plain", out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(ArtefactsUnavailable.class)
                .hasMessageContaining("Free space")
                .hasMessageContaining("No space left");
        assertThat(artefacts().contains(hash)).isFalse();
    }

    @Test
    void whatIsMissingSaysSo() {
        String hash = "0".repeat(64);

        assertThat(artefacts().contains(hash)).isFalse();
        assertThatThrownBy(() -> artefacts().open(hash)).isInstanceOf(ArtefactsUnavailable.class);
        assertThatThrownBy(() -> artefacts().file(hash)).isInstanceOf(ArtefactsUnavailable.class);
    }

    @Test
    void aNameThatIsNoHashLeadsNowhere() {
        for (String name : List.of("", "..", "../../etc/passwd", "AB".repeat(32), "ab".repeat(31) + "/.")) {
            assertThatThrownBy(() -> artefacts().open(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
