package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {

    private static final Path OTHER_DISK = Path.of("/dev/shm");

    @TempDir
    Path folder;

    private PartDatabase database;

    @BeforeEach
    void open() {
        database = PartDatabases.in(folder);
    }

    @Test
    void oneDatabaseServesAllWhoAskAndKeepsNothingOfThem() throws Exception {
        Path part = part("one");
        assertThat(asked(part)).containsExactly("one");
        DuckDBConnection first = database.take(PartDatabase.Use.ASKING);
        assertThat(tables(first)).isZero();
        database.giveBack(PartDatabase.Use.ASKING, first);

        assertThat(asked(part("two"))).containsExactly("two");
        try (Questions none = new Questions(database, folder.resolve("none"), List.of())) {
            assertThat(asked(none)).isEmpty();
        }

        assertThat(database.take(PartDatabase.Use.ASKING)).isSameAs(first);
        assertThat(tables(first)).isZero();
        assertThatThrownBy(() -> readOutside(first)).isInstanceOf(SQLException.class);
        first.close();
    }

    @Test
    void aDatabaseInWhichAQuestionFailedServesNobodyElse() throws Exception {
        asked(part("before"));
        DuckDBConnection first = database.take(PartDatabase.Use.ASKING);
        database.giveBack(PartDatabase.Use.ASKING, first);
        Path broken = Files.writeString(folder.resolve("broken.parquet"), "PAR1");

        assertThatThrownBy(() -> asked(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Look at the event parts");

        assertThat(first.isClosed()).isTrue();
        assertThat(asked(part("after"))).containsExactly("after");
        database.close();
    }

    @Test
    void aDatabaseOutOfWhichSomebodyRanServesNobodyElse() throws Exception {
        Path part = part("one");
        asked(part);
        DuckDBConnection first = database.take(PartDatabase.Use.ASKING);
        database.giveBack(PartDatabase.Use.ASKING, first);

        try (Questions questions = questions(part)) {
            assertThatThrownBy(() ->
                            questions.ask("events-in-window", List.of(0L, Long.MAX_VALUE, true, "", "", ""), row -> {
                                throw new IllegalArgumentException("unforeseen");
                            }))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void partsOnAnotherDiskAreAskedToo() throws Exception {
        assumeTrue(Files.isWritable(OTHER_DISK), "no second disk");
        assumeTrue(!Files.getFileStore(OTHER_DISK).equals(Files.getFileStore(folder)), "no second disk");
        Path elsewhere = Files.createTempFile(OTHER_DISK, "part", ".parquet");
        try {
            Files.write(elsewhere, Files.readAllBytes(part("elsewhere")));
            assertThat(asked(elsewhere)).containsExactly("elsewhere");
        } finally {
            Files.delete(elsewhere);
        }
    }

    private Path part(String event) throws Exception {
        Path part = folder.resolve(event + ".parquet");
        try (PartWriter writer = new PartWriter(database, folder.resolve("writing-" + event))) {
            String raw = LogFilesOnDisk.event(event, "GetObject", LogFilesOnDisk.USER, "2024-08-02T08:00:00Z");
            writer.add(PartRows.of(EventRecord.of(LogJson.MAPPER.readTree(raw)), "log.json", raw));
            Files.copy(writer.finish(), part);
            assertThat(writer.characters()).isEqualTo(raw.length());
        }
        return part;
    }

    private List<String> asked(Path part) {
        try (Questions questions = questions(part)) {
            return asked(questions);
        }
    }

    private Questions questions(Path part) {
        return new Questions(database, folder.resolve("asking"), List.of(new PartFile(part, PartFile.UNKNOWN)));
    }

    private static List<String> asked(Questions questions) {
        List<String> read = new ArrayList<>();
        questions.ask(
                "events-in-window",
                List.of(0L, Long.MAX_VALUE, true, "", "", ""),
                row -> read.add(row.getString("eventid")));
        return read;
    }

    private static long tables(DuckDBConnection database) throws SQLException {
        try (Statement statement = database.createStatement();
                var found = statement.executeQuery(
                        "select count(*) from information_schema.tables where table_schema = 'main'")) {
            found.next();
            return found.getLong(1);
        }
    }

    /** A database is not let out of the work folders, in whatever it is asked. */
    private static void readOutside(DuckDBConnection database) throws SQLException {
        Path outside = Path.of(System.getProperty("java.home"), "release");
        assertThat(outside).exists();
        try (Statement statement = database.createStatement()) {
            statement.execute("select * from read_text(" + Duck.quoted(outside) + ")");
        }
    }
}
