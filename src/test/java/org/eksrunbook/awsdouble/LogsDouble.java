package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** CloudWatch Logs: log groups of an account and region, filtered by terms of which one is enough ({@code ?"a" ?"b"}), time and stream. */
public final class LogsDouble extends ScriptedService {

    private static final Pattern TERM = Pattern.compile("\\?\"([^\"]*)\"");

    private record Line(long at, String stream, String message) {}

    private final Map<String, List<Line>> groups = new TreeMap<>();
    private int pageSize = 1000;

    public LogsDouble() {
        super("logs", "logs-2014-03-28");
        on("FilterLogEvents", this::filtered);
    }

    public LogsDouble pagesOf(int size) {
        pageSize = size;
        return this;
    }

    public LogsDouble group(String account, String region, String group) {
        groups.computeIfAbsent(account + " " + region + " " + group, first -> new ArrayList<>());
        return this;
    }

    public LogsDouble with(String account, String region, String group, String stream, Instant at, String message) {
        groups.computeIfAbsent(account + " " + region + " " + group, first -> new ArrayList<>())
                .add(new Line(at.toEpochMilli(), stream, message));
        return this;
    }

    /** A group as it was exported: {@code <stream>/000000.gz}, each line a time, a space and the message. */
    public LogsDouble exported(String account, String region, String group, Path folder) throws IOException {
        group(account, region, group);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(one -> one.endsWith("000000.gz")).sorted().toList()) {
                String stream = file.getName(file.getNameCount() - 2).toString();
                try (InputStream content = new GZIPInputStream(Files.newInputStream(file));
                        BufferedReader lines =
                                new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        int space = line.indexOf(' ');
                        with(
                                account,
                                region,
                                group,
                                stream,
                                Instant.parse(line.substring(0, space)),
                                line.substring(space + 1));
                    }
                }
            }
        }
        return this;
    }

    private JsonNode filtered(AwsRequest request) {
        List<Line> group = groups.get(request.account() + " " + request.region() + " " + request.text("logGroupName"));
        if (group == null) {
            throw new AwsRefusal("ResourceNotFoundException", "The specified log group does not exist.");
        }
        String pattern = request.text("filterPattern");
        List<String> terms = new ArrayList<>();
        Matcher term = TERM.matcher(pattern);
        while (term.find()) {
            terms.add(term.group(1));
        }
        if (!pattern.isEmpty() && terms.isEmpty()) {
            throw new AwsRefusal("InvalidParameterException", "The pattern is not played");
        }
        long from = request.input().path("startTime").asLong(0);
        long until = request.input().path("endTime").asLong(Long.MAX_VALUE);
        List<ObjectNode> found = new ArrayList<>();
        group.stream()
                .filter(line -> line.stream().startsWith(request.text("logStreamNamePrefix")))
                .filter(line -> line.at() >= from && line.at() < until)
                .filter(line -> terms.isEmpty() || terms.stream().anyMatch(line.message()::contains))
                .sorted(Comparator.comparingLong(Line::at))
                .forEach(line -> found.add(JsonWire.JSON
                        .createObjectNode()
                        .put("logStreamName", line.stream())
                        .put("timestamp", line.at())
                        .put("message", line.message())
                        .put("ingestionTime", line.at() + 5000)
                        .put("eventId", Integer.toString(found.size()))));
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        int size = Math.min(pageSize, request.input().path("limit").asInt(10_000));
        Paging.page(answer, "events", "nextToken", found, request.text("nextToken"), size);
        return answer;
    }
}
