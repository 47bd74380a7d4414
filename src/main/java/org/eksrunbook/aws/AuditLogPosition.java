package org.eksrunbook.aws;

import org.jspecify.annotations.Nullable;

/**
 * How far the audit log was read: the pattern, and the page that follows.
 *
 * @param token {@code null}: the pattern's first page
 */
record AuditLogPosition(int pattern, @Nullable String token) {

    static AuditLogPosition of(@Nullable String text) {
        if (text == null) {
            return new AuditLogPosition(0, null);
        }
        int colon = text.indexOf(':');
        String token = text.substring(colon + 1);
        return new AuditLogPosition(Integer.parseInt(text.substring(0, colon)), token.isEmpty() ? null : token);
    }

    @Override
    public String toString() {
        return pattern + ":" + (token == null ? "" : token);
    }
}
