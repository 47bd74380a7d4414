package org.eksrunbook.trail;

import java.util.Map;

/** The same on PostgreSQL. */
class FindingPagesOnPostgresTest extends FindingPagesTest {

    @Override
    Map<String, Object> database() {
        return Bench.ON_POSTGRES;
    }
}
