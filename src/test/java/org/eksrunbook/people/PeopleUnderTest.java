package org.eksrunbook.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eksrunbook.MovingClock;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.TestLedger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.Stakeholder;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Everything of this package, put together on a database in memory. */
final class PeopleUnderTest {

    static final IncidentId ID = new IncidentId("GD-1");
    static final Instant NINE = Instant.parse("2024-08-02T09:00:00Z");

    final MovingClock clock = new MovingClock(NINE);
    private final JdbcClient jdbc;
    final Ledger ledger;
    final DataSourceTransactionManager transactions;
    final Notices notices;
    final Clocks clocks;
    final StakeholderUpdates updates;
    final OwnerNotices owners;
    final ImprovementActions actions;

    PeopleUnderTest(SmtpSettings smtp) {
        this(List.of(new SmtpChannel(smtp)));
    }

    PeopleUnderTest(List<NoticeChannel> channels) {
        DataSource database = TestLedger.database("V40__people");
        jdbc = JdbcClient.create(database);
        PeopleSettings settings = new PeopleSettings(null, null);
        transactions = new DataSourceTransactionManager(database);
        ledger = TestLedger.on(database, clock);
        notices = new Notices(jdbc, ledger, channels, clock, transactions);
        clocks = new Clocks(ledger, clock);
        UpdateRows rows = new UpdateRows(jdbc, ledger, TestLedger.JSON);
        updates = new StakeholderUpdates(
                rows,
                notices,
                new Stakeholders(settings),
                new MissedUpdates(settings, ledger, clock),
                new UpdateWriter(rows, clocks, settings, clock),
                settings);
        jdbc.sql("create table ACT_ID_USER (ID_ varchar(4000), EMAIL_ varchar(255))")
                .update();
        jdbc.sql("create table ACT_ID_MEMBERSHIP (USER_ID_ varchar(4000), GROUP_ID_ varchar(64))")
                .update();
        MailAddresses addresses = new MailAddresses(jdbc);
        owners = new OwnerNotices(notices, ledger, addresses);
        actions = new ImprovementActions(jdbc, ledger, notices, addresses, clock);
    }

    /** A user of the server, with a mail address or none. */
    void user(String name, @Nullable String mail, String group) {
        jdbc.sql("insert into ACT_ID_USER values (?, ?)").params(name, mail).update();
        jdbc.sql("insert into ACT_ID_MEMBERSHIP values (?, ?)")
                .params(name, group)
                .update();
    }

    static SmtpSettings noServer() {
        return new SmtpSettings("", null, "", null, null, false);
    }

    static Stakeholder mail(String name, String address) {
        return new Stakeholder(name, "legal", "email", address);
    }

    static Incident incident(Severity severity, Stakeholder... stakeholders) {
        Scope scope = new Scope(
                1,
                "111122223333",
                List.of(),
                "eu-central-1",
                NINE,
                null,
                90,
                "shop",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                TrailSource.ARCHIVE,
                null);
        return new Incident(
                ID,
                true,
                false,
                Phase.ERADICATE,
                severity,
                Verdict.MALICIOUS,
                NINE,
                NINE,
                null,
                scope,
                null,
                List.of(),
                List.of(stakeholders),
                List.of());
    }

    static CaseState state(Phase phase, String step, Map<String, Long> findings, List<String> waitingFor) {
        return new CaseState(ID, Severity.P1, phase, step, false, findings, 2, 7, 3, waitingFor);
    }
}
