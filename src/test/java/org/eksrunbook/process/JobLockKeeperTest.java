package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Without the keeper this step is begun again each time its lock ends. */
@Tag("full")
@ServerTest
@Import(JobLockKeeperTest.Steps.class)
@TestPropertySource(properties = "camunda.bpm.job-execution.lock-time-in-millis=2000")
class JobLockKeeperTest {

    @Autowired
    private RepositoryService models;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private LongStep step;

    @Test
    void aStepLongerThanItsLockRunsOnceAndEnds() throws InterruptedException {
        models.createDeployment()
                .addModelInstance(
                        "long.bpmn",
                        Bpmn.createExecutableProcess("long")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .serviceTask("step")
                                .camundaAsyncBefore()
                                .camundaDelegateExpression("${longStep}")
                                .endEvent()
                                .done())
                .deploy();
        String instance = runtime.startProcessInstanceByKey("long").getId();

        assertThat(step.begunAgain.await(9, TimeUnit.SECONDS)).isFalse();
        step.mayEnd.countDown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (runtime.createProcessInstanceQuery().processInstanceId(instance).count() > 0
                && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(runtime.createProcessInstanceQuery().processInstanceId(instance).count())
                .isZero();
        assertThat(step.begun).hasValue(1);
    }

    static final class LongStep implements JavaDelegate {

        private final AtomicInteger begun = new AtomicInteger();
        private final CountDownLatch begunAgain = new CountDownLatch(2);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public void execute(DelegateExecution execution) throws InterruptedException {
            begun.incrementAndGet();
            begunAgain.countDown();
            mayEnd.await(60, TimeUnit.SECONDS);
        }
    }

    @TestConfiguration
    static class Steps {

        @Bean
        LongStep longStep() {
            return new LongStep();
        }
    }
}
