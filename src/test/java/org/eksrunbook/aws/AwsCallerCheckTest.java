package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.OrganizationsDouble;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Nothing begins with credentials of another account or partition than scope and settings say, and no call leaves with them. */
class AwsCallerCheckTest {

    private static final String SERVER = "999999999999";
    private static final String ACCOUNT = "111122223333";

    private final AwsDouble aws =
            new AwsDouble(SERVER).with(new OrganizationsDouble(SERVER)).chain("eu-central-1");
    private final SdkHttpClient connections = ApacheHttpClient.create();

    @AfterEach
    void close() {
        connections.close();
        AwsDouble.away();
        aws.close();
    }

    private Optional<String> refusal(@Nullable String role, String account, Scope scope) {
        AwsSettings settings = new AwsSettings(role, null, "calls", Duration.ofSeconds(2), Duration.ofSeconds(4));
        ClientSetup setup = new ClientSetup(settings, connections, account);
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        try (StsClient sts = setup.own(StsClient.builder()).build();
                ReadingRoles roles = new ReadingRoles(settings, sts, setup, Clock.systemUTC());
                AwsCallerCheck check = new AwsCallerCheck(
                        new AwsInUse(settings, "auto", "", "", "archive"),
                        settings,
                        account,
                        beans.getBeanProvider(StsClient.class),
                        beans.getBeanProvider(ReadingRoles.class))) {
            beans.registerSingleton("sts", sts);
            beans.registerSingleton("roles", roles);
            return check.refuses(scope);
        }
    }

    private static Scope scope(String region, TrailSource source) {
        return new Scope(
                1,
                ACCOUNT,
                List.of(),
                region,
                Instant.EPOCH,
                null,
                1,
                "payments",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                source,
                null);
    }

    @Test
    void theRightCredentialsBegin() {
        assertThat(refusal("incident-reader", SERVER, scope("eu-central-1", TrailSource.LOOKUP)))
                .isEmpty();
    }

    @Test
    void aServerWithCredentialsOfAnotherAccountThanItsSettingBeginsNothing() {
        assertThat(refusal("incident-reader", "777777777777", scope("eu-central-1", TrailSource.LOOKUP)))
                .get()
                .asString()
                .contains("assumed-role/runbook-server")
                .contains("runbook.aws.account says 777777777777");
        assertThat(aws.requests("sts", "AssumeRole")).isEmpty();
    }

    @Test
    void aScopeOfAnotherPartitionBeginsNothing() {
        assertThat(refusal("incident-reader", "", scope("us-gov-west-1", TrailSource.ATHENA)))
                .get()
                .asString()
                .contains("partition aws-us-gov");
        assertThat(refusal("incident-reader", "", scope("cn-north-1", TrailSource.ATHENA)))
                .get()
                .asString()
                .contains("partition aws-cn");
    }

    @Test
    void aReadingRoleOfAnotherAccountThanTheScopesBeginsNothing() {
        assertThat(refusal("arn:aws:iam::444455556666:role/reader", "", scope("eu-central-1", TrailSource.LOOKUP)))
                .get()
                .asString()
                .contains("444455556666")
                .contains("account " + ACCOUNT);
    }

    @Test
    void withoutAReadingRoleTheEventHistoryOfAnotherAccountBeginsNothing() {
        assertThat(refusal(null, "", scope("eu-central-1", TrailSource.LOOKUP)))
                .get()
                .asString()
                .contains("runbook.aws.reading-role");
    }

    @Test
    void whereAwsIsNotInUseNobodyIsAsked() {
        assertThat(refusal(null, "", scope("us-gov-west-1", TrailSource.ARCHIVE)))
                .isEmpty();
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void whereStsDoesNotAnswerAnIncidentBeginsAllTheSame() {
        aws.faults().always("sts", "GetCallerIdentity", AwsFault.SERVER_FAULT);
        assertThat(refusal("incident-reader", "", scope("eu-central-1", TrailSource.LOOKUP)))
                .isEmpty();
    }

    @Test
    void noCallLeavesWithCredentialsOfAnotherAccount() {
        AwsSettings settings =
                new AwsSettings("incident-reader", null, "calls", Duration.ofSeconds(2), Duration.ofSeconds(4));
        try (OrganizationsClient foreign = new ClientSetup(settings, connections, "777777777777")
                        .own(OrganizationsClient.builder())
                        .build();
                OrganizationsClient own = new ClientSetup(settings, connections, SERVER)
                        .own(OrganizationsClient.builder())
                        .build()) {
            assertThatThrownBy(foreign::listAccounts)
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("runbook.aws.account says 777777777777");
            assertThat(aws.requests("organizations", "ListAccounts")).isEmpty();
            own.listAccounts();
            own.listAccounts();
            assertThat(aws.requests("organizations", "ListAccounts")).hasSize(2);
            // Once for each server: what was verified holds for some minutes.
            assertThat(aws.requests("sts", "GetCallerIdentity")).hasSize(2);
        }
    }

    @Test
    void noCallLeavesWithThemIntoAnotherRegionEither() {
        AwsSettings settings =
                new AwsSettings("incident-reader", null, "calls", Duration.ofSeconds(2), Duration.ofSeconds(4));
        ClientSetup setup = new ClientSetup(settings, connections, "777777777777");
        try (SqsFindings queue =
                new SqsFindings(setup, settings, "https://sqs.eu-west-1.amazonaws.com/777777777777/findings")) {
            assertThatThrownBy(queue::receive).hasMessageContaining("runbook.aws.account says 777777777777");
        }
        assertThatThrownBy(() -> new CloudTrailDigestKeys(setup)
                        .of("eu-west-1", Instant.EPOCH, Instant.now(), Unanswered.IS_TOLD))
                .hasMessageContaining("runbook.aws.account says 777777777777");
        assertThat(aws.requests()).allMatch(request -> request.operation().equals("GetCallerIdentity"));
    }

    @Test
    void anAccountThatIsNoNumberIsRefusedAtTheStart() {
        assertThatThrownBy(() -> OwnAccount.number("payments"))
                .hasMessageContaining("runbook.aws.account: an account is named by 12 digits");
    }
}
