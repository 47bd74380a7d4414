package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.AwsRefusal;
import org.eksrunbook.awsdouble.AwsStorage;
import org.eksrunbook.awsdouble.Reply;
import org.eksrunbook.awsdouble.Wire;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 on the wire over objects in memory or files of a folder: lists (pages, delimiter, start-after), whole and ranged reads, conditional writes.
 * Faults are put in front of it, key by key. What it serves is counted. A part of {@link AwsDouble}, or alone on a port of its own.
 */
@NullUnmarked // hands over and looks up what may be missing
public final class FolderS3 implements AwsStorage, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderS3.class);

    public static final String BUCKET = "delivered-logs";

    /** What happens to one request for a key instead of an answer, or to its answer. */
    public enum Fault {
        RESET_HALF_WAY,
        SHORT_ANSWER,
        THROTTLED,
        SERVER_FAULT,
        DENIED,
        KMS_DENIED,
        ASLEEP,
        /** A page of a list that is followed by itself. */
        SAME_PAGE
    }

    private record Stored(byte[] content, Path file, Map<String, String> headers) {
        byte[] bytes() throws IOException {
            return file == null ? content : Files.readAllBytes(file);
        }

        long size() throws IOException {
            return file == null ? content.length : Files.size(file);
        }

        Instant modified() throws IOException {
            return file == null
                    ? Instant.EPOCH
                    : Files.getLastModifiedTime(file).toInstant();
        }
    }

    private static final String AGAIN = "again";

    private HttpServer server;
    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, Fault> standing = new ConcurrentHashMap<>();
    private final Map<String, String> storageClasses = new ConcurrentHashMap<>();
    private final List<String> requests = java.util.Collections.synchronizedList(new ArrayList<>());
    private final List<String> misfits = new CopyOnWriteArrayList<>();
    private volatile int pageSize = 1000;
    private volatile boolean sameTokenForEver;
    private volatile boolean emptyPagesForEver;
    private final AtomicInteger emptyPages = new AtomicInteger();

    /** Puts every file below a folder into the bucket, its path behind the prefix as key. */
    public FolderS3 with(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            objects.put(prefix + folder.relativize(file).toString(), new Stored(null, file, Map.of())));
        }
        return this;
    }

    public FolderS3 with(String key, byte[] content, Map<String, String> headers) {
        objects.put(key, new Stored(content, null, headers));
        return this;
    }

    void remove(String key) {
        objects.remove(key);
    }

    boolean holds(String key) {
        return objects.containsKey(key);
    }

    boolean holdsBelow(String prefix) {
        return objects.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    void pagesOf(int objectsAPage) {
        pageSize = objectsAPage;
    }

    public void namesTheSamePageForEver() {
        sameTokenForEver = true;
    }

    public void listsToTheEndAgain() {
        sameTokenForEver = false;
    }

    void givesEmptyPagesForEver() {
        emptyPagesForEver = true;
    }

    /** The next request for the key fails so; several are queued. */
    public void once(String key, Fault fault) {
        faults.computeIfAbsent(key, first -> new ConcurrentLinkedQueue<>()).add(fault);
    }

    public void always(String key, Fault fault) {
        standing.put(key, fault);
    }

    void liesIn(String key, String storageClass) {
        storageClasses.put(key, storageClass);
    }

    /** Nothing fails any more. */
    public void mend() {
        faults.clear();
        standing.clear();
    }

    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    S3Client client() {
        return client(new CallGuard());
    }

    S3Client client(CallGuard guard) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")))
                .httpClient(ApacheHttpClient.builder().maxConnections(64).build())
                .overrideConfiguration(override -> override.addExecutionInterceptor(guard)
                        .apiCallAttemptTimeout(java.time.Duration.ofSeconds(20))
                        .apiCallTimeout(java.time.Duration.ofSeconds(60)))
                .build();
    }

    /** Of its own port. */
    public synchronized URI endpoint() {
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            server.setExecutor(Executors.newFixedThreadPool(8, work -> {
                Thread thread = new Thread(work, "folder-s3");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", this::answer);
            server.start();
        }
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Reply reply;
            try {
                reply = answer(exchange, body, null);
            } catch (AwsRefusal refused) {
                reply = refused(refused);
            }
            reply.send(exchange);
        } catch (RuntimeException unforeseen) {
            LOG.error("The double failed", unforeseen);
            throw unforeseen;
        }
    }

    @Override
    public List<String> misfits() {
        return List.copyOf(misfits);
    }

    @Override
    public String name() {
        return "s3";
    }

    private static String key(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return path.length() <= BUCKET.length() + 2
                ? ""
                : URLDecoder.decode(path.substring(BUCKET.length() + 2).replace("+", "%2B"), UTF_8);
    }

    /** Nothing but what the runbook asks: {@code ListObjectsV2}, and {@code GetObject} and its like. */
    @Override
    public Wire.Asked asked(HttpExchange exchange) {
        String key = key(exchange);
        ObjectNode input = new ObjectMapper().createObjectNode().put("Bucket", BUCKET);
        if (key.isEmpty()) {
            query(exchange).forEach(input::put);
            return new Wire.Asked("ListObjectsV2", input);
        }
        String method = exchange.getRequestMethod();
        return new Wire.Asked(
                method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT) + "Object", input.put("Key", key));
    }

    @Override
    public boolean pages(String operation) {
        return operation.equals("ListObjectsV2");
    }

    @Override
    public Reply refused(AwsRefusal refusal) {
        return Reply.xml(
                refusal.status(),
                "<Error><Code>" + refusal.code() + "</Code><Message>" + escaped(String.valueOf(refusal.getMessage()))
                        + "</Message></Error>");
    }

    @Override
    public Reply answer(HttpExchange exchange, byte[] body, AwsFault page) throws IOException {
        String key = key(exchange);
        String method = exchange.getRequestMethod();
        Map<String, String> query = query(exchange);
        requests.add(method + " " + (key.isEmpty() ? "?" + query.get("prefix") : key));
        Fault fault = fault(key.isEmpty() ? "?" + query.getOrDefault("prefix", "") : key);
        if (fault != null) {
            refuse(fault);
        }
        Reply reply = checked(exchange, query, method, key, body, fault, page);
        boolean half = fault == Fault.RESET_HALF_WAY || fault == Fault.SHORT_ANSWER;
        return half ? reply.half() : reply;
    }

    private Reply checked(
            HttpExchange exchange,
            Map<String, String> query,
            String method,
            String key,
            byte[] body,
            Fault fault,
            AwsFault page)
            throws IOException {
        Reply reply = switch (method) {
            case "GET" ->
                key.isEmpty()
                        ? Reply.xml(200, list(query, fault == Fault.SAME_PAGE ? AwsFault.SAME_TOKEN : page))
                        : get(exchange, key);
            case "PUT" -> put(exchange, key, body);
            case "HEAD" -> {
                Stored stored = objects.get(key);
                yield stored == null ? Reply.of(404) : new Reply(200, stored.headers(), new byte[0], 0);
            }
            case "DELETE" -> {
                objects.remove(key);
                yield Reply.of(204);
            }
            default -> Reply.of(405);
        };
        S3Wire.installed().ifPresent(wire -> misfits.addAll(wire.faults(exchange, query, reply)));
        return reply;
    }

    private Fault fault(String key) {
        Queue<Fault> queue = faults.get(key);
        Fault once = queue == null ? null : queue.poll();
        return once != null ? once : standing.get(key);
    }

    private static void refuse(Fault fault) {
        switch (fault) {
            case THROTTLED -> throw new AwsRefusal(503, "SlowDown", "Please reduce your request rate.");
            case SERVER_FAULT -> throw new AwsRefusal(500, "InternalError", "We encountered an internal error.");
            case DENIED -> throw new AwsRefusal(403, "AccessDenied", "Access Denied");
            case KMS_DENIED ->
                throw new AwsRefusal(
                        403, "AccessDenied", "User is not authorized to perform: kms:Decrypt on the resource");
            case ASLEEP ->
                throw new AwsRefusal(
                        403, "InvalidObjectState", "The operation is not valid for the object's storage class");
            case RESET_HALF_WAY, SHORT_ANSWER, SAME_PAGE -> {}
        }
    }

    private Reply get(HttpExchange exchange, String key) throws IOException {
        Stored stored = objects.get(key);
        if (stored == null) {
            throw new AwsRefusal(404, "NoSuchKey", "The specified key does not exist.");
        }
        byte[] content = stored.bytes();
        Map<String, String> headers = new HashMap<>(stored.headers());
        headers.put("ETag", "\"" + Integer.toHexString(content.length) + "\"");
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            return new Reply(200, headers, content, content.length);
        }
        int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
        headers.put("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        return new Reply(206, headers, rest, rest.length);
    }

    private Reply put(HttpExchange exchange, String key, byte[] body) {
        byte[] content = unchunked(exchange, body);
        if ("*".equals(exchange.getRequestHeaders().getFirst("If-None-Match")) && objects.containsKey(key)) {
            throw new AwsRefusal(
                    412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }
        objects.put(key, new Stored(content, null, Map.of()));
        return new Reply(200, Map.of("ETag", "\"" + Integer.toHexString(content.length) + "\""), new byte[0], 0);
    }

    /** A signed stream comes in chunks: {@code <hex length>;chunk-signature=…\r\n<bytes>\r\n}. */
    private static byte[] unchunked(HttpExchange exchange, byte[] body) {
        String encoding = String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
        if (!encoding.startsWith("STREAMING")) {
            return body;
        }
        java.io.ByteArrayOutputStream plain = new java.io.ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (body[end] != '\r') {
                end++;
            }
            int length = Integer.parseInt(new String(body, at, end - at, UTF_8).split(";", -1)[0], 16);
            if (length == 0) {
                return plain.toByteArray();
            }
            plain.write(body, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    /** @param fault of pages: an empty one with a token to go on, or one that is followed by itself */
    private String list(Map<String, String> query, AwsFault fault) throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.get("delimiter");
        String token = query.get("continuation-token");
        String after = token == null || token.equals(AGAIN) ? query.getOrDefault("start-after", "") : token;
        boolean again = sameTokenForEver || fault == AwsFault.SAME_TOKEN;
        int most = fault == AwsFault.EMPTY_PAGE || emptyPagesForEver
                ? 0
                : Math.min(pageSize, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        StringBuilder contents = new StringBuilder();
        TreeMap<String, Boolean> folders = new TreeMap<>();
        String last = after.isEmpty() ? " " : after;
        int count = 0;
        boolean truncated = false;
        for (Map.Entry<String, Stored> object : objects.tailMap(prefix, true).entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            if (key.compareTo(after) <= 0 || after.endsWith("/") && delimiter != null && key.startsWith(after)) {
                continue;
            }
            int cut = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
            String folder = cut < 0 ? null : key.substring(0, cut + 1);
            if (folder != null && folders.containsKey(folder)) {
                continue;
            }
            if (count == most) {
                truncated = true;
                break;
            }
            count++;
            last = folder == null ? key : folder;
            if (folder != null) {
                folders.put(folder, true);
            } else {
                contents.append(content(key, object.getValue()));
            }
        }
        StringBuilder xml = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
                .append("<Name>" + BUCKET + "</Name><EncodingType>url</EncodingType><Prefix>")
                .append(encoded(prefix))
                .append("</Prefix><KeyCount>" + count + "</KeyCount><IsTruncated>")
                .append(truncated || again || emptyPagesForEver)
                .append("</IsTruncated>");
        if (truncated || again || emptyPagesForEver) {
            xml.append("<NextContinuationToken>")
                    .append(again ? AGAIN : emptyPagesForEver ? "empty-" + emptyPages.incrementAndGet() : escaped(last))
                    .append("</NextContinuationToken>");
        }
        xml.append(contents);
        folders.keySet()
                .forEach(folder ->
                        xml.append("<CommonPrefixes><Prefix>" + encoded(folder) + "</Prefix></CommonPrefixes>"));
        return xml.append("</ListBucketResult>").toString();
    }

    private String content(String key, Stored stored) throws IOException {
        return "<Contents><Key>" + encoded(key) + "</Key><LastModified>" + stored.modified() + "</LastModified><Size>"
                + stored.size() + "</Size><StorageClass>" + storageClasses.getOrDefault(key, "STANDARD")
                + "</StorageClass></Contents>";
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, UTF_8).replace("%2F", "/");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(
                        URLDecoder.decode(parts[0], UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
            }
        }
        return query;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
