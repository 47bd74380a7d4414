package org.eksrunbook.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** What all clients have in common: connections, both timeouts (the SDK has no default for either), retries, the guard. */
final class ClientSetup {

    private final AwsSettings settings;
    private final SdkHttpClient connections;
    private final CallGuard guard = new CallGuard();
    private @Nullable Region home;
    private boolean homeAsked;

    ClientSetup(AwsSettings settings, SdkHttpClient connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** For a region that the caller names. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B of(B builder) {
        return with(builder, List.of(guard));
    }

    /** For the region of the SDK's own chain. Without one the client is built all the same, and each call says what is missing. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B own(B builder) {
        Region region = home();
        return region == null
                ? with(builder, List.of(guard, new NoRegion())).region(Region.AWS_GLOBAL)
                : of(builder).region(region);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B with(
            B builder, List<ExecutionInterceptor> interceptors) {
        return builder.httpClient(connections)
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(settings.attemptTimeout())
                        .apiCallTimeout(settings.callTimeout())
                        .retryStrategy(RetryMode.STANDARD)
                        .executionInterceptors(interceptors));
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
