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
import java.util.regex.Pattern;

/**
 * What a played incident left behind, without what differs from run to run (times, hashes of lines, the folder): findings, ledger entries and
 * the report's words. Two paths of the model run at once, so an entry's number differs too: a reference names the kind of its entry instead.
 */
record CaseRecord(Set<String> findings, List<String> entries, List<String> report) {
    private static final Pattern REFERENCE = Pattern.compile("(?<=\"(?:approval|decision|notice)\":)\\d+");
    private static final Pattern ANCHOR =
            Pattern.compile("(?<=\\be)\\d+(?=\")|(?<=\">)\\d+(?=</th>)|#\\d+ [0-9a-f]{8}\\b");

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
        List<String> kinds = new ArrayList<>();
        List<JsonNode> manifest = new ArrayList<>();
        for (String line : lines(player, path + "/evidence")) {
            JsonNode entry = json(line);
            manifest.add(entry);
            kinds.add(entry.path("kind").asText());
            if (entry.path("seq").asLong() != kinds.size()) {
                throw new AssertionError("The ledger has a gap or a doubled entry at " + line);
            }
        }
        List<String> entries = manifest.stream()
                .map(entry -> entry.path("kind").asText()
                        + ' '
                        + entry.path("actor").asText()
                        + ' '
                        + REFERENCE
                                .matcher(lasting(entry.path("body").toString()))
                                .replaceAll(number -> '"' + kind(kinds, number.group()) + '"'))
                .sorted()
                .toList();
        List<String> report = lines(player, path + "/report.html").stream()
                .map(line -> lasting(ANCHOR.matcher(line).replaceAll(number -> kind(kinds, number.group()))))
                .sorted()
                .toList();
        return new CaseRecord(findings, entries, report);
    }

    private static String kind(List<String> kinds, String reference) {
        int number = Integer.parseInt(reference.replaceAll("^#?(\\d+).*$", "$1"));
        return kinds.get(number - 1);
    }

    /** Kept beside the test's report, so that a difference can be looked at. */
    CaseRecord keptAs(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "gameday"));
            Files.write(folder.resolve(name + "-findings.txt"), findings);
            Files.write(folder.resolve(name + "-entries.txt"), entries);
            Files.write(folder.resolve(name + "-report.html"), report);
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

    private static String lasting(String text) {
        return LastingText.of(text, true);
    }
}
