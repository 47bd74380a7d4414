package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eksrunbook.evidence.Entry;

/** The newest round of the search for principals, by the ledger: which one, and how much of the logs it has read. */
record Round(int number, long filesFound, long filesRead) {

    static Round newest(List<Entry> entries) {
        int number = 0;
        long found = 0;
        long read = 0;
        boolean surveyed = false;
        for (Entry entry : entries) {
            JsonNode body = entry.body();
            switch (entry.kind()) {
                case "principals.derived" -> {
                    number = body.path("round").asInt();
                    read = 0;
                    // The files that were found stay found; only a new look for them says otherwise.
                    surveyed = false;
                }
                case "trail.surveyed" -> {
                    found = body.path("files").asLong() + (surveyed ? found : 0);
                    surveyed = true;
                }
                // A group that cannot hold anything new is not read again, and is done.
                case "trail.coverage" -> read = Math.max(read, found);
                // Files of the suspect window are read again for what they brought up.
                case "trail.part" -> read += body.path("again").asBoolean() ? 0 : files(body);
                default -> {
                    // Other entries say nothing about reading.
                }
            }
        }
        return new Round(number, found, read);
    }

    private static long files(JsonNode part) {
        JsonNode files = part.path("files");
        return files.isArray() ? files.size() : files.asLong();
    }
}
