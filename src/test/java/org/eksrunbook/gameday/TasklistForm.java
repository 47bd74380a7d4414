package org.eksrunbook.gameday;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;

/** A task's form in Tasklist, worked on as a person does: claim, fill in, press Complete. */
final class TasklistForm {

    /** The words beside the choices of the forms, by value. */
    private static final Map<String, Pattern> CHOICES = Map.of(
            "approve", Pattern.compile("^(Approve|Yes|Yes, it is back|Sign off)$"),
            "done", Pattern.compile("^All done$"));

    private final Page page;

    private TasklistForm(Page page) {
        this.page = page;
    }

    /** Opens a task and takes it. */
    static TasklistForm open(Browser browser, Page page, String taskId) {
        page.navigate(browser.at("camunda/app/tasklist/default/#/?task=" + taskId));
        page.reload();
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        page.getByText("Complete", new Page.GetByTextOptions().setExact(true))
                .last()
                .waitFor();
        page.waitForSelector(".fjs-form");
        return new TasklistForm(page);
    }

    /** What the form shows, as text. */
    String text() {
        return page.locator(".fjs-form").innerText();
    }

    void fill(String field, String value) {
        Pattern choice = CHOICES.get(value);
        if (choice != null) {
            page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(choice))
                    .first()
                    .check();
            return;
        }
        Pattern label = Pattern.compile(field.equals("cause") ? "^How they got in" : "^Reason");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label))
                .first()
                .fill(value);
    }

    /** Presses Complete and waits until the task is gone from the page. */
    void complete() {
        Locator button = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"));
        button.last().click();
        page.waitForSelector(
                ".fjs-form",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }
}
