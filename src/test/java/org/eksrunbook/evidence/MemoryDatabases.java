package org.eksrunbook.evidence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * H2 databases in memory for tests. Each is gone when the test class that opened it ends: without that all databases of a run, more than a thousand,
 * are in memory together at its end.
 */
public final class MemoryDatabases implements AfterAllCallback {

    private static final Map<String, JdbcDataSource> OPEN = new ConcurrentHashMap<>();

    /** An empty one. */
    public static JdbcDataSource open() {
        return open(UUID.randomUUID().toString());
    }

    /** @param name whoever opens it again in the same test class finds what stands in it */
    public static JdbcDataSource open(String name) {
        return OPEN.computeIfAbsent(name, MemoryDatabases::source);
    }

    private static JdbcDataSource source(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        return source;
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        if (context.getRequiredTestClass().getEnclosingClass() != null) {
            return;
        }
        for (JdbcDataSource source : OPEN.values()) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
            }
        }
        OPEN.clear();
    }
}
