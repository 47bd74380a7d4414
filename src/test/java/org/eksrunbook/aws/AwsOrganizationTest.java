package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.MovingClock;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.AwsRefusal;
import org.eksrunbook.awsdouble.OrganizationsDouble;
import org.eksrunbook.awsdouble.ScriptedService;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.Organization;
import org.eksrunbook.trail.SourceProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The accounts of the organization, on the wire: all pages, with their names, where AWS lets the server list them. */
class AwsOrganizationTest {

    private static final String SERVER = "999999999999";

    private final OrganizationsDouble organization = new OrganizationsDouble(SERVER);
    private final AwsDouble aws = new AwsDouble(SERVER).with(organization);
    private final SdkHttpClient connections = ApacheHttpClient.create();
    private final AwsSettings settings =
            new AwsSettings("incident-reader", null, "calls", Duration.ofSeconds(5), Duration.ofSeconds(10));
    private final AwsInUse inUse = new AwsInUse(settings, "auto", "", "", "archive");
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    @BeforeEach
    void start() {
        aws.chain("eu-central-1");
        for (int number = 0; number < 45; number++) {
            organization.with("1000000000" + (10 + number), "unit " + number, number == 7 ? "SUSPENDED" : "ACTIVE");
        }
        beans.registerSingleton(
                "organizations",
                new ClientSetup(settings, connections)
                        .own(OrganizationsClient.builder())
                        .build());
    }

    @AfterEach
    void close() {
        beans.getBean(OrganizationsClient.class).close();
        connections.close();
        AwsDouble.away();
        aws.close();
    }

    private AwsOrganization listed(Clock clock) {
        return new AwsOrganization(inUse, beans.getBeanProvider(OrganizationsClient.class), clock);
    }

    @Test
    void everyPageIsReadAndAWholeAnswerIsKeptForAWhile() {
        MovingClock clock = new MovingClock(Instant.parse("2026-01-15T12:00:00Z"));
        AwsOrganization accounts = listed(clock);
        assertThat(accounts.known().accounts()).isEmpty();

        Organization.Answer answer = accounts.ask(Unanswered.FAILS);
        assertThat(answer.gap()).isNull();
        assertThat(answer.accounts())
                .hasSize(45)
                .contains(new Organization.Account("100000000017", "unit 7", "SUSPENDED"));
        assertThat(aws.requests("organizations", "ListAccounts")).hasSize(3);
        assertThat(accounts.ask(Unanswered.FAILS)).isEqualTo(answer).isEqualTo(accounts.known());
        assertThat(aws.requests("organizations", "ListAccounts")).hasSize(3);
    }

    @Test
    void anEmptyPageIsNotTheEndAndTheSamePageForEverFailsTheStepOrIsSaid() {
        aws.faults().once("organizations", "ListAccounts", AwsFault.EMPTY_PAGE);
        assertThat(listed(Clock.systemUTC()).ask(Unanswered.FAILS).accounts()).hasSize(45);
        aws.faults().always("organizations", "ListAccounts", AwsFault.SAME_TOKEN);
        assertThatThrownBy(() -> listed(Clock.systemUTC()).ask(Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageContaining("again and again (organizations:ListAccounts)");
        assertThat(listed(Clock.systemUTC()).ask(Unanswered.IS_TOLD).gap()).contains("the others were not read");
    }

    @Test
    void whoMayNotListIsToldWithThePermissionAndReadinessSaysWhatThatMeans() {
        aws.faults().always("organizations", "ListAccounts", AwsFault.DENIED);
        AwsOrganization accounts = listed(Clock.systemUTC());
        assertThat(accounts.ask(Unanswered.FAILS))
                .isEqualTo(new Organization.Answer(List.of(), "access denied (organizations:ListAccounts)"));
        assertThat(new OrganizationProbe(inUse, accounts).probe())
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.ready()).isFalse();
                    assertThat(said.required()).isFalse();
                    assertThat(said.detail())
                            .contains("organizations:ListAccounts")
                            .contains("not looked at");
                });
        aws.faults().none();
        assertThat(new OrganizationProbe(inUse, accounts).probe())
                .extracting(SourceProbe.Answer::detail)
                .containsExactly("The organization has 45 accounts");
    }

    @Test
    void whatMayPassFailsTheStepUntilPeopleGoOnWithoutIt() {
        aws.faults().always("organizations", "ListAccounts", AwsFault.EXPIRED_CREDENTIALS);
        AwsOrganization accounts = listed(Clock.systemUTC());
        assertThatThrownBy(() -> accounts.ask(Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Renew the server's credentials: the list of the organization's accounts")
                .hasMessageContaining("organizations:ListAccounts");
        assertThat(accounts.ask(Unanswered.IS_TOLD).gap()).contains("organizations:ListAccounts");
        aws.faults().none();
        assertThat(accounts.ask(Unanswered.FAILS).accounts()).hasSize(45);
    }

    @Test
    void anAccountOfNoOrganizationIsSaid() {
        aws.with(new ScriptedService("organizations", "organizations-2016-11-28").on("ListAccounts", request -> {
            throw new AwsRefusal(
                    "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
        }));
        assertThat(listed(Clock.systemUTC()).ask(Unanswered.FAILS).gap())
                .isEqualTo("the server's account belongs to no organization");
    }
}
