package org.eksrunbook.action;

import javax.sql.DataSource;
import org.eksrunbook.asset.Databases;

/** The same on PostgreSQL. */
class PlanLifeOnPostgresTest extends PlanLifeTest {

    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
