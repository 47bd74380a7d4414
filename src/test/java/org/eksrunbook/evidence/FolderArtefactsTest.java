package org.eksrunbook.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FolderArtefactsTest extends ArtefactsContract {

    @Override
    protected FolderArtefacts artefacts() {
        return new FolderArtefacts(folder.resolve("data/artefacts"));
    }

    private List<Path> below(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.toList();
        }
    }

    @Test
    void onlyTheOwnerMayReadAnythingBelow() throws Exception {
        artefacts().put("text/plain", text("abc"));
        artefacts().put("text/plain", out -> {
            // While it is written, too.
            for (Path path : below(folder.resolve("data/artefacts/incoming"))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .matches("rw[x-]------");
            }
            out.write(1);
        });

        for (Path path : below(folder.resolve("data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
    }

    @Test
    void theNamesOnTheWayToAPieceAreWrittenThroughAfterItIsThereEachTimeItIsStored() {
        Path root = folder.resolve("data/artefacts").toAbsolutePath();
        List<Path> through = new ArrayList<>();
        FolderArtefacts artefacts = new FolderArtefacts(root, through::add);
        String hash = artefacts.put("text/plain", text("abc")).sha256();
        assertThat(through).containsExactly(root, root.resolve(hash.substring(0, 2)));

        artefacts.put("text/plain", text("abc"));
        assertThat(through)
                .as("whoever stored it first may have been killed before that")
                .containsExactly(root, root.resolve(hash.substring(0, 2)), root.resolve(hash.substring(0, 2)));

        new FolderArtefacts(root, through::add).put("text/plain", text("abc"));
        assertThat(through).as("of a process before").hasSize(5);
    }

    @Test
    void storingItAgainIsHarmless() throws Exception {
        theSameContentIsTheSamePiece();

        assertThat(below(folder.resolve("data/artefacts/incoming"))).hasSize(1);
    }

    @Test
    void aContentThatThrowsLeavesNothing() throws Exception {
        aContentThatThrowsIsNoPiece();

        assertThat(below(folder.resolve("data/artefacts")).stream().filter(Files::isRegularFile))
                .isEmpty();
    }

    @Test
    void whatWasChangedWhereItLiesIsGivenToNobodyAndIsMendedByWhoeverStoresItAgain() throws Exception {
        FolderArtefacts store = artefacts();
        String hash = store.put("text/plain", text("abc")).sha256();
        Path piece = store.file(hash);
        Files.writeString(piece, "forged");

        for (FolderArtefacts node : List.of(store, artefacts())) {
            assertThatThrownBy(() -> node.open(hash).close())
                    .isInstanceOf(ArtefactsUnavailable.class)
                    .hasMessageContaining("was changed");
            assertThatThrownBy(() -> node.file(hash)).isInstanceOf(ArtefactsUnavailable.class);
        }

        store.put("text/plain", text("abc"));
        assertThat(Files.readString(artefacts().file(hash))).isEqualTo("abc");
        assertThat(piece.resolveSibling(hash + ".changed"))
                .as("what stood there")
                .hasContent("forged");

        Files.writeString(piece, "forged again");
        store.put("text/plain", text("abc"));
        assertThat(piece.resolveSibling(hash + ".changed")).hasContent("forged");
        assertThat(piece.resolveSibling(hash + ".changed-2")).hasContent("forged again");
        assertThat(Files.readString(artefacts().file(hash))).isEqualTo("abc");
    }

    @Test
    void whoStoresTheSamePieceAtTheSameTimeChangesNothingOfIt() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<FolderArtefacts> nodes = List.of(artefacts(), artefacts());
            for (int piece = 0; piece < 300; piece++) {
                String content = "piece " + piece;
                CyclicBarrier together = new CyclicBarrier(2);
                List<Callable<Boolean>> writers = nodes.stream()
                        .map(node -> (Callable<Boolean>) () -> {
                            Artefact kept = node.put("text/plain", out -> {
                                out.write(content.getBytes(StandardCharsets.UTF_8));
                                meet(together);
                            });
                            return node.contains(kept.sha256());
                        })
                        .toList();
                for (Future<Boolean> stillThere : both.invokeAll(writers)) {
                    assertThat(stillThere.get()).isTrue();
                }
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(below(folder.resolve("data/artefacts")))
                .noneMatch(path -> path.getFileName().toString().contains(".changed"));
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(10, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }
}
