package org.eksrunbook.aws;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.incident.FindingQueue;
import org.eksrunbook.trail.Permissions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The queue that an EventBridge rule for GuardDuty's findings feeds; asked with the server's own credentials, in the queue's region. */
@Component
@Lazy
@ConditionalOnProperty("runbook.intake.queue")
class SqsFindings implements FindingQueue, AutoCloseable {

    private static final Pattern REGION = Pattern.compile("https://(?:sqs\\.([a-z0-9-]+)|([a-z0-9-]+)\\.queue)\\..*");
    private static final int MOST = 10;

    /** As long as a start may take; then the message comes again. */
    private static final Duration HIDDEN = Duration.ofSeconds(60);

    private final ClientSetup setup;
    private final String queue;
    private final int seconds;
    private @Nullable SqsClient client;

    SqsFindings(ClientSetup setup, AwsSettings settings, @Value("${runbook.intake.queue}") String queue) {
        if (!queue.matches("https?://\\S+")) {
            throw new IllegalArgumentException(
                    "runbook.intake.queue: the queue's URL, https://sqs.<region>.amazonaws.com/…");
        }
        this.setup = setup;
        this.queue = queue;
        // An answer that waits for messages must come before the attempt counts as lost.
        this.seconds = (int) Math.max(0, Math.min(20, settings.attemptTimeout().toSeconds() - 2));
    }

    /** Made when first asked; the queue may lie in another region than the server. */
    private synchronized SqsClient sqs() {
        if (client == null) {
            Matcher region = REGION.matcher(queue);
            client = region.matches()
                    ? setup.own(
                                    SqsClient.builder(),
                                    Region.of(region.group(1) != null ? region.group(1) : region.group(2)))
                            .build()
                    : setup.own(SqsClient.builder()).build();
        }
        return client;
    }

    @Override
    public List<Message> receive() {
        try {
            return sqs()
                    .receiveMessage(request -> request.queueUrl(queue)
                            .maxNumberOfMessages(MOST)
                            .waitTimeSeconds(seconds)
                            .visibilityTimeout((int) HIDDEN.toSeconds())
                            .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                    .messages()
                    .stream()
                    .map(message -> new Message(
                            message.messageId(),
                            message.body(),
                            message.receiptHandle(),
                            Integer.parseInt(message.attributes()
                                    .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"))))
                    .toList();
        } catch (SdkException failed) {
            throw new QueueUnavailable(
                    "The queue cannot be asked (sqs:ReceiveMessage): " + AwsReasons.of(failed), failed);
        }
    }

    @Override
    public void remove(Message message) {
        try {
            sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receipt()));
        } catch (SdkException failed) {
            throw new QueueUnavailable(
                    "A message cannot be taken off the queue (sqs:DeleteMessage): " + AwsReasons.of(failed), failed);
        }
    }

    /**
     * Looks at a message without hiding it. That counts as one of the times that a queue with a dead-letter queue gives it, so a server that has
     * received already does not look again.
     *
     * @throws CallFailed where the queue cannot be read
     */
    void tryToReceive() {
        if (setup.outcomes().of(AwsCall.SQS_RECEIVE) != Permissions.Outcome.GRANTED) {
            CallFailed.naming(
                    AwsCall.SQS_RECEIVE,
                    () -> sqs().receiveMessage(request -> request.queueUrl(queue)
                            .maxNumberOfMessages(1)
                            .waitTimeSeconds(0)
                            .visibilityTimeout(0)));
        }
    }

    /**
     * Takes away what is not there: whatever AWS says but «denied», it would have taken a message away.
     *
     * @throws CallFailed where nothing may be taken away, or the queue does not answer
     */
    void tryToRemove() {
        try {
            CallFailed.naming(
                    AwsCall.SQS_DELETE,
                    () -> sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle("none")));
        } catch (CallFailed failed) {
            if (!failed.answeredOtherwise()) {
                throw failed;
            }
        }
    }

    @Override
    public String location() {
        return queue;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
