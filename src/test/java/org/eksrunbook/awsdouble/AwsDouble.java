package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.aws.ServiceModel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS on one port. Who asks what is told by the signature of a request, as for AWS itself: key, region, service. What does not fit a service's
 * model, in a request or in an answer of the double, is kept, and {@link #close} fails with it.
 */
public final class AwsDouble implements AutoCloseable {

    /** The server's own key. */
    public static final String KEY = AwsKeys.SERVER;

    private static final Logger LOG = LoggerFactory.getLogger(AwsDouble.class);
    private static final Pattern SIGNED = Pattern.compile(".*Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/aws4_request.*");
    private static final Map<String, ServiceModel> MODELS = new ConcurrentHashMap<>();
    private static final List<String> CHAIN =
            List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region", "aws.endpointUrl");

    private record Played(AwsService service, ServiceModel model, Shapes shapes, Wire wire) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "aws-double");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Played> services = new ConcurrentHashMap<>();
    private final Map<String, AwsStorage> storages = new ConcurrentHashMap<>();
    private final List<AwsRequest> requests = new ArrayList<>();
    private final List<String> misfits = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AwsKeys keys;
    private final AwsFaults faults = new AwsFaults();
    private final StsDouble sts;

    /** @param serverAccount account of the server's own key */
    public AwsDouble(String serverAccount) {
        keys = new AwsKeys(serverAccount);
        sts = new StsDouble(keys);
        with(sts);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public AwsDouble with(AwsService service) {
        ServiceModel model = MODELS.computeIfAbsent(service.model(), ServiceModel::new);
        services.put(service.name(), new Played(service, model, new Shapes(model.json()), Wire.of(model)));
        return this;
    }

    public AwsDouble with(AwsStorage storage) {
        storages.put(storage.name(), storage);
        return this;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Points the SDK's own chain at this double, by system properties, with the server's own key. */
    public AwsDouble chain(String region) {
        System.setProperty("aws.accessKeyId", AwsKeys.SERVER);
        System.setProperty("aws.secretAccessKey", "secret");
        System.setProperty("aws.region", region);
        System.setProperty("aws.endpointUrl", endpoint().toString());
        return this;
    }

    /** The same for a server in a process of its own, as environment variables. */
    public Map<String, String> environment(String region) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                AwsKeys.SERVER,
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "AWS_REGION",
                region,
                "AWS_ENDPOINT_URL",
                endpoint().toString());
    }

    public static void away() {
        CHAIN.forEach(System::clearProperty);
    }

    public AwsFaults faults() {
        return faults;
    }

    public StsDouble sts() {
        return sts;
    }

    /** Every request that was understood, in their order; those that met a fault too. */
    public List<AwsRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Requests so far are of no interest any more. */
    public void forgetRequests() {
        synchronized (requests) {
            requests.clear();
        }
    }

    public List<AwsRequest> requests(String service, String operation) {
        return requests().stream()
                .filter(request ->
                        request.service().equals(service) && request.operation().equals(operation))
                .toList();
    }

    /** Whether the operation has pages, so that faults of pages apply. */
    public boolean pages(AwsRequest request) {
        AwsStorage storage = storages.get(request.service());
        return storage != null
                ? storage.pages(request.operation())
                : Paging.token(played(request.service()).shapes(), request.operation())
                        .isPresent();
    }

    private Played played(String service) {
        Played played = services.get(service);
        if (played == null) {
            throw new AwsRefusal(404, "UnknownEndpoint", "The double does not play " + service);
        }
        return played;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher signed = SIGNED.matcher(
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""));
            if (!signed.matches()) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            AwsStorage storage = storages.get(signed.group(3));
            if (storage != null) {
                answer(exchange, storage, body, signed);
                return;
            }
            Played played = services.get(signed.group(3));
            if (played == null) {
                LOG.warn("The double does not play {}", signed.group(3));
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            answer(exchange, played, body, signed);
        } catch (RuntimeException unforeseen) {
            LOG.error("The double failed", unforeseen);
            misfits.add(unforeseen.toString());
            throw unforeseen;
        }
    }

    private void answer(HttpExchange exchange, Played played, byte[] body, Matcher signed) throws IOException {
        AwsFault fault = null;
        Wire.Told told;
        int status = 200;
        try {
            Wire.Asked asked = played.wire().read(exchange, body);
            AwsRequest request = request(asked, signed);
            fault = faults.of(request).orElse(null);
            if (fault == null) {
                fault = played.service().fault(request);
            }
            if (fault == AwsFault.RESET || fault == AwsFault.HANG && slept()) {
                return;
            }
            refuse(request, fault);
            told = played.wire().write(request.operation(), answered(played, request, fault));
        } catch (AwsRefusal refusal) {
            status = refusal.status();
            told = played.wire().write(refusal);
        }
        if (fault != AwsFault.LOST_ANSWER) {
            send(exchange, status, told, fault == AwsFault.HALF_ANSWER);
        }
    }

    private AwsRequest request(Wire.Asked asked, Matcher signed) {
        AwsRequest request = new AwsRequest(
                signed.group(3),
                asked.operation(),
                asked.input(),
                keys.account(signed.group(1)),
                signed.group(2),
                signed.group(1));
        synchronized (requests) {
            requests.add(request);
        }
        return request;
    }

    private void answer(HttpExchange exchange, AwsStorage storage, byte[] body, Matcher signed) throws IOException {
        AwsFault fault = null;
        Reply reply;
        try {
            AwsRequest request = request(storage.asked(exchange), signed);
            fault = faults.of(request).orElse(null);
            if (fault == AwsFault.RESET || fault == AwsFault.HANG && slept()) {
                return;
            }
            refuse(request, fault);
            reply = storage.answer(exchange, body, fault);
        } catch (AwsRefusal refusal) {
            reply = storage.refused(refusal);
        }
        if (fault != AwsFault.LOST_ANSWER) {
            (fault == AwsFault.HALF_ANSWER ? reply.half() : reply).send(exchange);
        }
    }

    private boolean slept() {
        try {
            closed.await(60, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void refuse(AwsRequest request, @Nullable AwsFault fault) {
        boolean json = !List.of("sts", "iam", "ec2", "rds", "s3").contains(request.service());
        boolean s3 = request.service().equals("s3");
        if (fault == AwsFault.THROTTLED) {
            String xml = switch (request.service()) {
                case "ec2" -> "RequestLimitExceeded";
                case "s3" -> "SlowDown";
                default -> "Throttling";
            };
            throw new AwsRefusal(s3 ? 503 : 400, json ? "ThrottlingException" : xml, "Rate exceeded");
        } else if (fault == AwsFault.SERVER_FAULT) {
            String xml = s3 ? "InternalError" : "InternalFailure";
            throw new AwsRefusal(500, json ? "InternalServerException" : xml, "An internal error");
        } else if (fault == AwsFault.EXPIRED_CREDENTIALS) {
            throw new AwsRefusal(
                    json || s3 ? 400 : 403,
                    json ? "ExpiredTokenException" : "ExpiredToken",
                    "The security token included in the request is expired");
        } else if (fault == AwsFault.REJECTED) {
            throw new AwsRefusal("ValidationException", "Not as it should be");
        } else if (fault == AwsFault.DENIED) {
            throw AwsRefusal.denied(request);
        }
    }

    private JsonNode answered(Played played, AwsRequest request, @Nullable AwsFault fault) {
        Optional<String> pages = Paging.token(played.shapes(), request.operation());
        String token = pages.map(request::text).filter(text -> !text.isEmpty()).orElse(null);
        pages.ifPresent(member -> Paging.unwrap((ObjectNode) request.input(), member));
        List<String> wrong = played.model().faultsOfRequest(request.operation(), request.input());
        if (!wrong.isEmpty()) {
            misfits.add(request + " asked: " + wrong);
            throw new AwsRefusal("ValidationException", wrong.toString());
        }
        JsonNode answer = played.service().answer(request);
        if (pages.isPresent() && fault == AwsFault.EMPTY_PAGE) {
            Paging.empty((ObjectNode) answer, pages.get(), token);
        } else if (pages.isPresent() && fault == AwsFault.SAME_TOKEN) {
            Paging.followedByItself((ObjectNode) answer, pages.get());
        }
        List<String> untrue = played.model().faultsOfAnswer(request.operation(), answer);
        if (!untrue.isEmpty()) {
            misfits.add(request + " answered: " + untrue);
        }
        return answer;
    }

    private static void send(HttpExchange exchange, int status, Wire.Told told, boolean half) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", told.contentType());
        exchange.getResponseHeaders().add("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
        Reply reply = new Reply(status, told.headers(), told.body(), told.body().length);
        (half ? reply.half() : reply).send(exchange);
    }

    /** Requests and answers that did not fit their models. */
    public List<String> misfits() {
        List<String> all = new ArrayList<>(misfits);
        storages.values().forEach(storage -> all.addAll(storage.misfits()));
        return all;
    }

    /** @throws IllegalStateException where a request or an answer did not fit its model */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        if (!misfits().isEmpty()) {
            throw new IllegalStateException("Not as the services' models say: " + misfits());
        }
    }
}
