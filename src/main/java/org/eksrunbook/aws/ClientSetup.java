package org.eksrunbook.aws;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;

/** What all clients have in common: connections, both timeouts (the SDK has no default for either), retries, the guard. */
final class ClientSetup {

    private final AwsSettings settings;
    private final SdkHttpClient connections;
    private final String account;
    private final CallOutcomes outcomes = new CallOutcomes();
    private final CallGuard guard = new CallGuard();
    private @Nullable OwnAccount ownAccount;
    private @Nullable Region home;
    private boolean homeAsked;

    ClientSetup(AwsSettings settings, SdkHttpClient connections) {
        this(settings, connections, "");
    }

    /** @param account of which the server's own credentials have to be; empty: of any */
    ClientSetup(AwsSettings settings, SdkHttpClient connections, String account) {
        this.settings = settings;
        this.connections = connections;
        this.account = OwnAccount.number(account);
    }

    /** For a region and credentials that the caller names. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B of(B builder) {
        return with(builder, List.of(guard));
    }

    /** For the region of the SDK's own chain. Without one the client is built all the same, and each call says what is missing. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B own(B builder) {
        Region region = home();
        if (region == null) {
            return with(builder, List.of(guard, new NoRegion())).region(Region.AWS_GLOBAL);
        }
        return own(builder, region);
    }

    /** For a region that the caller names, with the server's own credentials. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B own(B builder, Region region) {
        return with(builder, account.isEmpty() ? List.of(guard) : List.of(guard, ownAccount(region)))
                .region(region);
    }

    private synchronized OwnAccount ownAccount(Region region) {
        OwnAccount made = ownAccount;
        if (made == null) {
            made = new OwnAccount(account, () -> {
                try (StsClient sts = of(StsClient.builder()).region(region).build()) {
                    return sts.getCallerIdentity();
                }
            });
            ownAccount = made;
        }
        return made;
    }

    /** Of the SDK's own region; {@code aws} where there is none. */
    String partition() {
        Region region = home();
        return region == null ? "aws" : RoleArn.partition(region);
    }

    /** What came of the calls of all clients. */
    CallOutcomes outcomes() {
        return outcomes;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B with(
            B builder, List<ExecutionInterceptor> interceptors) {
        return builder.httpClient(connections)
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(settings.attemptTimeout())
                        .apiCallTimeout(settings.callTimeout())
                        .retryStrategy(RetryMode.STANDARD)
                        .executionInterceptors(Stream.concat(interceptors.stream(), Stream.of(outcomes))
                                .toList()));
    }

    private synchronized @Nullable Region home() {
        if (!homeAsked) {
            homeAsked = true;
            try {
                home = DefaultAwsRegionProviderChain.builder().build().getRegion();
            } catch (SdkClientException none) {
                // Told by each call, in words of what to do.
                home = null;
            }
        }
        return home;
    }
}
