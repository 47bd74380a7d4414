package org.eksrunbook.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.AwsRefusal;
import org.eksrunbook.awsdouble.AwsRequest;
import org.eksrunbook.awsdouble.AwsService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * Athena as a service of {@link AwsDouble}; {@link HiveTables} executes the SQL over the same files. Faults are put in front, operation by operation.
 */
public final class AthenaDouble implements AwsService, AutoCloseable {

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
        private final @Nullable Fault fault;
        private HiveTables.Result result = HiveTables.Result.EMPTY;
        private String state = "RUNNING";
        private @Nullable ObjectNode error;
        private int looks;

        Query(String id, String text, @Nullable Fault fault) {
            this.id = id;
            this.text = text;
            this.fault = fault;
        }
    }

    private final HiveTables tables;
    private final Map<String, Query> byId = new LinkedHashMap<>();
    private final Map<String, Query> byToken = new LinkedHashMap<>();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Queue<AwsRefusal>> refusals = new ConcurrentHashMap<>();
    private volatile String failure = "the double was told to fail";
    private volatile String workgroupState = "ENABLED";
    private volatile boolean enforces;
    private volatile Consumer<String> whenStarted = text -> {};
    private int page = 1000;
    private int looksUntilDone = 1;
    private int before;
    private @Nullable Fault nextQuery;
    private @Nullable AwsDouble alone;

    /**
     * @param archive folder that holds what lies in the bucket of {@code s3}
     * @param work for rows in the making
     */
    public static AthenaDouble over(Path archive, Path work, FolderS3 s3) {
        return new AthenaDouble(new HiveTables(archive, work, s3));
    }

    AthenaDouble(HiveTables tables) {
        this.tables = tables;
    }

    /** The double on a port of its own, with nothing else. */
    private synchronized AwsDouble alone() {
        if (alone == null) {
            alone = new AwsDouble("999999999999").with(this);
        }
        return alone;
    }

    @Override
    public String name() {
        return "athena";
    }

    @Override
    public String model() {
        return "athena-2017-05-18";
    }

    /** Something that happens when a query has been started and its id is not told yet; its text is given. */
    public void whenStarted(Consumer<String> happens) {
        whenStarted = happens;
    }

    AthenaClient client() {
        return AthenaClient.builder()
                .endpointOverride(alone().endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(AwsDouble.KEY, "secret")))
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
                .add(new AwsRefusal(type, message));
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

    /** As if its time were up: whoever looks now sees its end. */
    synchronized void end(String queryId) {
        Query query = Objects.requireNonNull(byId.get(queryId), queryId);
        query.looks = Integer.MAX_VALUE - 1;
        look(query);
    }

    void pagesOf(int rows) {
        page = rows;
    }

    void doneAfter(int looks) {
        looksUntilDone = looks;
    }

    /** Requests and answers that the service model does not know. */
    List<String> broken() {
        return alone().misfits();
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

    @Override
    public synchronized @Nullable AwsFault fault(AwsRequest request) {
        String operation = request.operation();
        requests.add(operation);
        AwsRefusal refused =
                refusals.getOrDefault(operation, new ConcurrentLinkedQueue<>()).poll();
        if (refused != null) {
            throw refused;
        }
        Fault fault =
                faults.getOrDefault(operation, new ConcurrentLinkedQueue<>()).poll();
        nextQuery = fault;
        return fault == null
                ? null
                : switch (fault) {
                    case THROTTLED -> AwsFault.THROTTLED;
                    case SERVER_FAULT -> AwsFault.SERVER_FAULT;
                    case RESET -> AwsFault.RESET;
                    case ANSWER_LOST -> AwsFault.LOST_ANSWER;
                    case DENIED -> AwsFault.DENIED;
                    case EMPTY_PAGE_WITH_TOKEN -> AwsFault.EMPTY_PAGE;
                    case SAME_TOKEN -> AwsFault.SAME_TOKEN;
                    case QUERY_FAILS_PASSING, QUERY_FAILS_FOR_GOOD -> null;
                };
    }

    @Override
    public JsonNode answer(AwsRequest request) {
        JsonNode answer = done(request.operation(), request.input());
        if (request.operation().equals("StartQueryExecution")) {
            whenStarted.accept(request.text("QueryString"));
        }
        return answer;
    }

    private synchronized ObjectNode done(String operation, JsonNode request) {
        return switch (operation) {
            case "StartQueryExecution" -> start(request);
            case "GetQueryExecution" -> look(request);
            case "GetQueryResults" -> results(request);
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
            default -> throw new AwsRefusal("UnknownOperationException", operation);
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

    private ObjectNode start(JsonNode request) {
        String token = request.path("ClientRequestToken").asText();
        Query known = byToken.get(token);
        if (known == null) {
            List<String> literals = new ArrayList<>();
            request.path("ExecutionParameters").forEach(literal -> literals.add(literal.asText()));
            Query query = new Query(
                    "query-" + (before + byId.size() + 1),
                    request.path("QueryString").asText(),
                    nextQuery);
            nextQuery = null;
            byId.put(query.id, query);
            byToken.put(token, query);
            run(query, literals);
            known = query;
        } else if (!known.text.equals(request.path("QueryString").asText())) {
            throw new AwsRefusal("InvalidRequestException", "Idempotent parameters do not match");
        }
        return JSON.createObjectNode().put("QueryExecutionId", known.id);
    }

    private void run(Query query, List<String> literals) {
        Fault fault = query.fault;
        boolean fails = fault == Fault.QUERY_FAILS_PASSING || fault == Fault.QUERY_FAILS_FOR_GOOD;
        if (fails) {
            tables.leaveHalf(query.text);
            query.error = JSON.createObjectNode()
                    .put("ErrorCategory", fault == Fault.QUERY_FAILS_PASSING ? 1 : 2)
                    .put("ErrorType", 1)
                    .put("Retryable", fault == Fault.QUERY_FAILS_PASSING)
                    .put("ErrorMessage", failure);
            return;
        }
        try {
            query.result = tables.execute(query.text, literals);
        } catch (SQLException failed) {
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
            throw new AwsRefusal("InvalidRequestException", "QueryExecution was not found");
        }
        return query;
    }

    private ObjectNode look(JsonNode request) {
        return look(query(request));
    }

    private ObjectNode look(Query query) {
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

    private ObjectNode results(JsonNode request) {
        Query query = query(request);
        if (!query.state.equals("SUCCEEDED")) {
            throw new AwsRefusal(
                    "InvalidRequestException", "Query has not yet finished. Current state: " + query.state);
        }
        String token = request.path("NextToken").asText("");
        int from = token.isEmpty() ? 0 : Integer.parseInt(token.substring(1));
        List<List<String>> rows = query.result.rows();
        int until = Math.min(rows.size(), from + page);
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode set = answer.putObject("ResultSet");
        ArrayNode columns = set.putObject("ResultSetMetadata").putArray("ColumnInfo");
        rows.stream()
                .limit(1)
                .flatMap(List::stream)
                .forEach(name -> columns.addObject().put("Name", name).put("Type", "varchar"));
        ArrayNode list = set.putArray("Rows");
        for (List<String> row : rows.subList(from, until)) {
            ArrayNode data = list.addObject().putArray("Data");
            for (String value : row) {
                ObjectNode datum = data.addObject();
                if (value != null) {
                    datum.put("VarCharValue", value);
                }
            }
        }
        if (until < rows.size()) {
            answer.put("NextToken", "p" + until);
        }
        return answer;
    }

    /** As if nobody had ever asked, and CloudTrail's table had never been created. Ids of queries do not come again. */
    synchronized void forget() throws SQLException {
        before += byId.size();
        byId.clear();
        byToken.clear();
        requests.clear();
        tables.forgetExtractions();
        tables.forget();
    }

    @Override
    public synchronized void close() {
        tables.close();
        if (alone != null) {
            alone.close();
        }
    }
}
