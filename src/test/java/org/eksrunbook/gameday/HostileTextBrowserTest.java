package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eksrunbook.incident.VisibleText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/**
 * Whatever an attacker names things: in a browser it is text, in each form of Tasklist from the scope to the last improvement, on our own pages and in the
 * report.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class HostileTextBrowserTest {

    private static final String INCIDENT = "HOSTILE-1";
    /** As an application, and as what people type. */
    private static final String HOSTILE_WORDS = "<img src=x onerror=window.hacked=1>";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ServerProcess server;
    private Player player;
    private Browser browser;
    private FirstPasswords passwords;
    private Page responder;

    @BeforeAll
    void anIncidentWhoseEveryNameIsAnAttack(@TempDir Path folder) throws IOException {
        assumeTrue(Browser.isThere(), "skipped: there is no " + Browser.CHROMIUM + "; install the package chromium");
        HostileArchive.write(folder.resolve("archive"));
        HostileArchive.writeBuckets(folder.resolve("archive"));
        server = ServerProcess.start(
                folder.resolve("data"),
                "--runbook.archive.root=" + folder.resolve("archive"),
                "--logging.level.root=warn",
                "--logging.level.org.eksrunbook.RunbookApplication=info",
                "--logging.level.org.springframework.boot.web=info");
        URI base = server.awaitInLog("Started RunbookApplication");
        passwords = FirstPasswords.of(server.dataDir(), new StandardEnvironment());
        player = new Player(INCIDENT, server, base);
        browser = new Browser(base, null);
        RunbookApi.Answer imported = player.as("responder").post("api/cmdb/import", "application/json", cmdb());
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        RunbookApi.Answer started = player.as("responder")
                .post("engine-rest/process-definition/key/eksIncidentResponse/start", "application/json", start());
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        responder = browser.of("responder", Objects.requireNonNull(passwords.of("responder")));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void formsPagesAndReportShowItAsTextAndNothingOfItIsDone() {
        Player.Task scope = player.nextTask(PATIENCE).orElseThrow();
        TasklistForm.open(browser, responder, scope);
        assertThat(cellsOfTheFirstTable())
                .contains(asPrincipals().stream().map(VisibleText::of).toArray(String[]::new));
        nothingWasDone();

        assertThat(player.complete(scope).status()).isEqualTo(204);
        Player.Task review = reviewed();
        TasklistForm.open(browser, responder, review);
        assertThat(cellsOfTheFirstTable())
                .contains(
                        visible().stream().map(text -> "AWS::IAM::User " + text).toArray(String[]::new));
        nothingWasDone();
        cockpitShowsVariablesAsText(review);
        assertThat(player.complete(review).status()).isEqualTo(204);

        for (String page : List.of("findings", "resources", "timeline")) {
            responder.navigate(browser.at("incidents/" + INCIDENT + "/" + page + "?size=1000"));
            String text = responder.locator("main").innerText();
            assertThat(visible())
                    .allSatisfy(hostile -> assertThat(text).as(page).contains(squeezed(hostile)));
            nothingWasDone();
        }
        theEventAsItWasLoggedIsTextToo();
        theReportShowsItAsText();
        theLaterFormsShowItAsText();
        theReportShowsItAsText();
    }

    private void theReportShowsItAsText() {
        responder.navigate(browser.at("api/incidents/" + INCIDENT + "/report.html"));
        String report = responder.locator("main").innerText();
        assertThat(visible()).allSatisfy(hostile -> assertThat(report).contains(squeezed(hostile)));
        nothingWasDone();
    }

    /** Each task to the end, looked at in the browser by whom it is for, and completed over REST. */
    private void theLaterFormsShowItAsText() {
        Map<String, Long> shown = new TreeMap<>();
        Optional<Player.Task> task = player.nextTask(PATIENCE);
        while (task.isPresent()) {
            shown.merge(task.get().key(), shownAsText(task.get()), Math::max);
            RunbookApi.Answer answer = player.complete(task.get(), fields(task.get()));
            assertThat(answer.status()).as(task.get() + " " + answer).isEqualTo(204);
            task = player.nextTask(PATIENCE);
        }
        for (JsonNode improvement : player.as("responder")
                .get("engine-rest/task?processInstanceBusinessKey=" + INCIDENT)
                .json()) {
            Player.Task one = new Player.Task(
                    improvement.path("id").asText(),
                    improvement.path("taskDefinitionKey").asText(),
                    improvement.path("name").asText(),
                    "responder");
            shown.merge(one.key(), shownAsText(one), Math::max);
        }
        assertThat(shown)
                .containsKeys(
                        "userTask_approveEradication",
                        "userTask_confirmEradicated",
                        "userTask_reviewIncident",
                        "userTask_signOffReport")
                .containsEntry("userTask_carryOutImprovement", 1L);
        assertThat(List.of(
                        "userTask_performActions",
                        "userTask_decideRecovery",
                        "userTask_approveRecovery",
                        "userTask_recordForensics",
                        "userTask_approveTermination"))
                .allSatisfy(key ->
                        assertThat(shown).containsEntry(key, (long) visible().size()));
        // What the CMDB does not take as an id is of no known application, and asked about apart.
        assertThat(shown.get("userTask_confirmRecovered"))
                .isGreaterThan(visible().size() * 3L / 4);
    }

    /** @return how many of the texts the form has to show, and shows */
    private long shownAsText(Player.Task task) {
        Page page = browser.of(task.user(), Objects.requireNonNull(passwords.of(task.user())));
        TasklistForm form = TasklistForm.open(browser, page, task);
        JsonNode view = viewOf(task);
        String told = view.path("question") + " " + String.join(" ", texts(view.path("rows")))
                + String.join(" ", texts(view.path("resources")));
        List<String> wanted = visible().stream().filter(told::contains).toList();
        List<String> cells = new ArrayList<>();
        page.locator(".fjs-form-field-table").all().forEach(table -> cells.addAll(cellsOf(table)));
        String all = form.text() + "\n" + squeezed(String.join("\n", cells));
        assertThat(wanted).allSatisfy(hostile -> assertThat(all).as(task.key()).contains(squeezed(hostile)));
        nothingWasDone(page);
        return wanted.size();
    }

    private JsonNode viewOf(Player.Task task) {
        String view = player.as(task.user())
                .get("engine-rest/task/" + task.id() + "/form-variables?deserializeValues=false")
                .json()
                .at("/view/value")
                .asText();
        try {
            return Templates.JSON.readTree(view);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    /** The buckets are replaced by new ones and kept, so that forensics and termination have something to show. */
    private Map<String, String> fields(Player.Task task) {
        return switch (task.key()) {
            case "userTask_decideRecovery" -> {
                String buckets = "";
                for (JsonNode group : viewOf(task).path("rows")) {
                    if (group.path("change").asText().contains("AWS::S3::Bucket")) {
                        buckets += group.path("group").asText() + " = newResource\n";
                    }
                }
                yield Map.of("ways", buckets.strip(), "reason", HOSTILE_WORDS, "cause", HOSTILE_WORDS);
            }
            case "userTask_reviewIncident" ->
                Map.of("lessons", HOSTILE_WORDS, "actions", HOSTILE_WORDS + " | responder | 2099-12-31");
            default -> Map.of();
        };
    }

    /** A manager may look at what the engine knows of a task: among it the view of its form. */
    private void cockpitShowsVariablesAsText(Player.Task task) {
        String instance = player.as("manager")
                .get("engine-rest/task/" + task.id())
                .json()
                .path("processInstanceId")
                .asText();
        Page manager = browser.of("manager", Objects.requireNonNull(passwords.of("manager")));
        Locator variable = manager.getByText("incidentId").first();
        browser.open(
                manager,
                "camunda/app/cockpit/default/#/process-instance/" + instance + "/runtime?tab=variables-tab",
                variable);
        nothingWasDone(manager);
    }

    private void theEventAsItWasLoggedIsTextToo() {
        for (int number = 0; number < HostileTexts.ALL.size(); number++) {
            responder.navigate(
                    browser.at(String.format("incidents/%s/event?id=00000000-0000-4000-8000-%012d", INCIDENT, number)));
            assertThat(responder.locator("dl.event").innerText())
                    .contains(squeezed(VisibleText.of(HostileTexts.ALL.get(number))));
            assertThat(responder.locator("pre").innerText()).contains("\"userAgent\"");
            nothingWasDone();
        }
    }

    /** The review, once the rounds are over; a cut that is asked for meanwhile is left to others. */
    private Player.Task reviewed() {
        for (int tries = 0; tries < 600; tries++) {
            for (var task : player.as("responder")
                    .get("engine-rest/task?processInstanceBusinessKey=" + INCIDENT)
                    .json()) {
                if (task.path("taskDefinitionKey").asText().equals("userTask_reviewFindings")) {
                    return new Player.Task(
                            task.path("id").asText(),
                            "userTask_reviewFindings",
                            task.path("name").asText(),
                            "responder");
                }
            }
            Pause.millis(200);
        }
        throw new AssertionError("Nothing to review: " + player.incidentNow());
    }

    /** Through all of its pages, as they stand in the cells. */
    private List<String> cellsOfTheFirstTable() {
        return cellsOf(responder.locator(".fjs-form-field-table").first());
    }

    private static List<String> cellsOf(Locator table) {
        List<String> cells = new ArrayList<>();
        Locator next = table.locator(".fjs-table-nav-button").last();
        while (true) {
            cells.addAll(table.locator("td").allTextContents());
            if (next.count() == 0 || next.isDisabled()) {
                return cells;
            }
            next.click();
        }
    }

    private void nothingWasDone() {
        nothingWasDone(responder);
    }

    private void nothingWasDone(Page page) {
        assertThat(page.evaluate("window.hacked")).isNull();
        assertThat(page.locator("main img, .fjs-form img, iframe, svg[onload]").count())
                .isZero();
        assertThat(page.locator("a[href^=javascript]").count()).isZero();
        assertThat(browser.wrong()).isEmpty();
        assertThat(Files.exists(Path.of("/tmp/hacked"))).isFalse();
    }

    private static List<String> visible() {
        return HostileTexts.ALL.stream().map(VisibleText::of).toList();
    }

    /** A browser draws several blanks as one, and none at the end. */
    private static String squeezed(String text) {
        return text.strip().replaceAll(" +", " ");
    }

    /** A start takes principals as they are written, but for control characters. */
    private static List<String> asPrincipals() {
        return HostileTexts.ALL.stream()
                .filter(text -> text.chars().noneMatch(Character::isISOControl))
                .map(String::strip)
                .toList();
    }

    /** All buckets are one application's, which nobody owns: its name is an attack too. */
    private static String cmdb() {
        ArrayNode rows = Templates.JSON.createArrayNode();
        HostileTexts.ALL.stream()
                .filter(text -> text.chars().noneMatch(Character::isISOControl))
                .forEach(text -> rows.addObject()
                        .put("application", HOSTILE_WORDS)
                        .put("resourceId", text)
                        .put("resourceType", "AWS::S3::Bucket"));
        return rows.toString();
    }

    private static String start() {
        return HostileArchive.start("2024-08-02T10:00:00Z", asPrincipals())
                .put("businessKey", INCIDENT)
                .toString();
    }
}
