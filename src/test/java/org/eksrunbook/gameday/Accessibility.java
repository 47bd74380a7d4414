package org.eksrunbook.gameday;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What keeps people out who use a keyboard, a screen reader or a dark screen, as axe-core finds it by the rules of WCAG. */
final class Accessibility {

    private static final String AXE = script();

    /** Two tables of one form have a navigation of the same name each: form-js draws them so. */
    private static final String RUN = """
            root => axe.run(root ? {include: [[root]]} : document,
                    {resultTypes: ['violations'], rules: {'landmark-unique': {enabled: !root}}})
                .then(found => found.violations.map(fault =>
                    fault.id + ' (' + fault.impact + '): ' + fault.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' ')))""";

    private Accessibility() {}

    /** The faults of a whole page of ours, in light and in dark; empty where there are none. */
    static List<String> ofPage(Page page) {
        List<String> faults = new ArrayList<>(run(page, null));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        run(page, null).forEach(fault -> faults.add("dark: " + fault));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return faults;
    }

    /** The faults of a form; the engine's application around it has its own. */
    static List<String> ofForm(Page page) {
        return run(page, ".fjs-form");
    }

    /** By keyboard alone: the first key leads to a link that is seen then and passes by the navigation. */
    static boolean skipsTheNavigation(Page page) {
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }");
        page.keyboard().press("Tab");
        boolean seen = Objects.equals(
                page.evaluate("() => document.activeElement.matches('a.skip')"
                        + " && document.activeElement.getBoundingClientRect().left >= 0"),
                true);
        page.keyboard().press("Enter");
        return seen && Objects.equals(page.evaluate("() => document.activeElement.id"), "content");
    }

    // A list of texts is what the script gives.
    @SuppressWarnings("unchecked")
    private static List<String> run(Page page, @Nullable String root) {
        page.evaluate(AXE);
        return (List<String>) page.evaluate(RUN, root);
    }

    private static String script() {
        try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe-core is missing").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
