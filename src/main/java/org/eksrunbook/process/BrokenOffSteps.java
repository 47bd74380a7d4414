package org.eksrunbook.process;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Steps that a killed server was working on go on at the next start. Only for the embedded database, which one process at a time can open, so that
 * whoever locked them is dead; elsewhere another node may be at work on them, and {@link LivingNodes} has to look for a while first.
 */
@Component
class BrokenOffSteps extends AbstractProcessEnginePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenOffSteps.class);
    private static final String RELEASE =
            "update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null where LOCK_OWNER_ is not null";

    private final String database;

    BrokenOffSteps(@Value("${spring.datasource.url:}") String database) {
        this.database = database;
    }

    /** After the schema is there, before the engine asks for its first job. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        if (!isOneProcessAlone(database)) {
            return;
        }
        try (Connection connection = engine.getDataSource().getConnection()) {
            release(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("The steps that were broken off cannot be looked up", failed);
        }
    }

    static boolean isOneProcessAlone(String url) {
        String upper = url.toUpperCase(Locale.ROOT);
        return upper.startsWith("JDBC:H2:FILE:") && !upper.contains("AUTO_SERVER=TRUE");
    }

    private static void release(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
            int steps = update.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            if (steps > 0) {
                LOG.info("{} steps that were broken off go on", steps);
            }
        }
    }
}
