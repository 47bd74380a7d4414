package org.eksrunbook.awsdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/**
 * An answer as it goes over the wire.
 *
 * @param sent so many of its bytes are sent, whatever length was promised
 */
public record Reply(int status, Map<String, String> headers, byte[] body, int sent) {

    public static Reply of(int status) {
        return new Reply(status, Map.of(), new byte[0], 0);
    }

    public static Reply xml(int status, String text) {
        byte[] body = text.getBytes(UTF_8);
        return new Reply(status, Map.of("Content-Type", "application/xml"), body, body.length);
    }

    /** Breaks off in the middle: closing before the promised length breaks the connection. */
    public Reply half() {
        return new Reply(status, headers, body, body.length / 2);
    }

    public void send(HttpExchange exchange) throws IOException {
        headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body, 0, sent);
            exchange.getResponseBody().flush();
        }
    }
}
