package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.unit.DataSize;

class RestOnFullDiskTest {

    @TempDir
    Path folder;

    private final Jobs jobs = new Jobs();
    private boolean nearlyGone;

    @Test
    void noStepBeginsWhileTheDiskIsNearlyFullAndTheServerGoesOnByItself() {
        RestOnFullDisk rest = rest();
        jobs.start();
        rest.look();
        assertThat(jobs.isActive()).isTrue();

        nearlyGone = true;
        rest.look();
        rest.look();
        assertThat(jobs.isActive()).isFalse();

        nearlyGone = false;
        rest.look();
        assertThat(jobs.isActive()).isTrue();
    }

    @Test
    void whatSomebodyElseStoppedStaysStopped() {
        RestOnFullDisk rest = rest();
        nearlyGone = true;
        rest.look();
        nearlyGone = false;
        rest.look();
        assertThat(jobs.isActive()).isFalse();
    }

    private RestOnFullDisk rest() {
        FreeSpace space = new FreeSpace(folder, DataSize.ofMegabytes(64)) {
            @Override
            boolean isNearlyGone() {
                return nearlyGone;
            }
        };
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("jobs", jobs);
        return new RestOnFullDisk(space, beans.getBeanProvider(JobExecutor.class));
    }

    private static final class Jobs extends JobExecutor {
        @Override
        protected void startExecutingJobs() {
            // Nothing is executed here.
        }

        @Override
        protected void stopExecutingJobs() {
            // Nothing is executed here.
        }

        @Override
        public void executeJobs(List<String> jobIds, ProcessEngineImpl engine) {
            throw new AssertionError("Nothing is executed here");
        }
    }
}
