package org.eksrunbook.incident;

import java.util.List;

/** Port: a queue in which findings wait for the server. A message that is not taken off comes again, and may come more than once anyway. */
public interface FindingQueue {

    /**
     * @param id as the queue names it
     * @param body an EventBridge event, or what a notification service wrapped around one; an attacker may have a hand in its texts
     * @param receipt takes it off
     * @param received how often it was given out, this time included
     */
    record Message(String id, String body, String receipt, int received) {}

    /**
     * Waits some seconds for messages.
     *
     * @throws QueueUnavailable where the queue cannot be asked; the message says what to do
     */
    List<Message> receive();

    /** @throws QueueUnavailable where it stays, and will come again */
    void remove(Message message);

    /** For people. */
    String location();

    /** The queue does not answer as it should; trying again may help. */
    final class QueueUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public QueueUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
