package org.eksrunbook.process;

import java.sql.Timestamp;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Renews the locks of the jobs that this node is working on. A job that outlasts its lock is begun again elsewhere while it still runs, and then never
 * ends (measured on Camunda 7.24); a lock long enough for the longest step would leave the jobs of a dead node lying as long. Steps are bounded all the
 * same: this is for the case of a million calls, not for waiting.
 */
@Component
class JobLockKeeper {

    private final ObjectProvider<LockKeepingJobExecutor> executor;
    private final JdbcClient jdbc;

    JobLockKeeper(ObjectProvider<LockKeepingJobExecutor> executor, JdbcClient jdbc) {
        this.executor = executor;
        this.jdbc = jdbc;
    }

    /** Three times within a lock's time: one renewal may come late, or fail. The revision stays, so the engine's own change of the job still fits. */
    @Scheduled(
            fixedDelayString = "#{${camunda.bpm.job-execution.lock-time-in-millis:60000} / 3}",
            initialDelayString = "#{${camunda.bpm.job-execution.lock-time-in-millis:60000} / 3}")
    void renew() {
        LockKeepingJobExecutor node = executor.getIfAvailable();
        if (node == null || !node.isWorking()) {
            return;
        }
        long now = ClockUtil.getCurrentTime().getTime();
        jdbc.sql("update ACT_RU_JOB set LOCK_EXP_TIME_ = ? where LOCK_OWNER_ = ? and LOCK_EXP_TIME_ > ?")
                .params(new Timestamp(now + node.getLockTimeInMillis()), node.getLockOwner(), new Timestamp(now))
                .update();
    }
}
