package org.eksrunbook.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eksrunbook.incident.Scope;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Clients for one account of the scope and one region, through that account's reading role. Made when first asked for, closed by Spring. */
@Component
@Lazy
class AccountClients implements AutoCloseable {

    private record Place(String account, Region region, Class<?> client) {}

    private final ReadingRoles roles;
    private final ClientSetup setup;
    private final Map<Place, SdkAutoCloseable> clients = new ConcurrentHashMap<>();

    AccountClients(ReadingRoles roles, ClientSetup setup) {
        this.roles = roles;
        this.setup = setup;
    }

    /**
     * For example {@code of(scope, account, region, CloudTrailClient.class, CloudTrailClient::builder)}. The client belongs to this object: the
     * caller does not close it.
     *
     * @throws WrongAccount where the account may not be read; asked each time, since a scope changes
     */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C of(
            Scope scope, String account, Region region, Class<C> type, Supplier<B> builder) {
        AwsCredentialsProvider credentials = roles.of(scope, account, region);
        return type.cast(clients.computeIfAbsent(
                new Place(account, region, type),
                missing -> setup.of(builder.get())
                        .credentialsProvider(credentials)
                        .region(region)
                        .build()));
    }

    @Override
    public void close() {
        clients.values().forEach(SdkAutoCloseable::close);
    }
}
