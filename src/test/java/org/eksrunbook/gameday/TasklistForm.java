package org.eksrunbook.gameday;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.Map;
import java.util.regex.Pattern;

/** A task's form in Tasklist, worked on as a person does: take it from the list, claim it, fill it in, press Complete. */
final class TasklistForm {

    /** The words beside the choices of the forms, by value. */
    private static final Map<String, Pattern> CHOICES = Map.of(
            "approve", Pattern.compile("^(Approve|Yes|Yes, it is back|Sign off)$"),
            "done", Pattern.compile("^All done$"));

    /** The form takes over what was typed only after its own pause. */
    private static final double FORM_PAUSE = 500;

    private final Page page;

    private TasklistForm(Page page) {
        this.page = page;
    }

    /** Opens the task from the list and claims it. */
    static TasklistForm open(Browser browser, Page page, Player.Task task) {
        Locator listed = page.locator(".tasks-list li.task h4 a[href*='" + task.id() + "']");
        browser.open(page, "camunda/app/tasklist/default/", listed);
        listed.click();
        page.locator(".task-card h2.task").getByText(task.name()).waitFor();
        page.locator(".fjs-form").waitFor();
        page.locator(".task-card .claim").click();
        page.locator(".task-card .unclaim").waitFor();
        page.locator(".disabled-form").waitFor(gone());
        page.locator(".form-pane button:enabled", new Page.LocatorOptions().setHasText("Complete"))
                .waitFor();
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
        } else {
            Pattern label = Pattern.compile(field.equals("cause") ? "^How they got in" : "^Reason");
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label))
                    .first()
                    .fill(value);
        }
        page.waitForTimeout(FORM_PAUSE);
    }

    /** Presses Complete and waits until Tasklist says that the task is done. */
    void complete() {
        page.locator(".form-pane button:enabled", new Page.LocatorOptions().setHasText("Complete"))
                .click();
        Locator failure = page.locator(".notification.alert-danger, .notification.alert-error, .fjs-form-field-error");
        Locator done = page.locator(".task-card .unclaim");
        page.waitForCondition(() -> done.count() == 0 || failure.count() > 0);
        if (failure.count() > 0) {
            throw new AssertionError("The form was refused: " + failure.allInnerTexts());
        }
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}
