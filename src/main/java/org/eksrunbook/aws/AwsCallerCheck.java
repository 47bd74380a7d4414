package org.eksrunbook.aws;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eksrunbook.incident.CallerCheck;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.VisibleText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Asks STS whose the server's own credentials are, and those of the reading role in the cluster's account, before an incident begins. Only where
 * AWS is in use; while STS does not answer an incident begins all the same, since logs in a folder need no AWS.
 */
@Component
class AwsCallerCheck implements CallerCheck, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwsCallerCheck.class);
    private static final long SECONDS = 5;

    private final AwsInUse inUse;
    private final AwsSettings settings;
    private final String account;
    private final ObjectProvider<StsClient> sts;
    private final ObjectProvider<ReadingRoles> roles;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "aws-caller");
        thread.setDaemon(true);
        return thread;
    });

    AwsCallerCheck(
            AwsInUse inUse,
            AwsSettings settings,
            @Value("${runbook.aws.account:}") String account,
            ObjectProvider<StsClient> stsClient,
            ObjectProvider<ReadingRoles> roles) {
        this.inUse = inUse;
        this.settings = settings;
        this.account = OwnAccount.number(account);
        this.sts = stsClient;
        this.roles = roles;
    }

    @Override
    public Optional<String> refuses(Scope scope) {
        if (!inUse.of(scope)) {
            return Optional.empty();
        }
        Future<Optional<String>> checked = threads.submit(() -> check(scope));
        try {
            return checked.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            checked.cancel(true);
            LOG.warn(
                    "Whose the AWS credentials are was not answered in {} s; it is asked again before an account is read",
                    SECONDS);
            return Optional.empty();
        } catch (ExecutionException unforeseen) {
            throw new IllegalStateException("Whose the AWS credentials are was not asked", unforeseen.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", stopped);
        }
    }

    private Optional<String> check(Scope scope) {
        try {
            Region region = Region.of(scope.region());
            String partition = RoleArn.partition(region);
            GetCallerIdentityResponse caller = sts.getObject().getCallerIdentity();
            Optional<String> foreign = OwnAccount.refuses(account, caller);
            if (foreign.isPresent()) {
                return foreign;
            }
            if (!caller.arn().startsWith("arn:" + partition + ":")) {
                return Optional.of(
                        "region: " + region + " lies in the partition " + partition
                                + ", but the server's AWS credentials are those of " + VisibleText.of(caller.arn())
                                + ": start the incident on a server of that partition, or with runbook.aws.facts=never and logs from a folder");
            }
            // Without a reading role logs of other accounts can be read from a bucket all the same; their event history
            // cannot.
            if (settings.readingRole() != null || scope.trailSource() == TrailSource.LOOKUP) {
                roles.getObject().of(scope, scope.accountId(), region);
            }
            return Optional.empty();
        } catch (WrongAccount wrong) {
            return Optional.of("accountId: " + VisibleText.of(String.valueOf(wrong.getMessage())));
        } catch (SdkException | IllegalArgumentException unknown) {
            LOG.warn("Whose the AWS credentials are is not known: {}", AwsReasons.of(unknown));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
