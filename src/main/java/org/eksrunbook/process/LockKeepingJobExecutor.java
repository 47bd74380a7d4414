package org.eksrunbook.process;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;

/** The engine's job executor, which also knows whether it is at work, so that {@link JobLockKeeper} keeps its locks only then. */
class LockKeepingJobExecutor extends SpringJobExecutor {

    private final AtomicInteger working = new AtomicInteger();

    boolean isWorking() {
        return working.get() > 0;
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> jobIds, ProcessEngineImpl processEngine) {
        Runnable jobs = super.getExecuteJobsRunnable(jobIds, processEngine);
        return () -> {
            working.incrementAndGet();
            try {
                jobs.run();
            } finally {
                working.decrementAndGet();
            }
        };
    }
}
