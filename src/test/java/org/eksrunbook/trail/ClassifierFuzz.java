package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Any JSON object as an event, for a fuzzer: it is judged without an exception, twice alike, and the finding has a class, a reason, and comes back
 * whole from where it is kept. What the bytes tell of it is no less than what the parsed event tells.
 */
public final class ClassifierFuzz {

    private static final Classifier CLASSIFIER = Classifier.standard();
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClassifierFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] json) {
        JsonNode node;
        String text = new String(json, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), json)) {
            // The parser takes a byte 255 in a name for nothing.
            return;
        }
        try {
            node = ReaderFuzz.SOUND.readTree(text);
        } catch (IOException none) {
            return;
        }
        if (node == null || !node.isObject()) {
            return;
        }
        EventRecord event = EventRecord.of(node);
        check(CLASSIFIER.classify(event), CLASSIFIER.classify(EventRecord.of(node)));
        AuditEvent audit = AuditEvent.of(node);
        check(CLASSIFIER.classify(audit), CLASSIFIER.classify(AuditEvent.of(node)));
        PartRow row = PartRows.of(event, "file", node.toString());
        require(!row.eventId().isEmpty() && row.eventId().length() <= 200, "id " + row.eventId());
        require(!PartRows.of(audit, "file", node.toString()).eventId().isEmpty(), "no id");
        PassedRole.in(event);
        PassedRole.inAnswer(event);
        TrustedByPolicy.of(node.toString());
        Sighting.of(row.eventId(), event).tookEffect();
        Sighting.of(row.eventId(), audit).tookEffect();
        tokens(json, event);
    }

    private static void check(Optional<Finding> once, Optional<Finding> again) {
        require(once.equals(again), once + " and " + again);
        if (once.isEmpty()) {
            return;
        }
        Finding finding = once.get();
        require(!finding.categories().isEmpty() && !finding.why().isBlank(), "no class or reason: " + finding);
        finding.resources().forEach(resource -> {
            require(!resource.type().isBlank() && !resource.id().isBlank(), "no type or id: " + finding);
            require(!finding.categoriesOf(resource).isEmpty(), "no class of " + resource);
        });
        try {
            Finding kept = JSON.readValue(JSON.writeValueAsBytes(finding), Finding.class);
            require(kept.equals(finding), finding + " comes back as " + kept);
        } catch (IOException lost) {
            throw new AssertionError("cannot be kept: " + finding, lost);
        }
    }

    private static void tokens(byte[] json, EventRecord event) {
        HashSet64 seen = new HashSet64();
        boolean[] more = new boolean[1];
        try {
            // In a list of records: alone, a document whose members are called as a tool's answer's are is one.
            byte[] listed = ("{\"Records\":[" + new String(json, StandardCharsets.UTF_8) + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            Scanned.each(listed, 7, record -> {
                record.forEach(
                        (field, buffer, from, to, escaped) -> RawTokens.of(field, buffer, from, to, escaped, seen));
                more[0] = RawTokens.tellsMore(record);
            });
        } catch (IOException | AssertionError notScanned) {
            return;
        }
        for (String token : EventTokens.of(event).all()) {
            require(
                    more[0] || seen.contains(Token.hash(token)),
                    "not seen in the bytes: " + token + " of " + new String(json, StandardCharsets.UTF_8));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
