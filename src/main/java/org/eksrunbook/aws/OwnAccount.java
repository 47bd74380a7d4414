package org.eksrunbook.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Lets nothing out with the server's own credentials before STS has said that they are of the account that {@code runbook.aws.account} names. It is
 * asked again every five minutes, since what a chain finds may change.
 */
final class OwnAccount implements ExecutionInterceptor {

    private static final long VERIFIED_FOR = Duration.ofMinutes(5).toNanos();
    /** Many may wait for the answer one behind another: what was not answered to one is not asked anew by each. */
    private static final long FAILED_FOR = Duration.ofSeconds(5).toNanos();

    private final String account;
    private final Supplier<GetCallerIdentityResponse> caller;
    private boolean verified;
    private @Nullable SdkClientException failed;
    private long at;

    /** @param caller asks STS with the server's own credentials, past this guard */
    OwnAccount(String account, Supplier<GetCallerIdentityResponse> caller) {
        this.account = account;
        this.caller = caller;
    }

    /**
     * The setting; empty where there is none.
     *
     * @throws IllegalArgumentException where it is no account's number
     */
    static String number(String setting) {
        String account = setting.strip();
        if (!account.matches("(\\d{12})?")) {
            throw new IllegalArgumentException("runbook.aws.account: an account is named by 12 digits");
        }
        return account;
    }

    /** Why these credentials are not the ones that the setting names. */
    static Optional<String> refuses(String account, GetCallerIdentityResponse caller) {
        return account.isEmpty() || account.equals(caller.account())
                ? Optional.empty()
                : Optional.of("The server's AWS credentials are those of " + VisibleText.of(caller.arn())
                        + ", but runbook.aws.account says " + account
                        + ": give the server credentials of that account, or correct the setting");
    }

    @Override
    public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof GetCallerIdentityRequest
                || verified && System.nanoTime() - at < VERIFIED_FOR) {
            return;
        }
        if (failed == null || System.nanoTime() - at >= FAILED_FOR) {
            failed = ask();
            verified = failed == null;
            at = System.nanoTime();
        }
        if (failed != null) {
            // A fresh one: its place tells whose call it stopped.
            throw SdkClientException.create(String.valueOf(failed.getMessage()), failed.getCause());
        }
    }

    /** Why nothing may leave; {@code null}: it may. */
    private @Nullable SdkClientException ask() {
        try {
            return refuses(account, caller.get())
                    .map(SdkClientException::create)
                    .orElse(null);
        } catch (SdkException unknown) {
            return SdkClientException.create(
                    "Whose the server's AWS credentials are cannot be asked (" + AwsCall.STS_CALLER.action() + "): "
                            + AwsReasons.of(unknown),
                    unknown);
        }
    }
}
