package org.eksrunbook.trail;

import java.util.Map;

/** The same on PostgreSQL. */
class HostileFilesOnPostgresTest extends HostileFilesTest {

    @Override
    Map<String, Object> database() {
        return Bench.ON_POSTGRES;
    }
}
