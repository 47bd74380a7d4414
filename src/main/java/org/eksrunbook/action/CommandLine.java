package org.eksrunbook.action;

/**
 * One line for bash, arguments quoted.
 *
 * @param goneIsDone an answer «not found» means that it is done already
 */
public record CommandLine(String text, boolean goneIsDone) {

    /** Of the script's own: an answer «is there already» means that it is done. */
    private static final String THERE = "there ";

    /** Puts something in; where it is in already, it is done. */
    static CommandLine there(String text) {
        return new CommandLine(THERE + text, false);
    }

    /** Asks with {@code --query} for what was not done, which AWS answers together with success: anything there is a failure. */
    static CommandLine wholly(String text) {
        return new CommandLine("wholly " + text, false);
    }

    /** As it stands where somebody types it in. */
    String bare() {
        return text.startsWith(THERE) ? text.substring(THERE.length()) : text;
    }
}
