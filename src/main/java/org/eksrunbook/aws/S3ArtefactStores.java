package org.eksrunbook.aws;

import java.nio.file.Path;
import org.eksrunbook.evidence.ArtefactStores;
import org.eksrunbook.evidence.Artefacts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

@Component
@Lazy
class S3ArtefactStores implements ArtefactStores {

    private final S3Client s3;
    private final Path copies;

    S3ArtefactStores(@Lazy S3Client s3Client, @Value("${runbook.data-dir}") Path dataDir) {
        this.s3 = s3Client;
        this.copies = dataDir.resolve("artefact-copies");
    }

    @Override
    public Artefacts at(String location) {
        return new S3Artefacts(s3, S3Location.of("runbook.artefacts", location), new ArtefactCopies(copies));
    }
}
