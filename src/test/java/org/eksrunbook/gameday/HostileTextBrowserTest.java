package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eksrunbook.incident.VisibleText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/** Whatever an attacker names things: in a browser it is text, in the forms of Tasklist, on our own pages and in the report. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class HostileTextBrowserTest {

    private static final String INCIDENT = "HOSTILE-1";
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
        responder.navigate(browser.at("api/incidents/" + INCIDENT + "/report.html"));
        String report = responder.locator("main").innerText();
        assertThat(visible()).allSatisfy(hostile -> assertThat(report).contains(squeezed(hostile)));
        nothingWasDone();
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
        List<String> cells = new java.util.ArrayList<>();
        Locator table = responder.locator(".fjs-form-field-table").first();
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

    private static String start() {
        return HostileArchive.start("2024-08-02T10:00:00Z", asPrincipals())
                .put("businessKey", INCIDENT)
                .toString();
    }
}
