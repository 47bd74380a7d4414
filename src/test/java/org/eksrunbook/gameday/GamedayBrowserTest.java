package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * {@code -Drunbook.pictures=docs/images} it keeps pictures for {@code docs/game-day.md}, see {@code CONTRIBUTING.md}.
 */
@Tag("full")
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
        server = ServerProcess.start(folder.resolve("data"), arguments());
        URI base = server.awaitInLog("Game day: the incident");
        passwords = FirstPasswords.of(server.dataDir(), new StandardEnvironment());
        player = new Player(GamedayRestTest.INCIDENT, server, base);
        String pictures = System.getProperty("runbook.pictures");
        browser = new Browser(base, pictures == null ? null : Path.of(pictures));
    }

    /** The pictures show the game day as it is; to carry it, fewer ordinary days do. */
    private static String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of(GamedayRestTest.ARGUMENTS));
        if (System.getProperty("runbook.pictures") == null) {
            arguments.add("--runbook.gameday.days=20");
        }
        return arguments.toArray(String[]::new);
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
        try {
            carry();
        } catch (RuntimeException | AssertionError failure) {
            browser.keepWindows(Path.of("target"));
            server.keepLog(Path.of("target/failed-server.log"));
            throw failure;
        }
    }

    private void carry() {
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
        assertThat(browser.wrong()).isEmpty();
        Page manager = window("manager");
        manager.navigate(browser.at("api/incidents/" + GamedayRestTest.INCIDENT + "/report.html"));
        assertThat(manager.locator("h1").innerText()).contains(GamedayRestTest.INCIDENT);
        assertThat(Accessibility.ofPage(manager)).isEmpty();
        browser.picture(manager, "report");
    }

    private void work(Player.Task task) {
        Cast cast = Objects.requireNonNull(Cast.BY_TASK.get(task.key()));
        Page page = window(task.user());
        TasklistForm form = TasklistForm.open(browser, page, task);
        assertThat(form.text()).as(task.toString()).contains(GamedayRestTest.INCIDENT);
        assertThat(page.locator(".ce-eol-banner").isVisible()).isFalse();
        assertThat(Accessibility.ofForm(page)).as(task.toString()).isEmpty();
        browser.picture(page, task.key().substring("userTask_".length()));
        cast.fields().forEach(form::fill);
        form.complete();
    }

    private void cockpitShowsWhereItStands() {
        Page manager = window("manager");
        Locator model = manager.getByText("Eradicate the incident").first();
        browser.open(manager, "camunda/app/cockpit/default/#/processes", model);
        model.click();
        manager.waitForSelector(".djs-container [data-element-id=userTask_reviewFindings]");
        manager.locator(".badge").first().waitFor(); // the tokens come after the drawing
        assertThat(manager.locator(".ce-eol-banner").isVisible()).isFalse();
        browser.picture(manager, "cockpit");
    }

    private void theCasePagesShowWhatWasFound() {
        Page manager = window("manager");
        manager.navigate(browser.at("incidents/" + GamedayRestTest.INCIDENT));
        assertThat(manager.locator("h1").innerText()).isEqualTo(GamedayRestTest.INCIDENT);
        browser.picture(manager, "case");
        everybodyCanUse(manager);
        assertThat(Accessibility.skipsTheNavigation(manager)).isTrue();
        for (String page : List.of("findings?category=created", "resources", "principals", "timeline", "logs")) {
            manager.navigate(browser.at("incidents/" + GamedayRestTest.INCIDENT + "/" + page));
            assertThat(manager.locator("tbody tr").count()).as(page).isPositive();
            everybodyCanUse(manager);
        }
        manager.navigate(browser.at("incidents/" + GamedayRestTest.INCIDENT + "/resources"));
        browser.picture(manager, "resources");
        manager.navigate(browser.at("incidents/" + GamedayRestTest.INCIDENT + "/findings?category=identity"));
        browser.picture(manager, "findings");
        manager.getByText("CreateLoginProfile").first().click();
        assertThat(manager.locator("pre").innerText()).contains("\"eventName\" : \"CreateLoginProfile\"");
        everybodyCanUse(manager);
        browser.picture(manager, "event");
        manager.navigate(browser.at("incidents/NO-SUCH"));
        everybodyCanUse(manager);
    }

    private static void everybodyCanUse(Page page) {
        assertThat(Accessibility.ofPage(page)).as(page.url()).isEmpty();
        fitsATelephone(page);
    }

    /** Nothing has to be pushed sideways on a small screen. */
    private static void fitsATelephone(Page page) {
        var desk = page.viewportSize();
        page.setViewportSize(390, 844);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(page.url())
                .isLessThanOrEqualTo(390);
        page.setViewportSize(desk.width, desk.height);
    }

    private Page window(String user) {
        return browser.of(user, passwords.of(user));
    }
}
