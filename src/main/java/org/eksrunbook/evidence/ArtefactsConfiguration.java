package org.eksrunbook.evidence;

import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ArtefactsConfiguration {

    @Bean
    Artefacts artefacts(@Value("${runbook.artefacts}") String location, ObjectProvider<ArtefactStores> remote) {
        if (!location.contains("://")) {
            return new FolderArtefacts(Path.of(location));
        }
        ArtefactStores stores = location.startsWith("s3://") ? remote.getIfAvailable() : null;
        if (stores == null) {
            throw new IllegalStateException("runbook.artefacts: name a folder or s3://bucket/prefix");
        }
        return stores.at(location);
    }
}
