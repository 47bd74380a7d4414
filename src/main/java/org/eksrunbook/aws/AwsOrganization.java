package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.Organization;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;

/**
 * The accounts of the server's organization, with the server's own credentials: AWS lets the management account and delegated administrators list
 * them (Organizations API reference, ListAccounts). Whoever may not has accounts without names, and all the rest.
 */
@Component
class AwsOrganization implements Organization {

    private static final int MOST = 20_000;
    private static final int PAGE = 20;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final AwsInUse inUse;
    private final ObjectProvider<OrganizationsClient> organizations;
    private final Clock clock;
    private volatile Answer known = new Answer(List.of(), "they were not listed yet");
    private volatile @Nullable Instant listed;

    AwsOrganization(AwsInUse inUse, ObjectProvider<OrganizationsClient> organizations, Clock clock) {
        this.inUse = inUse;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** So that the first task already shows names; who starts the server does not wait for it. */
    @EventListener(ApplicationReadyEvent.class)
    void warm() {
        if (inUse.named()) {
            Thread asking = new Thread(() -> ask(Unanswered.IS_TOLD), "aws-organization");
            asking.setDaemon(true);
            asking.start();
        }
    }

    @Override
    public boolean isAsked(Scope scope) {
        return inUse.of(scope);
    }

    @Override
    public Answer known() {
        return known;
    }

    @Override
    public synchronized Answer ask(Unanswered unanswered) {
        Instant now = clock.instant();
        Instant last = listed;
        if (last != null && last.plus(KEPT).isAfter(now)) {
            return known;
        }
        Answer answer = list(unanswered);
        if (answer.gap() == null) {
            listed = now;
            known = answer;
        } else if (known.gap() != null) {
            known = answer;
        }
        return answer;
    }

    private Answer list(Unanswered unanswered) {
        Instant deadline = clock.instant().plus(LONGEST);
        try {
            TokenPages.Rows<Account> rows = TokenPages.read(
                    MOST,
                    MOST / PAGE,
                    () -> clock.instant().isAfter(deadline),
                    token -> page(organizations.getObject(), token));
            if (rows.endless()) {
                PassingFault.failIf(unanswered, FactSource.ACCOUNTS, CallFailed.endless(AwsCall.ORGANIZATION_ACCOUNTS));
            }
            return new Answer(
                    rows.rows(),
                    rows.whole() ? null : "there are more than " + rows.rows().size() + ", the others were not read");
        } catch (CallFailed failed) {
            PassingFault.failIf(unanswered, FactSource.ACCOUNTS, failed);
            return new Answer(
                    List.of(),
                    failed.getCause() instanceof AwsOrganizationsNotInUseException
                            ? "the server's account belongs to no organization"
                            : failed.why());
        } catch (SdkException failed) {
            PassingFault.failIf(unanswered, FactSource.ACCOUNTS, failed);
            return new Answer(List.of(), AwsReasons.of(failed));
        }
    }

    private static TokenPages.Page<Account> page(OrganizationsClient organizations, @Nullable String token) {
        var page = CallFailed.naming(
                AwsCall.ORGANIZATION_ACCOUNTS,
                () -> organizations.listAccounts(
                        request -> request.maxResults(PAGE).nextToken(token)));
        return new TokenPages.Page<>(
                page.accounts().stream().map(AwsOrganization::account).toList(), page.nextToken());
    }

    private static Account account(software.amazon.awssdk.services.organizations.model.Account one) {
        // «status» is what AWS retires in favour of «state»; either may be missing.
        String state = one.stateAsString() == null ? one.statusAsString() : one.stateAsString();
        return new Account(one.id(), one.name() == null ? "" : one.name(), state == null ? "" : state);
    }
}
