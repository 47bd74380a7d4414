package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.eksrunbook.evidence.VerifyCommand;
import org.eksrunbook.incident.VisibleText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/**
 * Every way by which the text of a log, of the CMDB or of a form leaves the server for a person: it arrives literally, with each of the {@link HostileTexts}. What a
 * browser makes of pages, forms and Cockpit is shown by {@link HostileTextBrowserTest}, that scripts do nothing else by {@code HostileNamesTest}, that the log has
 * one line for a message by {@code VisibleLogTest}, that Athena's statements hold no text of a log by {@code AthenaHostileTextTest}.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class HostileTextEverywhereTest {

    private static final String INCIDENT = "HOSTILE-2";
    private static final String CASE = "api/incidents/" + INCIDENT + "/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** People read these elsewhere than in the form: they are copied out as they are. */
    private static final Set<String> COPIED_OUT = Set.of("script", "query", "link");

    /** What stands hostile in the events of the sessions. */
    private static final List<String> FIELDS = List.of(
            "userAgent", "sourceIp", "eventName", "eventSource", "errorCode", "region", "accountId", "eventTime");

    /** Foreign text is escaped: what begins like an element is one. */
    private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][a-zA-Z0-9]*)");

    private static final Set<String> OURS = Stream.of(
                    "!DOCTYPE",
                    "html",
                    "head",
                    "meta",
                    "title",
                    "link",
                    "body",
                    "header",
                    "nav",
                    "main",
                    "h1",
                    "p",
                    "ul",
                    "li",
                    "a",
                    "span",
                    "strong")
            .flatMap(name -> Stream.of(name, "/" + name))
            .collect(Collectors.toCollection(TreeSet::new));

    private final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final Map<String, String> views = new LinkedHashMap<>();
    private final List<String> scripts = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private ServerProcess server;
    private Player player;
    private URI base;
    private String responder;

    @BeforeAll
    void anIncidentWhoseEveryNameIsAnAttackUpToTheRecovery() throws IOException {
        mail.start();
        HostileArchive.write(folder.resolve("archive"));
        HostileArchive.writeSessions(folder.resolve("archive"));
        server = ServerProcess.start(
                folder.resolve("data"),
                "--runbook.archive.root=" + folder.resolve("archive"),
                "--runbook.smtp.host=127.0.0.1",
                "--runbook.smtp.port=" + mail.getSmtp().getPort(),
                "--runbook.smtp.from=runbook@example.com",
                "--runbook.smtp.starttls=false");
        base = server.awaitInLog("Started RunbookApplication");
        responder = Objects.requireNonNull(
                FirstPasswords.of(server.dataDir(), new StandardEnvironment()).of("responder"));
        player = new Player(INCIDENT, server, base);
        RunbookApi.Answer imported = player.as("responder").post("api/cmdb/import", "application/json", cmdb());
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        RunbookApi.Answer started = player.as("responder")
                .post("engine-rest/process-definition/key/eksIncidentResponse/start", "application/json", start());
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        Optional<Player.Task> task = player.nextTask(PATIENCE);
        while (task.isPresent() && !views.containsKey("userTask_approveRecovery")) {
            look(task.get());
            assertThat(complete(task.get())).isEqualTo(204);
            task = player.nextTask(PATIENCE);
        }
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        mail.stop();
    }

    @TestFactory
    Stream<DynamicTest> ways() {
        Map<String, Executable> ways = new LinkedHashMap<>();
        ways.put("forms: what they show of findings, plans and applications", this::forms);
        ways.put("scripts to copy out of a form", this::scripts);
        ways.put("findings as JSON", () -> findings(items("findings?size=1000")));
        ways.put("findings as NDJSON", () -> findings(lines("findings?format=ndjson")));
        ways.put("findings as CSV", () -> cells("findings?format=csv"));
        ways.put("principals as JSON", () -> {
            List<String> ids = values(items("principals?all=true&size=1000"), "id");
            shown(ids, HostileTextEverywhereTest::principal);
            shown(ids, HostileArchive::session);
        });
        ways.put(
                "resources as JSON",
                () -> shown(values(items("resources?size=1000"), "id", "application"), text -> text));
        ways.put("timeline as JSON", () -> shown(values(items("timeline?size=1000")), text -> text));
        ways.put("evidence", this::evidence);
        ways.put("report as JSON", () -> shown(values(json("report.json")), VisibleText::of));
        ways.put("report as a page", this::page);
        ways.put("report as PDF", this::pdf);
        ways.put("mail", this::mails);
        ways.put("error answers", this::errors);
        ways.put("the server's log", this::log);
        return ways.entrySet().stream().map(way -> DynamicTest.dynamicTest(way.getKey(), way.getValue()));
    }

    private void look(Player.Task task) throws IOException {
        JsonNode variables = player.as(task.user())
                .get("engine-rest/task/" + task.id() + "/form-variables?deserializeValues=false")
                .json();
        JsonNode view =
                Templates.JSON.readTree(variables.path("view").path("value").asText());
        StringBuilder text = new StringBuilder();
        view.properties().forEach(field -> {
            if (COPIED_OUT.contains(field.getKey())) {
                scripts.add(field.getValue().asText());
            } else {
                values(withoutChoices(field.getValue()))
                        .forEach(value -> text.append(value).append('\n'));
            }
        });
        views.merge(task.key(), text.toString(), String::concat);
    }

    /** What a choice hands back is as it was; its label is what is shown. */
    private static JsonNode withoutChoices(JsonNode field) {
        field.forEach(one -> {
            if (one instanceof ObjectNode choice && choice.has("label")) {
                choice.remove("value");
            }
        });
        return field;
    }

    private int complete(Player.Task task) {
        if (!task.key().equals("userTask_decideRecovery")) {
            return player.complete(task).status();
        }
        ObjectNode variables = Templates.JSON.createObjectNode();
        variables.putObject("cause").put("type", "String").put("value", String.join(" ¦ ", typed()));
        return player.as(task.user())
                .post(
                        "engine-rest/task/" + task.id() + "/complete",
                        "application/json",
                        Templates.JSON
                                .createObjectNode()
                                .set("variables", variables)
                                .toString())
                .status();
    }

    private void forms() {
        assertThat(views)
                .containsKeys(
                        "userTask_confirmScope",
                        "userTask_reviewFindings",
                        "userTask_approveEradication",
                        "userTask_performActions",
                        "userTask_decideRecovery");
        views.forEach((key, view) ->
                assertThat(view.replace("\n", "")).as(key).isEqualTo(VisibleText.of(view.replace("\n", ""))));
        for (String key :
                List.of("userTask_reviewFindings", "userTask_approveEradication", "userTask_performActions")) {
            assertThat(HostileTexts.ALL)
                    .allSatisfy(text -> assertThat(views.get(key)).as(key).contains(VisibleText.of(text)));
        }
        assertThat(typed())
                .allSatisfy(
                        text -> assertThat(views.get("userTask_decideRecovery")).contains(text));
    }

    private void scripts() {
        assertThat(scripts).anyMatch(script -> script.startsWith("#!/usr/bin/env bash"));
        for (String script : scripts) {
            assertThat(script.replace("\n", "")).isEqualTo(VisibleText.of(script.replace("\n", "")));
        }
    }

    private static void findings(Collection<JsonNode> findings) {
        Map<String, JsonNode> byId = findings.stream()
                .collect(Collectors.toMap(one -> one.path("eventId").asText(), one -> one));
        for (int number = 0; number < HostileTexts.ALL.size(); number++) {
            String text = HostileTexts.ALL.get(number);
            JsonNode finding = Objects.requireNonNull(byId.get(String.format("00000000-0000-4000-8000-%012d", number)));
            assertThat(finding.path("userAgent").asText()).isEqualTo(text);
            assertThat(finding.path("sourceIp").asText()).isEqualTo(text);
            assertThat(finding.at("/resources/0/id").asText()).isEqualTo(text);
            JsonNode sessions = Objects.requireNonNull(byId.get(HostileArchive.sessionsEvent(number)), text);
            for (String field : FIELDS) {
                assertThat(sessions.path(field).asText()).as(field).isEqualTo(text);
            }
            assertThat(sessions.path("principal").asText()).isEqualTo(HostileArchive.session(text));
        }
    }

    /** An apostrophe makes text of what would be a formula. */
    private void cells(String path) throws IOException {
        String csv = get(CASE + path);
        try (CSVParser parser = CSVParser.parse(
                new StringReader(csv),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            List<CSVRecord> rows = parser.getRecords();
            assertThat(rows).hasSize(3 * HostileTexts.ALL.size());
            for (CSVRecord row : rows) {
                for (String cell : row) {
                    assertThat(cell).isEqualTo(VisibleText.of(cell)).doesNotMatch("(.*;[\\s\"]*)?[=+\\-@].*");
                }
            }
            List<CSVRecord> sessions = rows.stream()
                    .filter(row -> row.get("eventId").startsWith("00000000-0000-4000-b"))
                    .toList();
            for (String column : FIELDS) {
                assertThat(sessions.stream().map(row -> row.get(column).replace("'", "")))
                        .as(column)
                        .containsExactlyInAnyOrderElementsOf(HostileTexts.ALL.stream()
                                .map(text -> VisibleText.of(text).replace("'", ""))
                                .toList());
            }
        }
    }

    private void evidence() throws IOException {
        Path manifest = folder.resolve("manifest.ndjson");
        Files.writeString(manifest, get(CASE + "evidence"));
        for (String line : Files.readAllLines(manifest)) {
            assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(VerifyCommand.run(List.of(manifest.toString()), new PrintStream(said, true, StandardCharsets.UTF_8)))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8).strip()).matches("\\S+: \\d+ entries fit, head [0-9a-f]{64}");
    }

    private void page() throws Exception {
        org.w3c.dom.Document page = parsed(get(CASE + "report.html"));
        String text = page.getElementsByTagName("body").item(0).getTextContent();
        assertThat(HostileTexts.ALL).allSatisfy(hostile -> assertThat(text).contains(VisibleText.of(hostile)));
        assertThat(elements(page)).doesNotContain("script", "img", "iframe", "svg", "b", "object", "form");
    }

    private void pdf() throws IOException {
        byte[] bytes = bytes(CASE + "report.pdf");
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", "");
            assertThat(HostileTexts.ALL)
                    .allSatisfy(hostile ->
                            assertThat(text).contains(VisibleText.of(hostile).replaceAll("\\s+", "")));
        }
    }

    private void mails() throws Exception {
        StringBuilder all = new StringBuilder();
        for (MimeMessage message : mail.getReceivedMessages()) {
            for (Header header : Collections.list(message.getAllHeaders())) {
                assertThat(header.getName()).isNotEqualTo("Location");
            }
            assertThat(message.getSubject()).isEqualTo(VisibleText.of(message.getSubject()));
            String text = message.getContent().toString();
            assertThat(text.replaceAll("\\R", "")).isEqualTo(VisibleText.of(text.replaceAll("\\R", "")));
            all.append(message.getSubject()).append('\n').append(text).append('\n');
        }
        assertThat(HostileTexts.ALL)
                .filteredOn(hostile ->
                        hostile.strip().equals(hostile) && hostile.chars().noneMatch(Character::isISOControl))
                .allSatisfy(hostile -> assertThat(all).contains(VisibleText.of(hostile)));
    }

    private void errors() throws Exception {
        for (String hostile : HostileTexts.ALL) {
            String encoded = URLEncoder.encode(hostile, StandardCharsets.UTF_8).replace("+", "%20");
            String body = Templates.JSON
                    .createObjectNode()
                    .put("reason", hostile)
                    .set("principals", Templates.JSON.createObjectNode().put(hostile, hostile))
                    .toString();
            for (String accept : List.of("application/json", "text/html")) {
                List<HttpRequest.Builder> requests = List.of(
                        request("api/incidents/" + encoded).GET(),
                        request("incidents/" + encoded).GET(),
                        request(CASE + "findings?format=" + encoded).GET(),
                        request(CASE + "findings?category=" + encoded + "&page=" + encoded)
                                .GET(),
                        request(CASE + "event?id=" + encoded).GET(),
                        request(CASE + "scope")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .header("Content-Type", "application/json"),
                        request("api/cmdb/import")
                                .POST(HttpRequest.BodyPublishers.ofString(hostile))
                                .header("Content-Type", "application/json"),
                        request("engine-rest/task/" + encoded).GET(),
                        request("engine-rest/process-definition/key/eksIncidentResponse/start")
                                .POST(HttpRequest.BodyPublishers.ofString(badStart(hostile)))
                                .header("Content-Type", "application/json"));
                for (HttpRequest.Builder one : requests) {
                    refusal(one.header("Accept", accept).build());
                }
            }
        }
    }

    private void refusal(HttpRequest request) throws Exception {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        String what = request.method() + " " + request.uri() + ": " + answer.body();
        assertThat(answer.statusCode()).as(what).isBetween(400, 499);
        assertThat(answer.headers().map()).as(what).doesNotContainKey("location");
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.contains("json")) {
            Templates.JSON.readTree(answer.body());
        } else if (type.contains("html")) {
            assertThat(TAG.matcher(answer.body()).results().map(tag -> tag.group(1)))
                    .as(what)
                    .isSubsetOf(OURS);
        } else {
            assertThat(answer.body()).as(what + type).isEmpty();
        }
    }

    private void log() {
        String log = server.log().replaceAll("[\\r\\n\\t]", "");
        assertThat(log).isEqualTo(VisibleText.of(log));
    }

    private static org.w3c.dom.Document parsed(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static Set<String> elements(org.w3c.dom.Document page) {
        Set<String> names = new TreeSet<>();
        var all = page.getElementsByTagName("*");
        for (int at = 0; at < all.getLength(); at++) {
            names.add(all.item(at).getNodeName());
        }
        return names;
    }

    private static void shown(Collection<String> values, java.util.function.UnaryOperator<String> form) {
        String all = String.join("\n", values);
        assertThat(HostileTexts.ALL).allSatisfy(hostile -> assertThat(all).contains(form.apply(hostile)));
    }

    private static String principal(String name) {
        return "arn:aws:iam::111122223333:user/" + name;
    }

    /** All texts below, or those of the fields that are named. */
    private static List<String> values(JsonNode node, String... fields) {
        List<String> values = new ArrayList<>();
        if (node.isTextual()) {
            values.add(node.asText());
        }
        node.forEach(child -> values.addAll(values(child)));
        return values;
    }

    private static List<String> values(Collection<JsonNode> nodes, String... fields) {
        return nodes.stream()
                .flatMap(node -> fields.length == 0
                        ? values(node).stream()
                        : Stream.of(fields).map(field -> node.path(field).asText()))
                .toList();
    }

    private List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        json(path).path("items").forEach(items::add);
        return items;
    }

    private List<JsonNode> lines(String path) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : get(CASE + path).split("\n")) {
            lines.add(Templates.JSON.readTree(line));
        }
        return lines;
    }

    private JsonNode json(String path) {
        return player.as("responder").get(CASE + path).json();
    }

    private String get(String path) {
        RunbookApi.Answer answer = player.as("responder").get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private byte[] bytes(String path) throws IOException {
        try {
            return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest.Builder request(String path) {
        String login = Base64.getEncoder().encodeToString(("responder:" + responder).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Basic " + login);
    }

    /** What people may type in: control characters are refused. */
    private static List<String> typed() {
        return HostileTexts.ALL.stream()
                .filter(text -> VisibleText.of(text).equals(text))
                .map(String::strip)
                .toList();
    }

    private static String cmdb() {
        ArrayNode rows = Templates.JSON.createArrayNode();
        for (String text : HostileTexts.ALL) {
            String application = text.chars().anyMatch(Character::isISOControl) ? VisibleText.of(text) : text.strip();
            rows.addObject()
                    .put("application", application)
                    .put("owner", "owner@example.com")
                    .put("environment", application)
                    .put("resourceId", text.chars().anyMatch(Character::isISOControl) ? application : text)
                    .put("resourceType", "AWS::IAM::User")
                    .put("configuration", text);
        }
        return rows.toString();
    }

    private static String start() {
        ArrayNode stakeholders = Templates.JSON.createArrayNode();
        typed().forEach(text -> stakeholders
                .addObject()
                .put("name", text)
                .put("role", text)
                .put("channel", "email")
                .put("address", "ada@example.com"));
        return start(INCIDENT, stakeholders.toString());
    }

    private static String badStart(String hostile) {
        return start(hostile, hostile);
    }

    private static String start(String id, String stakeholders) {
        ObjectNode body = HostileArchive.start("2024-08-02T10:00:00Z", List.of());
        HostileArchive.variable((ObjectNode) body.path("variables"), "stakeholders", "Json", stakeholders);
        return body.put("businessKey", id).toString();
    }
}
