package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
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
 * Faults are put in front of it, key by key. What it serves is counted.
 */
@NullUnmarked // hands over and looks up what may be missing
public final class FolderS3 implements AutoCloseable {
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
        ASLEEP
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

    private final HttpServer server;
    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, Fault> standing = new ConcurrentHashMap<>();
    private final Map<String, String> storageClasses = new ConcurrentHashMap<>();
    private final List<String> requests = java.util.Collections.synchronizedList(new ArrayList<>());
    private volatile int pageSize = 1000;
    private volatile boolean sameTokenForEver;

    public FolderS3() {
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

    void pagesOf(int objectsAPage) {
        pageSize = objectsAPage;
    }

    void namesTheSamePageForEver() {
        sameTokenForEver = true;
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

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getRawPath();
            String key = path.length() <= BUCKET.length() + 2
                    ? ""
                    : URLDecoder.decode(path.substring(BUCKET.length() + 2).replace("+", "%2B"), UTF_8);
            String method = exchange.getRequestMethod();
            Map<String, String> query = query(exchange);
            requests.add(method + " " + (key.isEmpty() ? "?" + query.get("prefix") : key));
            Fault fault = fault(key.isEmpty() ? "?" + query.getOrDefault("prefix", "") : key);
            if (fault != null && refused(exchange, fault)) {
                return;
            }
            switch (method) {
                case "GET" -> {
                    if (key.isEmpty()) {
                        xml(exchange, 200, list(query));
                    } else {
                        get(exchange, key, fault);
                    }
                }
                case "PUT" -> put(exchange, key);
                case "HEAD" -> {
                    Stored stored = objects.get(key);
                    if (stored != null) {
                        stored.headers()
                                .forEach((name, value) ->
                                        exchange.getResponseHeaders().add(name, value));
                    }
                    exchange.sendResponseHeaders(stored == null ? 404 : 200, -1);
                }
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        } catch (RuntimeException unforeseen) {
            LOG.error("The double failed", unforeseen);
            throw unforeseen;
        } finally {
            exchange.close();
        }
    }

    private Fault fault(String key) {
        Queue<Fault> queue = faults.get(key);
        Fault once = queue == null ? null : queue.poll();
        return once != null ? once : standing.get(key);
    }

    private static boolean refused(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case THROTTLED -> error(exchange, 503, "SlowDown", "Please reduce your request rate.");
            case SERVER_FAULT -> error(exchange, 500, "InternalError", "We encountered an internal error.");
            case DENIED -> error(exchange, 403, "AccessDenied", "Access Denied");
            case KMS_DENIED ->
                error(exchange, 403, "AccessDenied", "User is not authorized to perform: kms:Decrypt on the resource");
            case ASLEEP ->
                error(exchange, 403, "InvalidObjectState", "The operation is not valid for the object's storage class");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void get(HttpExchange exchange, String key, Fault fault) throws IOException {
        Stored stored = objects.get(key);
        if (stored == null) {
            error(exchange, 404, "NoSuchKey", "The specified key does not exist.");
            return;
        }
        byte[] content = stored.bytes();
        int from = 0;
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range != null) {
            from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        stored.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.getResponseHeaders().add("ETag", "\"" + Integer.toHexString(content.length) + "\"");
        int length = content.length - from;
        exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
        if (fault == Fault.RESET_HALF_WAY || fault == Fault.SHORT_ANSWER) {
            exchange.getResponseBody().write(content, from, length / 2);
            exchange.getResponseBody().flush();
            return; // closing before the length that was promised breaks the connection
        }
        if (length > 0) {
            exchange.getResponseBody().write(content, from, length);
        }
    }

    private void put(HttpExchange exchange, String key) throws IOException {
        byte[] content = unchunked(exchange);
        if ("*".equals(exchange.getRequestHeaders().getFirst("If-None-Match")) && objects.containsKey(key)) {
            error(exchange, 412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
            return;
        }
        objects.put(key, new Stored(content, null, Map.of()));
        exchange.getResponseHeaders().add("ETag", "\"" + Integer.toHexString(content.length) + "\"");
        exchange.sendResponseHeaders(200, -1);
    }

    /** A signed stream comes in chunks: {@code <hex length>;chunk-signature=…\r\n<bytes>\r\n}. */
    private static byte[] unchunked(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
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

    private String list(Map<String, String> query) throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.get("delimiter");
        String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        int most = Math.min(pageSize, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        StringBuilder contents = new StringBuilder();
        TreeMap<String, Boolean> folders = new TreeMap<>();
        String last = null;
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
                .append(truncated || sameTokenForEver)
                .append("</IsTruncated>");
        if (truncated || sameTokenForEver) {
            xml.append("<NextContinuationToken>")
                    .append(sameTokenForEver ? "again" : escaped(last))
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

    private static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        xml(exchange, status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    private static void xml(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
