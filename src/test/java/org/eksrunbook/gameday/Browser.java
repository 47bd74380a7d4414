package org.eksrunbook.gameday;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Debian's Chromium, with a window of its own for each person: the people concerned never share a session. */
final class Browser implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE = 120_000;
    private static final int MOST_TRIES = 3;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final URI server;
    private final Map<String, Page> windows = new HashMap<>();
    private final Set<String> wrong = new ConcurrentSkipListSet<>();
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

    /** The person's window, in front of the others, logged in to the web applications by their own login page. */
    Page of(String user, String password) {
        Page page = windows.get(user);
        if (page == null) {
            page = newWindow();
            windows.put(user, page);
            logIn(page, user, password);
        }
        page.bringToFront();
        return page;
    }

    private Page newWindow() {
        BrowserContext context = chromium.newContext(
                new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 860));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        watch(page);
        // Chromium draws no frame of a window that lies behind another, and what waits for one waits for ever.
        page.bringToFront();
        return page;
    }

    /** Who is met by the login page once more, or by an empty one, begins again, as a person does. */
    private void logIn(Page page, String user, String password) {
        Locator name = page.getByPlaceholder("Username");
        // The frame around the login page is the same: only the lists tell that the login was taken.
        Locator lists = page.locator(".task-filters:visible, .tasks-list:visible");
        for (int tries = 1; ; tries++) {
            open(page, "camunda/app/tasklist/default/", name.or(lists).first());
            if (name.isVisible()) {
                name.fill(user);
                page.getByPlaceholder("Password").fill(password);
                page.getByText("Log in", new Page.GetByTextOptions().setExact(true))
                        .last()
                        .click();
            }
            try {
                lists.first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE / MOST_TRIES));
                return;
            } catch (TimeoutError stuck) {
                if (tries == MOST_TRIES) {
                    throw stuck;
                }
            }
        }
    }

    /** What nobody may meet: an error of the server, a script that stumbled, a window that pops up, a request to another machine. */
    private void watch(Page page) {
        page.onResponse(response -> {
            if (response.status() >= 500) {
                wrong.add(response.status() + " " + response.url());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(server.toString()) && !request.url().matches("(data|blob|about):.*")) {
                wrong.add("asked elsewhere: " + request.url());
            }
        });
        page.onPageError(error -> wrong.add("a script stumbled: " + error));
        page.onDialog(dialog -> {
            wrong.add("a window popped up: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** What was met so far of what nobody may meet. */
    Set<String> wrong() {
        return wrong;
    }

    /** Loads a page; the engine's web applications now and then stop at an empty one, which a person loads again. */
    void open(Page page, String path, Locator expected) {
        for (int tries = 1; ; tries++) {
            page.navigate("about:blank");
            page.navigate(at(path));
            try {
                expected.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE / MOST_TRIES));
                return;
            } catch (TimeoutError stuck) {
                if (tries == MOST_TRIES) {
                    throw stuck;
                }
            }
        }
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

    /** Keeps what each person sees, so that a failure far away can be understood. */
    void keepWindows(Path folder) {
        windows.forEach((user, page) ->
                page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve("failed-" + user + ".png"))));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
