package org.eksrunbook.action;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eksrunbook.incident.VisibleText;

/**
 * Quotes what others wrote for bash and for the AWS CLI behind it. In single quotes the shell reads nothing but the closing quote.
 * The CLI itself reads more: {@code file://} and {@code http://} are opened, a leading bracket or brace is JSON, a leading dash an option.
 */
final class ShellWords {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern READ_BY_CLI =
            Pattern.compile("^(file|fileb|http|https)://.*|^[\\[{].*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private ShellWords() {}

    /** One word for bash, whatever it holds. Characters that hide, command a terminal or turn the direction of others stand as the codes of their bytes. */
    static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new UnsafeArgument("it contains a zero byte");
        }
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return VisibleText.of(text).equals(text) ? "'" + text.replace("'", "'\\''") + "'" : coded(text);
    }

    private static String coded(String text) {
        StringBuilder word = new StringBuilder("$'");
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            if (point == '\'' || point == '\\') {
                word.append('\\').append(one);
            } else if (VisibleText.of(one).equals(one)) {
                word.append(one);
            } else {
                for (byte code : one.getBytes(StandardCharsets.UTF_8)) {
                    word.append(String.format(Locale.ROOT, "\\x%02x", code));
                }
            }
        });
        return word.append('\'').toString();
    }

    /** A value for a command's option: one word, and nothing that the command would read as something else. */
    static String option(String name, String value) {
        refuse(value);
        return value.startsWith("-") ? name + "=" + quote(value) : name + " " + quote(value);
    }

    /** A value that stands by itself on the line. */
    static String operand(String value) {
        refuse(value);
        if (value.startsWith("-")) {
            throw new UnsafeArgument("it begins like an option");
        }
        return quote(value);
    }

    /** For a comment: no control character, and no end of line that a shell or terminal would take for one. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ");
    }

    /** What others wrote, for a comment or a sentence: one line that is not too long. */
    static String comment(String text) {
        String line = oneLine(text);
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    private static void refuse(String value) {
        if (value.isEmpty()) {
            throw new UnsafeArgument("it is empty");
        }
        if (READ_BY_CLI.matcher(value).matches()) {
            throw new UnsafeArgument("the AWS CLI would read it as a file, an address or a list");
        }
    }
}
