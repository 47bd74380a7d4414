package org.eksrunbook.gameday;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The API server of the game day's cluster, on loopback, over TLS with a certificate of its own: it lists nodes, service accounts and pods, page by page,
 * and gives one ConfigMap. It lets in who shows a token, and whatever is not a {@code GET} is refused.
 */
final class PlayedKubernetes implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "changeit";
    private static final Map<String, String> KINDS =
            Map.of("nodes", "NodeList", "serviceaccounts", "ServiceAccountList", "pods", "PodList");
    private static final int PAGE = 2;

    private final HttpsServer server;
    private final String certificate;
    private final JsonNode objects;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param objects lists by the names of their kinds, and {@code aws-auth} */
    PlayedKubernetes(JsonNode objects) throws IOException {
        this.objects = objects;
        Path folder = Files.createTempDirectory("played-kubernetes");
        try {
            KeyStore keys = keys(folder.resolve("keys.p12"));
            certificate = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getCertificate("server").getEncoded());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Files.deleteIfExists(folder.resolve("keys.p12"));
            Files.delete(folder);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Made by the JDK's own tool: it has no other way that is open to everybody. */
    private static KeyStore keys(Path file) throws IOException, GeneralSecurityException {
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-startdate",
                        "-1d",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream said = made.getInputStream()) {
            String words = new String(said.readAllBytes(), UTF_8);
            if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
                throw new IOException("keytool made no certificate: " + words);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(file)) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        return keys;
    }

    String endpoint() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** As EKS tells it: a certificate in PEM, in Base64 once more. */
    String certificateAuthority() {
        String pem = "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(UTF_8));
    }

    /** Method and path of every request. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 403, status(403));
            } else if (!isKnown(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, status(401));
            } else if (path.equals("/api/v1/namespaces/kube-system/configmaps/aws-auth")) {
                send(exchange, 200, objects.path("aws-auth"));
            } else if (path.startsWith("/api/v1/") && KINDS.containsKey(path.substring("/api/v1/".length()))) {
                send(exchange, 200, page(path.substring("/api/v1/".length()), query(exchange)));
            } else {
                send(exchange, 404, status(404));
            }
        }
    }

    /** A request to STS that is signed for a cluster is what EKS takes for a token; who signed it, and for which, only STS could tell. */
    private boolean isKnown(String authorization) {
        String token = Objects.requireNonNullElse(authorization, "");
        if (!token.startsWith("Bearer k8s-aws-v1.")) {
            return false;
        }
        String signed =
                new String(Base64.getUrlDecoder().decode(token.substring("Bearer k8s-aws-v1.".length())), UTF_8);
        return signed.contains("Action=GetCallerIdentity")
                && URLDecoder.decode(signed, UTF_8).contains("x-k8s-aws-id");
    }

    private JsonNode page(String kind, Map<String, String> query) {
        JsonNode all = objects.path(kind);
        int from = Integer.parseInt(query.getOrDefault("continue", "0"));
        int until = Math.min(all.size(), from + PAGE);
        ObjectNode list = JSON.createObjectNode().put("kind", KINDS.get(kind)).put("apiVersion", "v1");
        list.putObject("metadata").put("continue", until < all.size() ? Integer.toString(until) : "");
        ArrayNode items = list.putArray("items");
        for (int at = from; at < until; at++) {
            items.add(all.get(at));
        }
        return list;
    }

    private static JsonNode status(int code) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("code", code);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
            }
        }
        return query;
    }

    private static void send(HttpExchange exchange, int code, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
