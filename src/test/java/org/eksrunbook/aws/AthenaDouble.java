package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * Athena on the wire; {@link HiveTables} executes the SQL over the same files. Every request and every answer is held against Athena's own service
 * model. Faults are put in front, operation by operation.
 */
public final class AthenaDouble implements AutoCloseable {

    /** What happens to one request. */
    public enum Fault {
        THROTTLED,
        SERVER_FAULT,
        RESET,
        /** Done, but the answer is lost. */
        ANSWER_LOST,
        DENIED,
        EMPTY_PAGE_WITH_TOKEN,
        SAME_TOKEN,
        /** The query ends as failed for a reason that passes. */
        QUERY_FAILS_PASSING,
        QUERY_FAILS_FOR_GOOD
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class Query {
        private final String id;
        private final String text;
        private HiveTables.Result result = HiveTables.Result.EMPTY;
        private String state = "RUNNING";
        private @Nullable ObjectNode error;
        private int looks;

        Query(String id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private final HttpServer server;
    private final ServiceModel model = new ServiceModel("athena-2017-05-18");
    private final HiveTables tables;
    private final Map<String, Query> byId = new LinkedHashMap<>();
    private final Map<String, Query> byToken = new LinkedHashMap<>();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Queue<Refused>> refusals = new ConcurrentHashMap<>();
    private volatile String failure = "the double was told to fail";
    private volatile String workgroupState = "ENABLED";
    private volatile boolean enforces;
    private volatile Consumer<String> whenStarted = text -> {};
    private int page = 1000;
    private int looksUntilDone = 1;

    /**
     * @param archive folder that holds what lies in the bucket of {@code s3}
     * @param work for rows in the making
     */
    public static AthenaDouble over(Path archive, Path work, FolderS3 s3) throws IOException {
        return new AthenaDouble(new HiveTables(archive, work, s3));
    }

    AthenaDouble(HiveTables tables) throws IOException {
        this.tables = tables;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "athena-double");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Something that happens when a query has been started and its id is not told yet; its text is given. */
    public void whenStarted(Consumer<String> happens) {
        whenStarted = happens;
    }

    AthenaClient client() {
        return AthenaClient.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")))
                .httpClient(ApacheHttpClient.builder().build())
                .overrideConfiguration(override -> override.addExecutionInterceptor(new CallGuard())
                        .apiCallAttemptTimeout(java.time.Duration.ofSeconds(30))
                        .apiCallTimeout(java.time.Duration.ofSeconds(60)))
                .build();
    }

    void once(String operation, Fault fault) {
        faults.computeIfAbsent(operation, first -> new ConcurrentLinkedQueue<>())
                .add(fault);
    }

    /** The next request of the operation is refused with these words. */
    void refuseOnce(String operation, String type, String message) {
        refusals.computeIfAbsent(operation, first -> new ConcurrentLinkedQueue<>())
                .add(new Refused(type, message));
    }

    /** The next query fails for good with these words. */
    void failOnce(String message) {
        failure = message;
        once("StartQueryExecution", Fault.QUERY_FAILS_FOR_GOOD);
    }

    void workgroup(String state, boolean enforcesItsConfiguration) {
        workgroupState = state;
        enforces = enforcesItsConfiguration;
    }

    void pagesOf(int rows) {
        page = rows;
    }

    void doneAfter(int looks) {
        looksUntilDone = looks;
    }

    /** Requests and answers that the service model does not know. */
    public synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    synchronized long started(String beginning) {
        return byId.values().stream()
                .filter(query -> query.text.contains(beginning))
                .count();
    }

    public synchronized List<String> texts() {
        return byId.values().stream().map(query -> query.text).toList();
    }

    public synchronized long running() {
        return byId.values().stream()
                .filter(query -> query.state.equals("RUNNING"))
                .count();
    }

    public synchronized long count(String operation) {
        return requests.stream().filter(operation::equals).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replace("AmazonAthena.", "");
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        try {
            Fault fault = java.util.Optional.ofNullable(faults.get(operation))
                    .map(Queue::poll)
                    .orElse(null);
            synchronized (this) {
                requests.add(operation);
                broken.addAll(model.faultsOfRequest(operation, request));
            }
            Refused refused = refusals.getOrDefault(operation, new ConcurrentLinkedQueue<>())
                    .poll();
            if (refused != null) {
                throw refused;
            }
            if (fault == Fault.RESET) {
                return;
            } else if (fault == Fault.THROTTLED) {
                refuse(exchange, 400, "ThrottlingException", "Rate exceeded");
            } else if (fault == Fault.SERVER_FAULT) {
                refuse(exchange, 500, "InternalServerException", "An internal error");
            } else if (fault == Fault.DENIED) {
                refuse(exchange, 400, "AccessDeniedException", "not authorized to perform: athena:" + operation);
            } else {
                ObjectNode answer = done(operation, request, fault);
                synchronized (this) {
                    broken.addAll(model.faultsOfAnswer(operation, answer));
                }
                if (operation.equals("StartQueryExecution")) {
                    whenStarted.accept(request.path("QueryString").asText());
                }
                if (fault != Fault.ANSWER_LOST) {
                    send(exchange, 200, answer);
                }
            }
        } catch (Refused refused) {
            refuse(exchange, 400, refused.type, String.valueOf(refused.getMessage()));
        } catch (RuntimeException unforeseen) {
            // The client sees a connection that ends; the test that closes this double sees why.
            synchronized (this) {
                broken.add("unforeseen: " + unforeseen);
            }
        } finally {
            exchange.close();
        }
    }

    /** A refusal that Athena would give as well. */
    static final class Refused extends RuntimeException {
        private final String type;

        Refused(String type, String message) {
            super(message);
            this.type = type;
        }
    }

    private synchronized ObjectNode done(String operation, JsonNode request, @Nullable Fault fault) {
        return switch (operation) {
            case "StartQueryExecution" -> start(request, fault);
            case "GetQueryExecution" -> look(request);
            case "GetQueryResults" -> results(request, fault);
            case "StopQueryExecution" -> {
                Query query = query(request);
                query.state = query.state.equals("RUNNING") ? "CANCELLED" : query.state;
                yield JSON.createObjectNode();
            }
            case "GetWorkGroup" -> workgroup(request.path("WorkGroup").asText());
            case "GetTableMetadata" ->
                tables.metadata(
                        request.path("DatabaseName").asText(),
                        request.path("TableName").asText());
            default -> throw new Refused("UnknownOperationException", operation);
        };
    }

    private ObjectNode workgroup(String name) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("WorkGroup")
                .put("Name", name)
                .put("State", workgroupState)
                .putObject("Configuration")
                .put("EnforceWorkGroupConfiguration", enforces)
                .put("BytesScannedCutoffPerQuery", 50_000_000_000L);
        return answer;
    }

    private ObjectNode start(JsonNode request, @Nullable Fault fault) {
        String token = request.path("ClientRequestToken").asText();
        Query known = byToken.get(token);
        if (known == null) {
            List<String> literals = new ArrayList<>();
            request.path("ExecutionParameters").forEach(literal -> literals.add(literal.asText()));
            Query query = new Query(
                    "query-" + (byId.size() + 1), request.path("QueryString").asText());
            byId.put(query.id, query);
            byToken.put(token, query);
            run(query, literals, fault);
            known = query;
        } else if (!known.text.equals(request.path("QueryString").asText())) {
            throw new Refused("InvalidRequestException", "Idempotent parameters do not match");
        }
        return JSON.createObjectNode().put("QueryExecutionId", known.id);
    }

    private void run(Query query, List<String> literals, @Nullable Fault fault) {
        boolean fails = fault == Fault.QUERY_FAILS_PASSING || fault == Fault.QUERY_FAILS_FOR_GOOD;
        if (fails) {
            query.error = JSON.createObjectNode()
                    .put("ErrorCategory", fault == Fault.QUERY_FAILS_PASSING ? 1 : 2)
                    .put("ErrorType", 1)
                    .put("Retryable", fault == Fault.QUERY_FAILS_PASSING)
                    .put("ErrorMessage", failure);
            return;
        }
        try {
            query.result = tables.execute(query.text, literals);
        } catch (java.sql.SQLException failed) {
            query.error = JSON.createObjectNode()
                    .put("ErrorCategory", 2)
                    .put("ErrorType", 1006)
                    .put("Retryable", false)
                    .put("ErrorMessage", String.valueOf(failed.getMessage()));
        }
    }

    private Query query(JsonNode request) {
        Query query = byId.get(request.path("QueryExecutionId").asText());
        if (query == null) {
            throw new Refused("InvalidRequestException", "QueryExecution was not found");
        }
        return query;
    }

    private ObjectNode look(JsonNode request) {
        Query query = query(request);
        if (query.state.equals("RUNNING") && ++query.looks >= looksUntilDone) {
            query.state = query.error == null ? "SUCCEEDED" : "FAILED";
        }
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode execution = answer.putObject("QueryExecution")
                .put("QueryExecutionId", query.id)
                .put("Query", query.text);
        ObjectNode status = execution.putObject("Status").put("State", query.state);
        if (query.error != null && query.state.equals("FAILED")) {
            status.set("AthenaError", query.error);
            status.put("StateChangeReason", query.error.path("ErrorMessage").asText());
        }
        execution.putObject("Statistics").put("DataScannedInBytes", query.result.bytes());
        return answer;
    }

    private ObjectNode results(JsonNode request, @Nullable Fault fault) {
        Query query = query(request);
        if (!query.state.equals("SUCCEEDED")) {
            throw new Refused("InvalidRequestException", "Query has not yet finished. Current state: " + query.state);
        }
        String token = request.path("NextToken").asText("");
        int from = token.isEmpty() ? 0 : Integer.parseInt(token.substring(1));
        List<List<String>> rows = query.result.rows();
        int until = fault == Fault.EMPTY_PAGE_WITH_TOKEN ? from : Math.min(rows.size(), from + page);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putObject("ResultSet").putArray("Rows");
        for (List<String> row : rows.subList(from, until)) {
            ArrayNode data = list.addObject().putArray("Data");
            for (String value : row) {
                ObjectNode datum = data.addObject();
                if (value != null) {
                    datum.put("VarCharValue", value);
                }
            }
        }
        if (fault == Fault.SAME_TOKEN) {
            answer.put("NextToken", token.isEmpty() ? "p0" : token);
        } else if (until < rows.size()) {
            answer.put("NextToken", "p" + until);
        }
        return answer;
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().add("x-amzn-ErrorType", type);
        send(
                exchange,
                status,
                JSON.createObjectNode()
                        .put("__type", type)
                        .put("Message", message)
                        .put("message", message));
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = answer.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        tables.close();
    }
}
