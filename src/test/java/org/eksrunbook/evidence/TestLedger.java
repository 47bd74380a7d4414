package org.eksrunbook.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A real ledger on a database of its own, for tests that need no server. */
public final class TestLedger {

    /** As Spring Boot makes it. */
    public static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private TestLedger() {}

    /** A database in memory with the case's own tables and those of further migrations, without the engine's. */
    public static DataSource database(String... migrations) {
        DataSource database = MemoryDatabases.open();
        fill(database, migrations);
        return database;
    }

    /** Runs the case's migration and the named ones, such as {@code V40__people}. */
    public static void fill(DataSource database, String... migrations) {
        ResourceDatabasePopulator tables =
                new ResourceDatabasePopulator(new ClassPathResource("db/migration/V2__case.sql"));
        for (String migration : migrations) {
            tables.addScript(new ClassPathResource("db/migration/" + migration + ".sql"));
        }
        tables.execute(database);
    }

    public static Ledger on(DataSource database, Clock clock) {
        return new Ledger(JdbcClient.create(database), JSON, clock);
    }

    public static Artefacts artefacts(Path folder) {
        return new FolderArtefacts(folder);
    }
}
