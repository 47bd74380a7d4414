package org.eksrunbook.awsdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One queue: messages come again until they are taken off. */
public final class SqsDouble implements AwsService {

    private final Map<String, Waiting> messages = new LinkedHashMap<>();

    private static final class Waiting {
        private final String body;
        private int received;
        private long hiddenUntil;

        Waiting(String body) {
            this.body = body;
        }
    }

    public synchronized SqsDouble with(String body) {
        messages.put(UUID.randomUUID().toString(), new Waiting(body));
        return this;
    }

    public synchronized int waiting() {
        return messages.size();
    }

    /** As if the time for which given messages are hidden were over. */
    public synchronized void showAgain() {
        messages.values().forEach(message -> message.hiddenUntil = 0);
    }

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public String model() {
        return "sqs-2012-11-05";
    }

    @Override
    public JsonNode answer(AwsRequest request) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        switch (request.operation()) {
            case "ReceiveMessage" -> receive(request, answer);
            case "DeleteMessage" -> delete(request.text("ReceiptHandle"));
            default -> throw new AwsRefusal("UnknownOperationException", request + " is not played");
        }
        return answer;
    }

    private synchronized void delete(String receipt) {
        if (!receipt.startsWith("receipt-")) {
            throw new AwsRefusal(404, "ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
        }
        messages.remove(receipt.replaceFirst("^receipt-", "").replaceFirst("#.*", ""));
    }

    private void receive(AwsRequest request, ObjectNode answer) {
        long end = System.nanoTime() + request.input().path("WaitTimeSeconds").asLong() * 1_000_000_000L;
        while (!give(request, answer) && System.nanoTime() < end) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized boolean give(AwsRequest request, ObjectNode answer) {
        ArrayNode given = JsonWire.JSON.createArrayNode();
        messages.forEach((id, message) -> {
            if (message.hiddenUntil <= System.nanoTime()
                    && given.size()
                            < request.input().path("MaxNumberOfMessages").asInt(1)) {
                message.received++;
                message.hiddenUntil = System.nanoTime()
                        + request.input().path("VisibilityTimeout").asLong(30) * 1_000_000_000L;
                ObjectNode one = given.addObject();
                one.put("MessageId", id)
                        .put("ReceiptHandle", "receipt-" + id + "#" + message.received)
                        .put("Body", message.body)
                        .put("MD5OfBody", md5(message.body));
                one.putObject("Attributes").put("ApproximateReceiveCount", Integer.toString(message.received));
            }
        });
        if (!given.isEmpty()) {
            answer.set("Messages", given);
        }
        return !given.isEmpty();
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
