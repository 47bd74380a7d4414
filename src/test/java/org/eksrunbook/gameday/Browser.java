package org.eksrunbook.gameday;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Debian's Chromium, with a window of its own for each person: the people concerned never share a session. */
final class Browser implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE = 120_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final URI server;
    private final Map<String, Page> windows = new HashMap<>();
    private final @Nullable Path pictures;

    /** @param pictures where pictures go; {@code null}: nowhere */
    Browser(URI server, @Nullable Path pictures) {
        this.server = server;
        this.pictures = pictures;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    static boolean isThere() {
        return Files.isExecutable(CHROMIUM);
    }

    /** The person's window, logged in to the web applications by their own login page. */
    Page of(String user, String password) {
        return windows.computeIfAbsent(user, name -> logIn(name, password));
    }

    private Page logIn(String user, String password) {
        BrowserContext context = chromium.newContext(
                new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1440, 1000));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.navigate(at("camunda/app/tasklist/default/"));
        page.getByPlaceholder("Username").fill(user);
        page.getByPlaceholder("Password").fill(password);
        page.getByText("Log in", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        page.waitForSelector("[ng-controller=\"camTasklistAppCtrl\"], .task-dashboard, .tasks-list");
        return page;
    }

    String at(String path) {
        return server.resolve(path).toString();
    }

    /** Keeps a picture for the documentation, where pictures are wanted. */
    void picture(Page page, String name) {
        if (pictures != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
        }
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
