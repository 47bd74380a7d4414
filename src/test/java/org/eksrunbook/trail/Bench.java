package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eksrunbook.asset.Databases;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MemoryDatabases;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.incident.FactSource;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail with its real database, ledger and artefacts, without engine and web: what a test asks is what the delegates ask. */
public final class Bench implements AutoCloseable {

    /** Settings for a real PostgreSQL. */
    static final Map<String, Object> ON_POSTGRES = Map.of("bench.database", "postgres");

    public static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    private final AnnotationConfigApplicationContext context;
    private int incidents;

    Bench(Path archive, Path data, Map<String, Object> settings) {
        this(archive.toString(), data, settings);
    }

    /** @param more classes of another package that are wired too */
    Bench(String archive, Path data, Map<String, Object> settings, Class<?>... more) {
        this(archive, data, settings, beans -> {
            if (more.length > 0) {
                beans.register(more);
            }
        });
    }

    /** @param more further beans, such as a source that is asked */
    public Bench(
            String archive,
            Path data,
            Map<String, Object> settings,
            Consumer<AnnotationConfigApplicationContext> more) {
        incidents = (int) settings.getOrDefault("bench.incidents", 0);
        Map<String, Object> properties = new java.util.HashMap<>(settings);
        properties.put("runbook.archive.root", archive);
        properties.put("runbook.data-dir", data.toString());
        properties.put("runbook.artefacts", data.resolve("artefacts").toString());
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", properties));
        context.register(Wiring.class);
        more.accept(context);
        context.refresh();
    }

    /** An incident whose windows hold everything that a folder may have. */
    IncidentId incident(@Nullable String folder, String account, List<String> principals) {
        return incident(scope(folder, account, principals, Instant.parse("2010-01-01T00:00:00Z")));
    }

    static Scope scope(@Nullable String folder, String account, List<String> principals, Instant compromisedAt) {
        return scope(TrailSource.ARCHIVE, folder, account, principals, compromisedAt);
    }

    static Scope scope(
            TrailSource source,
            @Nullable String folder,
            String account,
            List<String> principals,
            Instant compromisedAt) {
        return new Scope(
                1,
                account,
                List.of(),
                "us-east-1",
                compromisedAt,
                null,
                90,
                null,
                null,
                null,
                List.of(),
                List.of(),
                principals,
                source,
                folder);
    }

    public IncidentId incident(Scope scope) {
        return incident(scope, null);
    }

    public IncidentId incident(Scope scope, @Nullable JsonNode finding) {
        IncidentId id = new IncidentId("INC-" + ++incidents);
        get(Incidents.class)
                .open(new Incident(
                        id,
                        true,
                        false,
                        Phase.ERADICATE,
                        Severity.P2,
                        Verdict.UNVERIFIED,
                        NOW,
                        NOW,
                        null,
                        scope,
                        finding,
                        List.of(),
                        List.of(),
                        List.of()));
        return id;
    }

    /** The bundled incident as it is started. */
    public IncidentId incident(Gameday gameday, TrailSource source) throws IOException {
        JsonNode given = gameday.start().path("variables");
        Scope scope = new Scope(
                1,
                text(given, "accountId"),
                list(given, "accounts"),
                text(given, "region"),
                gameday.compromisedAt(),
                gameday.end(),
                90,
                text(given, "clusterName"),
                text(given, "namespace"),
                text(given, "serviceAccount"),
                list(given, "pods"),
                list(given, "nodeInstanceIds"),
                List.of(),
                source,
                null);
        return incident(scope, new ObjectMapper().readTree(text(given, "finding")));
    }

    private static String text(JsonNode variables, String name) {
        return variables.path(name).path("value").asText();
    }

    private static List<String> list(JsonNode variables, String name) throws IOException {
        List<String> values = new ArrayList<>();
        new ObjectMapper().readTree(text(variables, name)).forEach(value -> values.add(value.asText()));
        return values;
    }

    /** All rounds to the fixed point, as the model runs them. */
    public RoundOutcome investigate(IncidentId id) {
        Investigation investigation = get(Investigation.class);
        RoundOutcome outcome;
        do {
            investigation.beginRound(id);
            for (int look = 0; investigation.survey(id).unanswered() != null; look++) {
                if (look > 1000) {
                    throw new IllegalStateException("The source never answered");
                }
            }
            while (!investigation.readNext(id).complete()) {
                continue;
            }
            outcome = investigation.concludeRound(id);
        } while (outcome.newPrincipals() > 0);
        return outcome;
    }

    /** A person skips a step that could not have these facts. */
    public void skip(IncidentId id, FactSource facts) {
        get(Ledger.class)
                .append(id, "step.skipped", Actor.SYSTEM, Map.of("activity", "x", MissingFacts.WITHOUT, facts.word()));
    }

    public List<Finding> findings(IncidentId id) {
        List<Finding> findings = new ArrayList<>();
        get(Findings.class).forEach(id, FindingFilter.ALL, findings::add);
        return findings;
    }

    public Coverage coverage(IncidentId id) {
        return get(CoverageReports.class).of(id).orElseThrow();
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration
    @EnableTransactionManagement
    @EnableConfigurationProperties({TrailSettings.class, ArchiveSettings.class})
    @ComponentScan(basePackageClasses = {Investigation.class, Ledger.class, Incidents.class})
    static class Wiring {

        @Bean
        DataSource dataSource(@Value("${bench.database:h2}") String database) {
            DataSource source = database.equals("postgres") ? Databases.postgres() : inMemory(database);
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return source;
        }

        /** One that has a name is still there when the next bench of the class is set up. */
        private static DataSource inMemory(String name) {
            return name.equals("h2") ? MemoryDatabases.open() : MemoryDatabases.open(name);
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource source) {
            return new JdbcTemplate(source);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource source) {
            return new DataSourceTransactionManager(source);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        ObjectMapper objectMapper() {
            return new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }
}
