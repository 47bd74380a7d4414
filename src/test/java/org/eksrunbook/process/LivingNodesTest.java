package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.eksrunbook.MovingClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class LivingNodesTest {

    private static final String OTHER = "another-node";
    private static final Instant START = Instant.parse("2024-08-02T08:00:00Z");

    @Autowired
    private ObjectProvider<JobExecutor> executor;

    @Autowired
    private JdbcClient jdbc;

    private final MovingClock clock = new MovingClock(START);
    private LivingNodes nodes;

    @BeforeEach
    void aJobOfAnotherNode() {
        nodes = new LivingNodes(executor, jdbc, clock, Duration.ofSeconds(30));
        jdbc.sql("delete from ACT_RU_JOB where ID_ = 'held'").update();
        jdbc.sql("delete from living_node where lock_owner = ?").param(OTHER).update();
        jdbc.sql(
                        "insert into ACT_RU_JOB (ID_, REV_, TYPE_, LOCK_OWNER_, LOCK_EXP_TIME_, RETRIES_, SUSPENSION_STATE_, EXCLUSIVE_, PRIORITY_, DUEDATE_)"
                                + " values ('held', 1, 'message', ?, timestamp '2999-01-01 00:00:00', 3, 2, true, 0, timestamp '2999-01-01 00:00:00')")
                .param(OTHER)
                .update();
    }

    @Test
    void jobsOfANodeWhosePulseStandsStillAreFreed() {
        jdbc.sql("insert into living_node (lock_owner, pulse) values (?, 7)")
                .param(OTHER)
                .update();
        nodes.look();
        clock.pass(Duration.ofSeconds(29));
        nodes.look();
        assertThat(owner()).isEqualTo(OTHER);
        clock.pass(Duration.ofSeconds(2));
        nodes.look();
        assertThat(owner()).isNull();
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    void jobsOfALivingNodeStayItsOwnHoweverLong() {
        jdbc.sql("insert into living_node (lock_owner, pulse) values (?, 7)")
                .param(OTHER)
                .update();
        for (int minute = 0; minute < 100; minute++) {
            clock.pass(Duration.ofMinutes(1));
            jdbc.sql("update living_node set pulse = pulse + 1 where lock_owner = ?")
                    .param(OTHER)
                    .update();
            nodes.look();
        }
        assertThat(owner()).isEqualTo(OTHER);
    }

    @Test
    void aNodeThatNeverHadAPulseIsDeadToo() {
        nodes.look();
        clock.pass(Duration.ofSeconds(31));
        nodes.look();
        assertThat(owner()).isNull();
    }

    private @Nullable String owner() {
        return (String) jdbc.sql("select LOCK_OWNER_ from ACT_RU_JOB where ID_ = 'held'")
                .query()
                .singleRow()
                .get("LOCK_OWNER_");
    }

    private int revision() {
        return jdbc.sql("select REV_ from ACT_RU_JOB where ID_ = 'held'")
                .query(Integer.class)
                .single();
    }
}
