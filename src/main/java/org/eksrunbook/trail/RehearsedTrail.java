package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.Verdict;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole trail a second time, wired to a database in memory and a folder: what is rehearsed in it is what an incident does, and nothing of it
 * reaches the server's own database, ledger or artefacts.
 */
final class RehearsedTrail implements AutoCloseable {

    /** So that few files are several groups. */
    private static final int GROUP_FILES = 15;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Scope scope;
    private final Instant now;
    private int incidents;

    /**
     * @param archive what is read
     * @param folder takes what is kept
     * @param scope of every incident
     */
    RehearsedTrail(Path archive, Path folder, TrailSettings settings, ObjectMapper json, Scope scope) {
        this.scope = scope;
        this.now = scope.compromisedAt().plus(Duration.ofDays(1));
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        // What the server is told by its surroundings is told to the server.
        sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        sources.addFirst(new MapPropertySource(
                "rehearsal",
                Map.of(
                        "runbook.archive.root", archive.toString(),
                        "runbook.data-dir", folder.toString(),
                        "runbook.artefacts", folder.resolve("artefacts").toString(),
                        "runbook.trail.group-files", GROUP_FILES,
                        "runbook.trail.libdeflate", settings.libdeflate())));
        context.registerBean(ObjectMapper.class, () -> json);
        context.registerBean(Clock.class, () -> Clock.fixed(now, ZoneOffset.UTC));
        context.register(Wiring.class);
        context.refresh();
    }

    /**
     * Investigates one incident, as its process does it.
     *
     * @param wanted asked before each step; false: the incident is left as it is
     * @return how many findings were made
     */
    int investigate(BooleanSupplier wanted) {
        IncidentId id = open();
        Investigation investigation = context.getBean(Investigation.class);
        RoundOutcome outcome;
        do {
            investigation.beginRound(id);
            if (!wanted.getAsBoolean()) {
                return 0;
            }
            investigation.survey(id);
            Progress progress;
            do {
                if (!wanted.getAsBoolean()) {
                    return 0;
                }
                progress = investigation.readNext(id);
            } while (!progress.complete());
            if (!wanted.getAsBoolean()) {
                return 0;
            }
            outcome = investigation.concludeRound(id);
        } while (outcome.newPrincipals() > 0 && wanted.getAsBoolean());
        return outcome.findings();
    }

    private IncidentId open() {
        IncidentId id = new IncidentId("rehearsal-" + ++incidents);
        context.getBean(Incidents.class)
                .open(new Incident(
                        id,
                        true,
                        false,
                        Phase.ERADICATE,
                        Severity.P2,
                        Verdict.UNVERIFIED,
                        now,
                        now,
                        null,
                        scope,
                        null,
                        List.of(),
                        List.of(),
                        List.of()));
        return id;
    }

    @Override
    public void close() {
        context.close();
    }

    /** Without the annotation of a configuration: the server's own look for components must not find it. */
    @EnableTransactionManagement
    @EnableConfigurationProperties({TrailSettings.class, ArchiveSettings.class})
    @ComponentScan(basePackageClasses = {Investigation.class, Ledger.class, Incidents.class})
    static class Wiring {

        /** As the migrations make it, without their history: it begins anew each time. */
        @Bean
        static EmbeddedDatabase dataSource() throws IOException {
            EmbeddedDatabaseBuilder database = new EmbeddedDatabaseBuilder()
                    .setType(EmbeddedDatabaseType.H2)
                    .setScriptEncoding("UTF-8")
                    .generateUniqueName(true);
            Resource[] migrations =
                    new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*__*.sql");
            Stream.of(migrations)
                    .map(Resource::getFilename)
                    .map(String::valueOf)
                    .sorted(Comparator.comparing(name -> Integer.parseInt(name.substring(1, name.indexOf("__")))))
                    .forEach(name -> database.addScript("db/migration/" + name));
            return database.build();
        }

        @Bean
        static JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        static JdbcTemplate jdbcTemplate(DataSource source) {
            return new JdbcTemplate(source);
        }

        @Bean
        static PlatformTransactionManager transactionManager(DataSource source) {
            return new DataSourceTransactionManager(source);
        }

        @Bean
        static TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }
    }
}
