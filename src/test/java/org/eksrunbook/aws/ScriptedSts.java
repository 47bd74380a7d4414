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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;

/** STS on the wire: gives out keys of any role and says whose a key is. */
@NullUnmarked // hands over and looks up what may be missing
final class ScriptedSts implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> arnOfKey = new TreeMap<>();
    private final List<Map<String, String>> requests = new ArrayList<>();
    private int keys;

    ScriptedSts() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Whose a key is. */
    void knows(String key, String arn) {
        arnOfKey.put(key, arn);
    }

    List<Map<String, String>> requests(String action) {
        return requests.stream()
                .filter(request -> action.equals(request.get("Action")))
                .toList();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Map<String, String> request = new TreeMap<>();
        for (String field : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&")) {
            String[] pair = field.split("=", 2);
            request.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
        }
        requests.add(request);
        String signature = exchange.getRequestHeaders().getFirst("Authorization");
        String key = signature.replaceAll(".*Credential=([^/]+)/.*", "$1");
        byte[] body = switch (request.get("Action")) {
            case "AssumeRole" -> assumed(request.get("RoleArn"));
            case "GetCallerIdentity" -> caller(arnOfKey.get(key));
            default -> throw new IllegalStateException("not scripted: " + request);
        };
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] assumed(String role) {
        String key = "ASIA" + (1000 + keys++);
        arnOfKey.putIfAbsent(key, role.replace(":iam::", ":sts::").replace(":role/", ":assumed-role/") + "/session");
        return ("<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>"
                        + "<AccessKeyId>" + key + "</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>"
                        + "<SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>"
                        + "</Credentials></AssumeRoleResult></AssumeRoleResponse>")
                .getBytes(UTF_8);
    }

    private static byte[] caller(String arn) {
        return ("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                        + "<Arn>" + arn + "</Arn><UserId>AROAEXAMPLE</UserId><Account>" + arn.split(":")[4]
                        + "</Account>"
                        + "</GetCallerIdentityResult></GetCallerIdentityResponse>")
                .getBytes(UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
