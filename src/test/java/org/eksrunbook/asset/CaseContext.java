package org.eksrunbook.asset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Verdict;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The packages incident, evidence, asset and action over a database, without the engine. */
public final class CaseContext implements AutoCloseable {

    public static final Instant COMPROMISED = Instant.parse("2024-08-01T10:00:00Z");
    public static final String ACCOUNT = "111122223333";
    public static final String OTHER_ACCOUNT = "444455556666";
    public static final String REGION = "eu-central-1";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Ticking clock = new Ticking();

    public CaseContext(DataSource database, Path folder) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "runbook.artefacts", folder.resolve("artefacts").toString(),
                                "runbook.archive.root",
                                        folder.resolve("archive").toString())));
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(ObjectMapper.class, CaseContext::json);
        context.register(Scan.class);
        context.refresh();
    }

    @TestConfiguration
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan(
            basePackages = {
                "org.eksrunbook.incident",
                "org.eksrunbook.evidence",
                "org.eksrunbook.asset",
                "org.eksrunbook.action"
            })
    static class Scan {}

    static ObjectMapper json() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(get(PlatformTransactionManager.class));
    }

    /** Opens an incident in the home account, with the other account in its scope. */
    public Incident open(String id) {
        return open(id, null);
    }

    public Incident open(String id, @Nullable String archivePath) {
        Incident incident = new Incident(
                IncidentId.of(id),
                true,
                false,
                Phase.ERADICATE,
                Severity.P2,
                Verdict.MALICIOUS,
                COMPROMISED,
                COMPROMISED,
                null,
                scope(archivePath),
                null,
                List.of(),
                List.of(),
                List.of());
        get(Incidents.class).open(incident);
        return incident;
    }

    public static Scope scope(@Nullable String archivePath) {
        return new Scope(
                1,
                ACCOUNT,
                List.of(OTHER_ACCOUNT),
                REGION,
                COMPROMISED,
                null,
                90,
                "prod",
                null,
                null,
                List.of(),
                List.of(),
                List.of("attacker"),
                TrailSource.ARCHIVE,
                archivePath);
    }

    @Override
    public void close() {
        context.close();
    }

    /** A second later each time it is asked. */
    private static final class Ticking extends Clock {
        private Instant now = COMPROMISED.plus(Duration.ofDays(1));

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
