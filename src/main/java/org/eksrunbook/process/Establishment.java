package org.eksrunbook.process;

import java.nio.file.Path;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before the server answers anybody: groups, rights, users and task lists are there. One node at a time, all or nothing.
 */
@Component
@Order(0)
class Establishment implements SmartInitializingSingleton {

    private final Rights rights;
    private final FirstUsers users;
    private final TaskFilters filters;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Path dataDir;

    Establishment(
            Rights rights,
            FirstUsers users,
            TaskFilters filters,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            @Value("${runbook.data-dir}") Path dataDir) {
        this.rights = rights;
        this.users = users;
        this.filters = filters;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.dataDir = dataDir;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            // The row that the engine itself locks while it starts.
            jdbc.sql("select VALUE_ from ACT_GE_PROPERTY where NAME_ = 'startup.lock' for update")
                    .query(String.class)
                    .list();
            rights.establish();
            users.establish();
            filters.establish();
        });
        users.requireAdministrator();
        DataFolder.tighten(dataDir);
    }
}
