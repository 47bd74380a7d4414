package org.eksrunbook.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several appenders at once, each in its own transaction, on both databases. */
class LedgerConcurrencyTest {

    private static final IncidentId ID = new IncidentId("GD-1");
    private static final int APPENDERS = 4;
    private static final int EACH = 25;

    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        TestLedger.fill(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    static Stream<DataSource> databases() {
        return Stream.of(TestLedger.database(), postgres.getPostgresDatabase());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void makeOneChainWithoutAGap(DataSource database) throws Exception {
        Ledger ledger = TestLedger.on(database, Clock.systemUTC());
        IncidentId id = new IncidentId("chain");
        ledger.append(id, "incident.opened", Actor.SYSTEM, Map.of());

        atOnce(database, appender -> i -> ledger.append(id, "k", Actor.user("u" + appender), Map.of("i", i)));

        assertThat(ledger.head(id).count()).isEqualTo(1 + APPENDERS * EACH);
        List<String> lines = new ArrayList<>();
        ledger.forEachLine(id, lines::add);
        Path manifest = Files.write(folder.resolve("manifest"), lines);
        assertThat(new ManifestVerifier(null).verify(manifest)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leaveOneEntryForOneStep(DataSource database) throws Exception {
        Ledger ledger = TestLedger.on(database, Clock.systemUTC());
        ledger.append(ID, "incident.opened", Actor.SYSTEM, Map.of());

        atOnce(
                database,
                appender -> i -> ledger.appendOnce(ID, "step " + i, "k", Actor.SYSTEM, Map.of("by", appender)));

        assertThat(ledger.head(ID).count()).isEqualTo(1 + EACH);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatIsRolledBackLeavesNothing(DataSource database) {
        Ledger ledger = TestLedger.on(database, Clock.systemUTC());
        IncidentId id = new IncidentId("rolled-back");
        ledger.append(id, "incident.opened", Actor.SYSTEM, Map.of());
        Head before = ledger.head(id);

        transaction(database).executeWithoutResult(status -> {
            ledger.append(id, "k", Actor.SYSTEM, Map.of());
            status.setRollbackOnly();
        });

        assertThat(ledger.head(id)).isEqualTo(before);
        assertThat(ledger.append(id, "k", Actor.SYSTEM, Map.of()).seq()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anyTextComesBackAsItWas(DataSource database) {
        Ledger ledger = TestLedger.on(database, Clock.systemUTC());
        IncidentId id = new IncidentId("text");

        Entry entry =
                ledger.append(id, "k", Actor.SYSTEM, Map.of("text", "\u0000 \uD800 \uDFFF\uD83D \uD83D\uDE00 \uFFFF"));

        assertThat(ledger.entries(id).get(0).line()).isEqualTo(entry.line());
        assertThat(Line.isSealed(ledger.entries(id).get(0).line().getBytes(UTF_8)))
                .isTrue();
    }

    private interface Appender {
        void append(int i);
    }

    private interface Appenders {
        Appender number(int appender);
    }

    private static void atOnce(DataSource database, Appenders appenders) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(APPENDERS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int n = 0; n < APPENDERS; n++) {
            Appender appender = appenders.number(n);
            running.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < EACH; i++) {
                    int step = i;
                    transaction(database).executeWithoutResult(status -> appender.append(step));
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
    }

    private static TransactionTemplate transaction(DataSource database) {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }
}
