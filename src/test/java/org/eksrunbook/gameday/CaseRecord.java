package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a played incident left behind, without what differs from run to run (times, hashes, made-up ids): findings,
 * ledger entries and the report's words.
 */
record CaseRecord(Set<String> findings, List<String> entries, String report) {
    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z";

    static CaseRecord of(Player player, String incident) {
        String path = "api/incidents/" + incident;
        Set<String> findings = new TreeSet<>();
        for (String line : lines(player, path + "/findings?format=ndjson")) {
            JsonNode finding = json(line);
            String text = finding.path("eventId").asText()
                    + ' '
                    + finding.path("categories")
                    + ' '
                    + finding.path("effective")
                    + ' '
                    + finding.path("principal").asText();
            if (!findings.add(text)) {
                throw new AssertionError("A finding is there twice: " + text);
            }
        }
        List<String> entries = new ArrayList<>();
        long expected = 1;
        for (String line : lines(player, path + "/evidence")) {
            JsonNode entry = json(line);
            if (entry.path("seq").asLong() != expected++) {
                throw new AssertionError("The ledger has a gap or a doubled entry at " + line);
            }
            entries.add(entry.path("kind").asText()
                    + ' '
                    + entry.path("actor").asText()
                    + ' '
                    + timeless(entry.path("body").toString()));
        }
        entries.sort(null);
        return new CaseRecord(findings, entries, timeless(String.join("\n", lines(player, path + "/report.html"))));
    }

    /** Kept beside the test's report, so that a difference can be looked at. */
    CaseRecord keptAs(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "gameday"));
            Files.write(folder.resolve(name + "-findings.txt"), findings);
            Files.write(folder.resolve(name + "-entries.txt"), entries);
            Files.writeString(folder.resolve(name + "-report.html"), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static List<String> lines(Player player, String path) {
        RunbookApi.Answer answer = player.as("responder").get(path);
        if (answer.status() != 200 || answer.body().isBlank()) {
            throw new AssertionError(path + " gives " + answer);
        }
        return answer.body().lines().toList();
    }

    private static JsonNode json(String line) {
        try {
            return Templates.JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + line, e);
        }
    }

    private static String timeless(String text) {
        return text.replaceAll("\\b[0-9a-f]{64}\\b", "<hash>").replaceAll(INSTANT, "<time>");
    }
}
