package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement and the values for its question marks, each an SQL literal as Athena's ExecutionParameters want it.
 *
 * @param text of a file under {@code sql/athena}; only names and conditions of our own making were put into it
 */
record AthenaStatement(String text, List<String> parameters) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    AthenaStatement {
        parameters = List.copyOf(parameters);
    }

    /** Puts names and conditions of our own making into the places of a file; what a log or a form holds belongs into the parameters. */
    static AthenaStatement of(String file, Map<String, String> places, List<String> parameters) {
        Matcher place = PLACE.matcher(read(file));
        StringBuilder text = new StringBuilder();
        while (place.find()) {
            String value = places.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException(file + ".sql has a place " + place.group(1) + " that nothing fills");
            }
            place.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return new AthenaStatement(place.appendTail(text).toString(), parameters);
    }

    private static String read(String file) {
        try (InputStream content = AthenaStatement.class.getResourceAsStream("/sql/athena/" + file + ".sql")) {
            if (content == null) {
                throw new IllegalStateException("There is no statement " + file);
            }
            return new String(content.readAllBytes(), UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
