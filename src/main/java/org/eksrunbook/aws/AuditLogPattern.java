package org.eksrunbook.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eksrunbook.trail.SearchToken;

/**
 * Filter patterns that let every event pass in which one of the values stands ({@code ?"a" ?"b"}; CloudWatch Logs user guide, «Filter pattern syntax»,
 * 1,024 characters at most). A value is an attacker's text: only a piece of it that neither the pattern nor JSON could spell in another way goes
 * in, so that more may pass than was meant, never less.
 */
final class AuditLogPattern {

    private static final int LONGEST = 1024;
    /** Go's JSON writer spells {@code < > &} as codes, and everybody {@code " \} and control characters. */
    private static final Pattern PLAIN = Pattern.compile("[^\"\\\\<>&\\p{Cntrl}\\u2028\\u2029]{3,200}");

    private AuditLogPattern() {}

    /** @param unsaid receives values in which there is no such piece */
    static List<String> of(List<SearchToken> tokens, Set<String> unsaid) {
        Set<String> terms = new LinkedHashSet<>();
        for (SearchToken token : tokens) {
            PLAIN.matcher(token.value())
                    .results()
                    .map(MatchResult::group)
                    .max(java.util.Comparator.comparingInt(String::length))
                    .ifPresentOrElse(piece -> terms.add("?\"" + piece + "\""), () -> unsaid.add(token.value()));
        }
        List<String> patterns = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        for (String term : terms) {
            if (pattern.length() + term.length() + 1 > LONGEST) {
                patterns.add(pattern.toString());
                pattern.setLength(0);
            }
            pattern.append(pattern.isEmpty() ? "" : " ").append(term);
        }
        if (!pattern.isEmpty()) {
            patterns.add(pattern.toString());
        }
        return patterns;
    }
}
