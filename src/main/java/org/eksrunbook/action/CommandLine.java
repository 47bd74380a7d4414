package org.eksrunbook.action;

import java.util.List;

/**
 * One line for bash, arguments quoted.
 *
 * @param goneIsDone an answer «not found» means that it is done already
 */
public record CommandLine(String text, boolean goneIsDone) {

    /** Of the script's own: an answer «is there already» means that it is done. */
    private static final String THERE = "there ";

    /** Of the script's own: what the query gives was not done. */
    private static final String WHOLLY = "wholly ";

    /** Puts something in; where it is in already, it is done. */
    static CommandLine there(String text) {
        return new CommandLine(THERE + text, false);
    }

    /** Asks with {@code --query} for what was not done, which AWS answers together with success: anything there is a failure. */
    static CommandLine wholly(String text) {
        return new CommandLine(WHOLLY + text, false);
    }

    /** As somebody types it in, without the script's own words. */
    String bare() {
        for (String word : List.of(THERE, WHOLLY)) {
            if (text.startsWith(word)) {
                return text.substring(word.length());
            }
        }
        return text;
    }
}
