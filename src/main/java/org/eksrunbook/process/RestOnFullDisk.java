package org.eksrunbook.process;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * While the disk is nearly full the server begins no step of its own: each would fail, and a person would have to mend it. It goes on by itself
 * once there is room.
 */
@Component
class RestOnFullDisk {

    private static final Logger LOG = LoggerFactory.getLogger(RestOnFullDisk.class);

    private final FreeSpace freeSpace;
    private final ObjectProvider<JobExecutor> jobs;
    private boolean resting;

    RestOnFullDisk(FreeSpace freeSpace, ObjectProvider<JobExecutor> jobs) {
        this.freeSpace = freeSpace;
        this.jobs = jobs;
    }

    @Scheduled(fixedDelayString = "PT2S")
    synchronized void look() {
        boolean nearlyGone = freeSpace.isNearlyGone();
        JobExecutor executor = jobs.getIfAvailable();
        if (executor == null || nearlyGone == resting) {
            return;
        }
        if (nearlyGone && executor.isActive()) {
            executor.shutdown();
            resting = true;
            LOG.warn("The server rests until there is room: {}", freeSpace);
        } else if (resting) {
            executor.start();
            resting = false;
            LOG.info("There is room again, the server goes on: {}", freeSpace);
        }
    }
}
