package org.eksrunbook.asset;

import javax.sql.DataSource;

/** The same on PostgreSQL. */
class InventoryOnPostgresTest extends InventoryTest {

    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
