package org.eksrunbook.aws;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;

/** What all clients have in common: connections, both timeouts (the SDK has no default for either), retries, the guard. */
final class ClientSetup {

    private final AwsSettings settings;
    private final SdkHttpClient connections;
    private final CallGuard guard = new CallGuard();

    ClientSetup(AwsSettings settings, SdkHttpClient connections) {
        this.settings = settings;
        this.connections = connections;
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B of(B builder) {
        return builder.httpClient(connections)
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(settings.attemptTimeout())
                        .apiCallTimeout(settings.callTimeout())
                        .retryStrategy(RetryMode.STANDARD)
                        .addExecutionInterceptor(guard));
    }
}
