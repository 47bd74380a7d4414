package org.eksrunbook.asset;

import javax.sql.DataSource;

/** The same on PostgreSQL. */
class CmdbOnPostgresTest extends CmdbTest {

    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
