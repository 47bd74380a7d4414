package org.eksrunbook.trail;

import org.eksrunbook.incident.VisibleText;

/** One way in which an event can be a principal's, for a source that is asked: which field, which exact value. The value is an attacker's text. */
public record SearchToken(Token kind, String value) {

    static SearchToken of(String token) {
        for (Token kind : Token.values()) {
            if (kind.is(token)) {
                return new SearchToken(kind, token.substring(1));
            }
        }
        throw new IllegalArgumentException("No kind of token begins like this: " + VisibleText.of(token));
    }
}
