package org.eksrunbook.people;

import org.eksrunbook.incident.VisibleText;

/** Foreign text inside a message or report, see {@link VisibleText}. */
public final class PlainLine {

    private PlainLine() {}

    public static String of(String text) {
        return VisibleText.of(text);
    }
}
