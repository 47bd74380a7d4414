package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The parser for what attackers may have written: depth, lengths and size are limited. */
final class LogJson {

    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(RecordScanner.DEEPEST)
                    .maxStringLength(4 << 20)
                    .maxNumberLength(1000)
                    .maxDocumentLength(RecordScanner.LARGEST_RECORD + 1L)
                    .build())
            .build());

    private LogJson() {}
}
