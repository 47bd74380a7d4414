package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eksrunbook.incident.Unanswered;

/** Keys in a file, as {@code aws cloudtrail list-public-keys} prints them; of several regions one list behind the other. */
record DigestKeyFile(Path file) implements DigestKeys {

    @Override
    public Map<String, PublicKey> of(String region, Instant from, Instant until, Unanswered unanswered) {
        try {
            Map<String, PublicKey> keys = new LinkedHashMap<>();
            for (JsonNode key :
                    LogJson.MAPPER.readTree(Files.readAllBytes(file)).path("PublicKeyList")) {
                keys.put(
                        key.path("Fingerprint").asText(),
                        DigestSignature.key(
                                Base64.getDecoder().decode(key.path("Value").asText())));
            }
            return keys;
        } catch (IOException | IllegalArgumentException broken) {
            throw new SourceUnavailable("runbook.trail.digest-keys cannot be read: " + Reasons.of(broken), broken);
        }
    }
}
