package org.eksrunbook.aws;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.trail.SourceProbe;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Whether findings can be taken from the queue. What is in it stays: a message that is seen is not hidden from anybody. */
@Component
@Lazy
@ConditionalOnProperty("runbook.intake.queue")
class QueueProbe implements SourceProbe {

    private final SqsFindings queue;

    QueueProbe(@Lazy SqsFindings queue) {
        this.queue = queue;
    }

    @Override
    public List<Answer> probe() {
        List<String> missing = new ArrayList<>();
        List.<Runnable>of(queue::tryToReceive, queue::tryToRemove).forEach(one -> {
            try {
                one.run();
            } catch (CallFailed failed) {
                missing.add(failed.why());
            }
        });
        return List.of(new Answer(
                "intake-queue-access",
                missing.isEmpty(),
                false,
                missing.isEmpty()
                        ? "Findings can be taken from " + queue.location()
                        : "Findings cannot be taken from " + queue.location() + ": " + String.join("; ", missing)));
    }
}
