package org.eksrunbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The report as JSON. */
final class ReportJson {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    static byte[] of(Report report) {
        try {
            return JSON.writeValueAsBytes(report);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The report cannot be written as JSON", impossible);
        }
    }
}
