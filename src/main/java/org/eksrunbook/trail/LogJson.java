package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The parser for what attackers may have written: depth, lengths and size are limited. */
final class LogJson {

    // Each becomes an object: three letters of a log some fifty bytes of memory.
    private static final long MOST_TOKENS = 500_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // A tab that was not escaped is plain enough.
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(RecordScanner.DEEPEST)
                    .maxStringLength(4 << 20)
                    .maxNumberLength(1000)
                    .maxTokenCount(MOST_TOKENS)
                    .maxDocumentLength(RecordScanner.LARGEST_RECORD + 1L)
                    .build())
            .build();

    static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    /** The same, but a name that stands twice in an object is an error. */
    static final ObjectMapper STRICT = new ObjectMapper(FACTORY.rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private LogJson() {}
}
