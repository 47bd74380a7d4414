package org.eksrunbook.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a manifest with nothing but its bytes, and the artefacts it names where their folder is given. */
final class ManifestVerifier {

    private final ObjectMapper json = new ObjectMapper();
    private final @Nullable Path artefacts;
    private final Set<String> checked = new HashSet<>();
    private long count;
    private String previous = Head.NOTHING;

    ManifestVerifier(@Nullable Path artefacts) {
        this.artefacts = artefacts;
    }

    /** What is wrong with the first entry that does not fit; empty where all do. */
    Optional<String> verify(Path manifest) throws IOException {
        count = 0;
        previous = Head.NOTHING;
        try (InputStream lines = new BufferedInputStream(Files.newInputStream(manifest), 1 << 16)) {
            byte[] line;
            while ((line = next(lines)) != null) {
                Optional<String> fault = check(line);
                if (fault.isPresent()) {
                    return fault.map(what -> "entry " + (count + 1) + ": " + what);
                }
                count++;
            }
        }
        return count == 0 ? Optional.of("entry 1: the manifest is empty") : Optional.empty();
    }

    /** Number and hash of the last entry of the manifest verified last. */
    Head head() {
        return new Head(count, previous);
    }

    // As bytes: a reader of text would take several spellings of an end of line or of a letter for one.
    private static byte @Nullable [] next(InputStream lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        int letter = lines.read();
        if (letter < 0) {
            return null;
        }
        while (letter >= 0 && letter != '\n') {
            line.write(letter);
            letter = lines.read();
        }
        return line.toByteArray();
    }

    private Optional<String> check(byte[] line) throws IOException {
        if (!Line.isSealed(line)) {
            return Optional.of("its hash does not fit its bytes");
        }
        JsonNode entry;
        try {
            entry = json.readTree(line);
        } catch (IOException broken) {
            return Optional.of("it is not JSON");
        }
        if (entry.path("seq").asLong() != count + 1) {
            return Optional.of("its number is " + entry.path("seq").asText() + ", expected " + (count + 1));
        }
        if (!entry.path("previous").asText().equals(previous)) {
            return Optional.of("it does not follow the entry before it");
        }
        previous = entry.path("hash").asText();
        return checkArtefacts(entry.path("body"));
    }

    private Optional<String> checkArtefacts(JsonNode body) throws IOException {
        if (artefacts == null) {
            return Optional.empty();
        }
        for (String name : ArtefactNames.in(body)) {
            if (checked.add(name)) {
                Path file = artefacts.resolve(name.substring(0, 2)).resolve(name);
                if (!Files.isRegularFile(file)) {
                    return Optional.of("artefact " + name + " is missing");
                }
                if (!SoundFiles.hashOf(file).equals(name)) {
                    return Optional.of("artefact " + name + " was changed");
                }
            }
        }
        return Optional.empty();
    }
}
