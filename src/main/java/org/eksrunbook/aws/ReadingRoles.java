package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials for reading one account of the scope: those of its reading role, or the server's own where no role is named. Before they are handed
 * out AWS itself is asked whose they are, and what belongs to another account or partition than the scope says is refused.
 */
@Component
@Lazy
class ReadingRoles implements AutoCloseable {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{2,16}){1,3}-\\d{1,2}[a-z]?");
    private static final Duration VERIFIED_FOR = Duration.ofMinutes(5);

    private record Role(String account, String partition) {}

    private static final class Access {
        private final AwsCredentialsProvider credentials;
        private @Nullable Instant verified;

        Access(AwsCredentialsProvider credentials) {
            this.credentials = credentials;
        }
    }

    private final AwsSettings settings;
    private final StsClient sts;
    private final ClientSetup setup;
    private final Clock clock;
    private final Map<Role, Access> accesses = new ConcurrentHashMap<>();

    ReadingRoles(AwsSettings settings, StsClient stsClient, ClientSetup setup, Clock clock) {
        this.settings = settings;
        this.sts = stsClient;
        this.setup = setup;
        this.clock = clock;
    }

    /** @throws WrongAccount where the account is not in the scope, or the credentials are of another account or partition */
    AwsCredentialsProvider of(Scope scope, String account, Region region) {
        if (!scope.allAccounts().contains(account)) {
            throw new WrongAccount(
                    "Account " + account + " is not in the scope: a person puts it there before it is read");
        }
        if (!REGION.matcher(region.id()).matches()) {
            // It may stand in an ARN that the attacker wrote.
            throw new WrongAccount("«" + VisibleText.of(region.id()) + "» is no region of AWS");
        }
        String partition = RoleArn.partition(region);
        if (!partition.equals(RoleArn.partition(Region.of(scope.region())))) {
            throw new WrongAccount("Region " + region + " lies in the partition " + partition + ", the scope's region "
                    + scope.region() + " in another");
        }
        Access access = accesses.computeIfAbsent(
                new Role(account, partition), missing -> new Access(credentials(account, region)));
        synchronized (access) {
            Instant now = clock.instant();
            if (access.verified == null || access.verified.plus(VERIFIED_FOR).isBefore(now)) {
                verify(access.credentials, account, partition, region);
                access.verified = now;
            }
        }
        return access.credentials;
    }

    /**
     * Takes the reading role in the server's own account, to see whether it can be taken.
     *
     * @throws WrongAccount where the credentials are of another
     */
    void tryOwn(String account) {
        Region region = sts.serviceClientConfiguration().region();
        AwsCredentialsProvider credentials = credentials(account, region);
        try {
            verify(credentials, account, RoleArn.partition(region), region);
        } finally {
            close(credentials);
        }
    }

    private AwsCredentialsProvider credentials(String account, Region region) {
        if (settings.readingRole() == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        RoleArn role = RoleArn.of(settings.readingRole(), account, region);
        if (!role.account().equals(account) || !role.partition().equals(RoleArn.partition(region))) {
            throw new WrongAccount("runbook.aws.reading-role names " + role + ", but the scope asks for account "
                    + account + " in the partition " + RoleArn.partition(region));
        }
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn(role.toString())
                .roleSessionName("eks-incident-runbook")
                .externalId(settings.externalId());
        SessionPolicy.of(settings.sessionPolicy()).ifPresent(request::policy);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request.build())
                .build();
    }

    private void verify(AwsCredentialsProvider credentials, String account, String partition, Region region) {
        GetCallerIdentityResponse caller;
        try (StsClient asked = setup.of(StsClient.builder())
                .credentialsProvider(credentials)
                .region(region)
                .build()) {
            caller = asked.getCallerIdentity();
        }
        if (!account.equals(caller.account()) || !caller.arn().startsWith("arn:" + partition + ":")) {
            String hint =
                    settings.readingRole() == null ? "; set runbook.aws.reading-role to the role to read it by" : "";
            throw new WrongAccount("The scope says account " + account + " (partition " + partition
                    + "), but the credentials are those of " + caller.arn() + hint);
        }
    }

    @Override
    public void close() {
        for (Access access : accesses.values()) {
            close(access.credentials);
        }
    }

    private static void close(AwsCredentialsProvider credentials) {
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
