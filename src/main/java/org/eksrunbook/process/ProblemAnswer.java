package org.eksrunbook.process;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * How a filter answers what it refuses: {@code application/problem+json} (RFC 9457), like everything behind the filters; to a person with a
 * browser a page in words.
 */
public final class ProblemAnswer {

    /** Needs neither our style sheet, which only those get who are logged in, nor anything else. */
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p>%2$s.</p>
            <p><a href="%3$s/camunda/app/tasklist/default/">Log in to Tasklist</a>, or go <a href="%3$s/">to the list of incidents</a>.</p>
            </main>
            </body>
            </html>
            """;

    private ProblemAnswer() {}

    /** Whether a browser asks for a page to show: it names HTML among what it takes, which no client of an interface does. */
    public static boolean isForPerson(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** @param detail a sentence of ours, never of the client: it is not escaped */
    static void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        if (!isForPerson(request)) {
            write(response, status, detail);
            return;
        }
        String title = status == HttpStatus.UNAUTHORIZED ? "You are not logged in" : status.getReasonPhrase();
        response.setStatus(status.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(PAGE.formatted(title, detail, request.getContextPath()));
    }

    /** @param detail a sentence of ours, never of the client: it is not escaped */
    static void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(text(status, detail));
    }

    static String text(HttpStatus status, String detail) {
        return "{\"type\":\"about:blank\",\"title\":\"" + status.getReasonPhrase() + "\",\"status\":" + status.value()
                + ",\"detail\":\"" + detail + "\"}";
    }
}
