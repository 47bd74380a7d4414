package org.eksrunbook.report;

/** What an attacker may have written into any field of any log, tag or register. */
final class Hostile {

    static final String MARKUP = "</style></td><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&#62;'\"";
    static final String TEXT = "**bold** [a](javascript:alert(1)) {\\rtf1 x} ${7*7} #{7*7} @template";
    static final String CONTROL = "\u001B[2J\u0000\u0007\b\u009B31m\r\n\tx";
    static final String UNICODE = "\u202Eexe\u202C \u200B\uFEFF\u0130 \u4E2D\u6587 \uD83D\uDE00 \uD800 \uFFFF ]]>";

    /** All of it, between two marks that can be counted. */
    static final String ALL = "MARK" + MARKUP + TEXT + CONTROL + UNICODE + "KRAM";

    private Hostile() {}
}
