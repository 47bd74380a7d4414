package org.eksrunbook.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Frees the steps of a node that died. Every node's pulse stands in the database; whose pulse stands still has its jobs taken by the living. So a job's lock may be
 * long: a step that outlasts its lock is begun a second time beside itself and then never ends (measured on Camunda 7.24), and a step over a million calls
 * takes its time. How long a pulse stands still is measured by the one who looks: the nodes' clocks need not agree.
 */
@Component
class LivingNodes {

    private record Seen(@Nullable Long pulse, Instant since) {}

    private static final Logger LOG = LoggerFactory.getLogger(LivingNodes.class);

    private final ObjectProvider<JobExecutor> executor;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration deadAfter;
    private final Map<String, Seen> others = new HashMap<>();

    LivingNodes(
            ObjectProvider<JobExecutor> executor,
            JdbcClient jdbc,
            Clock clock,
            @Value("${runbook.node-dead-after:30s}") Duration deadAfter) {
        this.executor = executor;
        this.jdbc = jdbc;
        this.clock = clock;
        this.deadAfter = deadAfter;
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT1S")
    @Transactional
    void look() {
        JobExecutor own = executor.getIfAvailable();
        if (own == null || !own.isActive()) {
            return;
        }
        beat(own.getLockOwner());
        for (String node : jdbc.sql("select LOCK_OWNER_ from ACT_RU_JOB where LOCK_OWNER_ <> ?"
                        + " union select lock_owner from living_node where lock_owner <> ?")
                .params(own.getLockOwner(), own.getLockOwner())
                .query(String.class)
                .list()) {
            watch(node);
        }
    }

    private void beat(String node) {
        int there = jdbc.sql("update living_node set pulse = pulse + 1 where lock_owner = ?")
                .param(node)
                .update();
        if (there == 0) {
            jdbc.sql("insert into living_node (lock_owner, pulse) values (?, 1)")
                    .param(node)
                    .update();
        }
    }

    private void watch(String node) {
        List<Long> pulses = jdbc.sql("select pulse from living_node where lock_owner = ?")
                .param(node)
                .query(Long.class)
                .list();
        Long pulse = pulses.isEmpty() ? null : pulses.get(0);
        Seen seen = others.get(node);
        if (seen == null || !Objects.equals(seen.pulse(), pulse)) {
            others.put(node, new Seen(pulse, clock.instant()));
        } else if (clock.instant().isAfter(seen.since().plus(deadAfter))) {
            free(node);
        }
    }

    /** The revision goes up: should the node live after all, what it still does to these jobs is refused. */
    private void free(String node) {
        int jobs = jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null, REV_ = REV_ + 1"
                        + " where LOCK_OWNER_ = ?")
                .param(node)
                .update();
        jdbc.sql("delete from living_node where lock_owner = ?").param(node).update();
        others.remove(node);
        LOG.info("A node is dead: its {} steps go on", jobs);
    }
}
