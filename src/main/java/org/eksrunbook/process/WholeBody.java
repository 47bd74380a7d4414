package org.eksrunbook.process;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a body whole before anything behind looks at it, and refuses one that is longer than it may be. The engine's
 * interfaces know no limit themselves: a single long list would take all the memory.
 */
class WholeBody extends OncePerRequestFilter {

    /** Enough for the longest field of a form, escaped as JSON inside JSON. */
    private static final int SUBMISSION = 4 << 20;
    /** A query with thousands of names keeps the database busy for long. */
    private static final int ELSE = 256 << 10;
    /** Name and password. */
    private static final int LOGIN = 8 << 10;

    private static final Pattern SUBMISSIONS = Pattern.compile("/(?:complete|submit-form|start)$");

    private final String below;
    private final ToIntFunction<HttpServletRequest> limit;

    private WholeBody(String below, ToIntFunction<HttpServletRequest> limit) {
        this.below = below;
        this.limit = limit;
    }

    /** In front of the web applications' login, which people reach who are not logged in. */
    static WholeBody ofLogins() {
        return new WholeBody("/camunda/api/admin/auth/", login -> LOGIN);
    }

    /** In front of an interface of the engine. */
    static WholeBody below(String path) {
        return new WholeBody(
                path, request -> SUBMISSIONS.matcher(request.getRequestURI()).find() ? SUBMISSION : ELSE);
    }

    @Override
    protected String getAlreadyFilteredAttributeName() {
        return super.getAlreadyFilteredAttributeName() + below;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + below);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = limit.applyAsInt(request);
        byte[] body = request.getContentLengthLong() > most
                ? null
                : request.getInputStream().readNBytes(most + 1);
        if (body == null || body.length > most) {
            response.setHeader("Connection", "close");
            ProblemAnswer.write(
                    response, HttpStatus.PAYLOAD_TOO_LARGE, "The body is longer than " + most + " bytes: send less");
            return;
        }
        chain.doFilter(body.length == 0 ? request : new ReadRequest(request, body), response);
    }
}
