package org.eksrunbook.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How live AWS is asked, {@code runbook.aws.*}. Credentials, region and endpoints are none of these: they come from the SDK's own chain.
 *
 * @param readingRole role through which an account of the scope is read: a name, or an ARN with {@code {account}} in it; {@code null}: none,
 *     then only the account of the server's own credentials can be read
 * @param externalId given with each AssumeRole
 * @param sessionPolicy what a session of the reading role may do at most: {@code calls} (the calls that the code makes), {@code none}, or JSON
 * @param attemptTimeout of one attempt of a call
 * @param callTimeout of a call with all its attempts; 45 s at most
 */
@ConfigurationProperties("runbook.aws")
record AwsSettings(
        @Nullable String readingRole,
        @Nullable String externalId,
        @DefaultValue("calls") String sessionPolicy,
        @DefaultValue("8s") Duration attemptTimeout,
        @DefaultValue("25s") Duration callTimeout) {

    private static final Duration LONGEST = Duration.ofSeconds(45);

    AwsSettings {
        readingRole = readingRole == null || readingRole.isBlank() ? null : readingRole.strip();
        externalId = externalId == null || externalId.isBlank() ? null : externalId.strip();
        if (attemptTimeout.isNegative() || attemptTimeout.isZero() || attemptTimeout.compareTo(callTimeout) > 0) {
            throw new IllegalArgumentException("runbook.aws.attempt-timeout: longer than 0 and at most call-timeout");
        }
        if (callTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "runbook.aws.call-timeout: at most 45 s, since a step of the process must not hang on one call");
        }
    }
}
