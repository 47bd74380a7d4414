package org.eksrunbook.process;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Logs in to the web applications as a browser does and calls their paths with session and token. */
public final class WebAppBrowser {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String base;

    public WebAppBrowser(int port) {
        this.base = "http://localhost:" + port;
    }

    public HttpResponse<String> login(String user, String password) {
        send(HttpRequest.newBuilder(URI.create(base + "/camunda/app/tasklist/default/"))
                .GET());
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(base + "/camunda/api/admin/auth/user/default/login/tasklist"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-XSRF-TOKEN", token())
                        .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password=" + password)));
        // The login makes a new session, which has a new token.
        send(HttpRequest.newBuilder(URI.create(base + "/camunda/app/tasklist/default/"))
                .GET());
        return answer;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    public HttpResponse<String> post(String path, String json) {
        return call("POST", path, json);
    }

    public HttpResponse<String> call(String method, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", token())
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.headers().firstValue("X-XSRF-TOKEN").orElse("").equals("Required")) {
                throw new IllegalStateException("The token is wrong: the request did not reach what it was to test");
            }
            return answer;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }
}
