package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/**
 * The game day in a browser: the people concerned work on their tasks in Tasklist, the manager follows in Cockpit and on the case's page. With
 * {@code -Drunbook.pictures=docs/images} it keeps the pictures of {@code docs/game-day.md}.
 * Not in the full run yet: it stops at the claim of the first task. {@code -Dtests.excluded= -Dtests.included=browser} runs it.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class GamedayBrowserTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private ServerProcess server;
    private Player player;
    private Browser browser;
    private FirstPasswords passwords;

    @BeforeAll
    void theGameDayIsOn(@TempDir Path folder) {
        assumeTrue(Browser.isThere(), "skipped: there is no " + Browser.CHROMIUM + "; install the package chromium");
        server = ServerProcess.start(folder.resolve("data"), GamedayRestTest.ARGUMENTS);
        URI base = server.awaitInLog("Game day: the incident");
        passwords = FirstPasswords.of(server.dataDir(), new StandardEnvironment());
        player = new Player(GamedayRestTest.INCIDENT, server, base);
        String pictures = System.getProperty("runbook.pictures");
        browser = new Browser(base, pictures == null ? null : Path.of(pictures));
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
    void theIncidentIsCarriedToTheSignOffInTasklist() {
        boolean followed = false;
        Optional<Player.Task> task = player.nextTask(PATIENCE);
        while (task.isPresent()) {
            work(task.get());
            if (!followed && task.get().key().equals("userTask_confirmScope")) {
                cockpitShowsWhereItStands();
                followed = true;
            }
            if (task.get().key().equals("userTask_reviewFindings")) {
                theCasePagesShowWhatWasFound();
            }
            task = player.nextTask(PATIENCE);
        }
        assertThat(player.isClosed()).isTrue();
        Page manager = window("manager");
        manager.navigate(browser.at("api/incidents/" + GamedayRestTest.INCIDENT + "/report.html"));
        assertThat(manager.locator("h1").innerText()).contains(GamedayRestTest.INCIDENT);
        browser.picture(manager, "report");
    }

    private void work(Player.Task task) {
        Cast cast = Objects.requireNonNull(Cast.BY_TASK.get(task.key()));
        Page page = window(task.user());
        TasklistForm form = TasklistForm.open(browser, page, task.id());
        assertThat(form.text()).as(task.toString()).contains(GamedayRestTest.INCIDENT);
        assertThat(page.locator(".ce-eol-banner").isVisible()).isFalse();
        cast.fields().forEach(form::fill);
        browser.picture(page, task.key().substring("userTask_".length()));
        form.complete();
    }

    private void cockpitShowsWhereItStands() {
        Page manager = window("manager");
        manager.navigate(browser.at("camunda/app/cockpit/default/#/processes"));
        manager.getByText("Eradicate the incident").first().click();
        manager.waitForSelector(".djs-container");
        assertThat(manager.locator(".ce-eol-banner").isVisible()).isFalse();
        browser.picture(manager, "cockpit");
    }

    private void theCasePagesShowWhatWasFound() {
        Page manager = window("manager");
        manager.navigate(browser.at("incidents/" + GamedayRestTest.INCIDENT));
        assertThat(manager.locator("h1").innerText()).isEqualTo(GamedayRestTest.INCIDENT);
        browser.picture(manager, "case");
        manager.navigate(browser.at("incidents/" + GamedayRestTest.INCIDENT + "/findings?category=created"));
        assertThat(manager.locator("tbody tr").count()).isPositive();
        browser.picture(manager, "findings");
        manager.navigate(browser.at("incidents/" + GamedayRestTest.INCIDENT + "/resources"));
        assertThat(manager.locator("tbody tr").count()).isPositive();
        browser.picture(manager, "resources");
    }

    private Page window(String user) {
        return browser.of(user, passwords.of(user));
    }
}
