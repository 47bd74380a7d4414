package org.eksrunbook.aws;

import java.util.ArrayList;
import java.util.List;

/**
 * Values as SQL literals for Athena's ExecutionParameters: a string in single quotes, each single quote doubled, and nothing else escaped. A
 * parameter holds 1,024 characters at most (Athena API, StartQueryExecution): a longer value takes several, put together in the statement.
 */
final class AthenaLiteral {

    private static final int LONGEST = 1024;

    private AthenaLiteral() {}

    /** One value as one literal; it must be short enough. */
    static String of(String value) {
        String literal = "'" + value.replace("'", "''") + "'";
        if (literal.length() > LONGEST) {
            throw new IllegalArgumentException("Longer than a parameter of Athena may be");
        }
        return literal;
    }

    /** The literals of a value in pieces; one for a value of ordinary length. */
    static List<String> pieces(String value) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int at = 0; at < value.length(); ) {
            int point = value.codePointAt(at);
            int length = Character.charCount(point);
            if (piece.length() + (point == '\'' ? 2 : length) > LONGEST - 2) {
                pieces.add("'" + piece + "'");
                piece.setLength(0);
            }
            piece.append(point == '\'' ? "''" : value.substring(at, at + length));
            at += length;
        }
        pieces.add("'" + piece + "'");
        return pieces;
    }

    /** What stands in the statement for a value of so many pieces. */
    static String place(int pieces) {
        return pieces == 1 ? "?" : "concat(" + "?, ".repeat(pieces - 1) + "?)";
    }

    /** Whether a value can be sent at all: an unpaired surrogate is no text, and nothing in a log can equal it. */
    static boolean isText(String value) {
        return !value.isEmpty() && value.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
    }
}
