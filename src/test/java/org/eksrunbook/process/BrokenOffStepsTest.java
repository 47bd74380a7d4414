package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class BrokenOffStepsTest {

    @TempDir
    Path folder;

    @Test
    void goOnAtTheNextStartOfAnEmbeddedDatabase() {
        assertThat(ownersAfterAStart("jdbc:h2:file:" + folder.resolve("db")))
                .hasSize(2)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://db/runbook", "jdbc:h2:tcp://db/runbook", "jdbc:h2:file:./x;auto_server=true"})
    void areLeftToTheirLocksWhereAnotherNodeMayBeAtWork(String database) {
        assertThat(ownersAfterAStart(database)).containsExactlyInAnyOrder("a node", null);
    }

    private List<String> ownersAfterAStart(String configured) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("db"));
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("create table ACT_RU_JOB (LOCK_OWNER_ varchar(255), LOCK_EXP_TIME_ timestamp)")
                .update();
        jdbc.sql("insert into ACT_RU_JOB values ('a node', current_timestamp), (null, null)")
                .update();

        StandaloneInMemProcessEngineConfiguration engine = new StandaloneInMemProcessEngineConfiguration();
        engine.setDataSource(source);
        new BrokenOffSteps(configured).postInit(engine);

        return jdbc.sql("select LOCK_OWNER_ from ACT_RU_JOB")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
