package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.ArtefactsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** The same contract on an S3 that nobody here wrote, and two nodes at once. */
class S3ArtefactsOnS3MockTest extends ArtefactsContract {

    private static S3MockServer server;
    private static S3Client client;
    private static int stores;

    private final String prefix = "case-" + stores++;
    private int nodes;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = new S3MockServer(folder, "artefacts");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Override
    protected Artefacts artefacts() {
        return new S3Artefacts(
                client,
                S3Location.of("runbook.artefacts", "s3://artefacts/" + prefix),
                new ArtefactCopies(folder.resolve("node-" + nodes++)));
    }

    @Test
    void twoNodesKeepTheSamePieceAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Artefact>> writers = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                Artefacts store = artefacts();
                writers.add(() -> store.put("text/plain", text("the same")));
            }
            List<Artefact> kept = new ArrayList<>();
            for (Future<Artefact> writer : threads.invokeAll(writers)) {
                kept.add(writer.get());
            }
            assertThat(kept).hasSize(4).containsOnly(kept.get(0));
            assertThat(artefacts().contains(kept.get(0).sha256())).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
