package org.eksrunbook.evidence;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ArtefactsConfiguration {

    @Bean
    Artefacts artefacts(@Value("${runbook.artefacts}") String location) {
        if (location.startsWith("s3://")) {
            throw new IllegalStateException(
                    "runbook.artefacts: this version keeps artefacts in a folder; name one instead of " + location);
        }
        return new FolderArtefacts(Path.of(location));
    }
}
