package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Unanswered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts have names where the organization may be listed, and the coverage says which were not looked at; where it may not, the run goes on. */
class KnownAccountsTest {

    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";

    @TempDir
    private Path folder = Path.of(".");

    private final Scripted organization = new Scripted();
    private Optional<Bench> bench = Optional.empty();

    private static final class Scripted implements Organization {
        private Answer answer = new Answer(
                List.of(
                        new Account(ACCOUNT, "payments \u202eevil<b>", "ACTIVE"),
                        new Account(OTHER, "ledger", "SUSPENDED"),
                        new Account("777788889999", "sandbox", "ACTIVE")),
                null);
        private int asked;

        @Override
        public boolean isAsked(Scope scope) {
            return true;
        }

        @Override
        public Answer ask(Unanswered unanswered) {
            asked++;
            return answer;
        }

        @Override
        public Answer known() {
            return new Answer(List.of(new Account(ACCOUNT, "before", "ACTIVE")), null);
        }
    }

    @BeforeEach
    void start() throws Exception {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Files.writeString(archive.resolve("calls.json"), "{\"Records\":[]}");
        bench = Optional.of(new Bench(
                archive.toString(),
                folder.resolve("data"),
                Map.of(),
                beans -> beans.registerBean(Organization.class, () -> organization)));
    }

    @AfterEach
    void close() {
        bench.ifPresent(Bench::close);
    }

    private Bench bench() {
        return bench.orElseThrow();
    }

    private IncidentId incident(String... accounts) {
        return bench().incident(new Scope(
                1,
                ACCOUNT,
                List.of(accounts),
                "eu-central-1",
                Instant.parse("2026-01-10T00:00:00Z"),
                null,
                90,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of("eve"),
                TrailSource.ARCHIVE,
                null));
    }

    @Test
    void namesAndTheAccountsThatNobodyLookedAtAreSaid() {
        IncidentId id = incident(OTHER, "123412341234");
        assertThat(bench().get(KnownAccounts.class).names(id).shown(ACCOUNT)).isEqualTo(ACCOUNT + " (before)");
        bench().investigate(id);

        List<String> said = new ArrayList<>(bench().coverage(id).statements());
        assertThat(said)
                .contains(
                        "Account 123412341234 of the scope is none of the organization's.",
                        "Account 444455556666 (ledger) of the scope is SUSPENDED.")
                .anySatisfy(one -> assertThat(one)
                        .startsWith("The organization has 3 accounts, 1 of them beside those of the scope")
                        .contains("known only as far as logs of them were read"));
        assertThat(bench().get(KnownAccounts.class).names(id).shown(ACCOUNT))
                .startsWith(ACCOUNT + " (payments ")
                .doesNotContain("\u202e");
        bench().investigate(id);
        assertThat(organization.asked).isEqualTo(1);
        assertThat(bench().get(Ledger.class).entries(id, "accounts.listed")).hasSize(1);
    }

    @Test
    void whereTheListIsRefusedTheRunGoesOnAndSaysSoOnce() {
        organization.answer = new Organization.Answer(List.of(), "access denied (organizations:ListAccounts)");
        IncidentId id = incident();
        bench().investigate(id);
        bench().investigate(id);

        assertThat(bench().coverage(id).statements())
                .contains(
                        "The accounts of the organization could not be listed: access denied (organizations:ListAccounts)."
                                + " Whether there are accounts beside those of the scope is not known.");
        assertThat(bench().get(Ledger.class).entries(id, "accounts.listed")).hasSize(1);
        assertThat(organization.asked).isGreaterThan(1);
    }
}
