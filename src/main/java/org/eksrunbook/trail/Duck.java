package org.eksrunbook.trail;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * An in-memory DuckDB: it sees the folder and the files it is given and nothing else, loads nothing, and its settings are locked before the first
 * statement of ours.
 */
final class Duck {

    private Duck() {}

    /**
     * @param folder the only folder it may write and read in; overflow of memory goes there too
     * @param files further files it may read
     */
    static DuckDBConnection open(Path folder, List<Path> files, String memory) throws SQLException {
        return open(folder, folder, files, memory);
    }

    /** @param overflow a folder of its own: two databases in one would take each other's files for theirs */
    static DuckDBConnection open(Path folder, Path overflow, List<Path> files, String memory) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", streaming());
        UnpackedLibrary.delete();
        try (Statement setting = connection.createStatement()) {
            setting.execute("set temp_directory = " + quoted(overflow));
            setting.execute("set allowed_directories = [" + quoted(folder) + "]");
            setting.execute(
                    "set allowed_paths = [" + files.stream().map(Duck::quoted).collect(Collectors.joining(",")) + "]");
            setting.execute("set enable_external_access = false");
            setting.execute("set autoinstall_known_extensions = false");
            setting.execute("set autoload_known_extensions = false");
            setting.execute("set allow_community_extensions = false");
            setting.execute("set threads = 2");
            // Whoever needs an order asks for it; else a row group could not be bounded in bytes.
            setting.execute("set preserve_insertion_order = false");
            setting.execute("set memory_limit = '" + memory + "'");
            // What a statement gave back belongs to the machine again, not to the next statement.
            setting.execute("set allocator_flush_threshold = '16MB'");
            setting.execute("set allocator_bulk_deallocation_flush_threshold = '16MB'");
            setting.execute("set max_temp_directory_size = '4GB'");
            // Who asks has names of his own for the parts: what is kept by name serves nobody again.
            setting.execute("set enable_external_file_cache = false");
            setting.execute("set lock_configuration = true");
            return connection.unwrap(DuckDBConnection.class);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private static Properties streaming() {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        return properties;
    }

    /** A path as a literal: settings and table functions take no bound values. The paths are of our own making. */
    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
