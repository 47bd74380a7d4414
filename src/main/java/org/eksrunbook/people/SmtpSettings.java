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
        if (host != null && host.isBlank()) {
            host = null;
        }
        if (host != null && (from == null || from.isBlank())) {
            throw new IllegalArgumentException("runbook.smtp.from: name the sender, runbook.smtp.host is set");
        }
    }

    /** Without the password, so that it reaches no log. */
    @Override
    public String toString() {
        return "SmtpSettings[host=" + host + ", port=" + port + ", from=" + from + ", starttls=" + starttls + "]";
    }
}
