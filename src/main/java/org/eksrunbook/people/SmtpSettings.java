package org.eksrunbook.people;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code runbook.smtp.*}: the mail server that notices leave by; without a host they stand on the case's timeline alone.
 *
 * @param starttls required where true: nothing is sent in the clear then
 */
@ConfigurationProperties("runbook.smtp")
record SmtpSettings(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String from,
        @Nullable String username,
        @Nullable String password,
        boolean starttls) {

    SmtpSettings {
        // A setting without a value arrives as an empty text.
        host = orNothing(host);
        from = orNothing(from);
        username = orNothing(username);
        password = orNothing(password);
        if (host != null && from == null) {
            throw new IllegalArgumentException("runbook.smtp.from: name the sender, runbook.smtp.host is set");
        }
    }

    private static @Nullable String orNothing(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Without the password, so that it reaches no log. */
    @Override
    public String toString() {
        return "SmtpSettings[host=" + host + ", port=" + port + ", from=" + from + ", starttls=" + starttls + "]";
    }
}
