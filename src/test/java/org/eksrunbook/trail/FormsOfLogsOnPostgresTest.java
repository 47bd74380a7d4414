package org.eksrunbook.trail;

import java.util.Map;

/** The same on PostgreSQL. */
class FormsOfLogsOnPostgresTest extends FormsOfLogsTest {

    @Override
    Map<String, Object> database() {
        return Bench.ON_POSTGRES;
    }
}
