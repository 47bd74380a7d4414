package org.eksrunbook.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import javax.sql.DataSource;
import org.eksrunbook.action.BreakGlassUsed;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.TestLedger;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** With real transactions: told after the decision is committed, not told of one that was not. */
class BreakGlassListenerTest {

    private static final IncidentId ID = new IncidentId("GD-1");

    @Configuration
    @EnableTransactionManagement
    @ComponentScan("org.eksrunbook.people")
    @ConfigurationPropertiesScan("org.eksrunbook.people")
    @Import(BreakGlassListener.class)
    static class Parts {

        @Bean
        DataSource database() {
            DataSource database = TestLedger.database("V40__people");
            JdbcClient jdbc = JdbcClient.create(database);
            jdbc.sql("create table ACT_ID_USER (ID_ varchar(64), EMAIL_ varchar(255))")
                    .update();
            jdbc.sql("create table ACT_ID_MEMBERSHIP (USER_ID_ varchar(64), GROUP_ID_ varchar(64))")
                    .update();
            jdbc.sql("insert into ACT_ID_USER values ('ada', null), ('eve', ''), ('mia', null)")
                    .update();
            jdbc.sql("insert into ACT_ID_MEMBERSHIP values ('ada', 'approvers'), ('eve', 'approvers'),"
                            + " ('mia', 'responders')")
                    .update();
            return database;
        }

        @Bean
        JdbcClient jdbc(DataSource database) {
            return JdbcClient.create(database);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource database) {
            return new DataSourceTransactionManager(database);
        }

        @Bean
        Ledger ledger(DataSource database, Clock clock) {
            return TestLedger.on(database, clock);
        }

        @Bean
        ObjectMapper json() {
            return TestLedger.JSON;
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    @Test
    void allApproversAreToldOnceTheDecisionIsCommitted() {
        try (var parts = new AnnotationConfigApplicationContext(Parts.class)) {
            Ledger ledger = parts.getBean(Ledger.class);
            TransactionTemplate decision = new TransactionTemplate(parts.getBean(PlatformTransactionManager.class));

            decision.executeWithoutResult(status -> {
                parts.publishEvent(new BreakGlassUsed(ID, "cut-0", "mia", "x"));
                status.setRollbackOnly();
            });
            assertThat(ledger.entries(ID)).isEmpty();

            decision.executeWithoutResult(status -> {
                parts.publishEvent(new BreakGlassUsed(ID, "cut-1", "mia", "nobody answers"));
                assertThat(ledger.entries(ID)).isEmpty();
            });

            Entry entry = ledger.last(ID, "notice.sent").orElseThrow();
            assertThat(entry.body().path("purpose").asText()).isEqualTo("breakGlass");
            assertThat(entry.body().path("recipients").findValuesAsText("name")).containsExactly("ada", "eve");
        }
    }
}
