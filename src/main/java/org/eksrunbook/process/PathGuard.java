package org.eksrunbook.process;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses paths that can be written in more than one way. Filters and servlets behind read paths differently: whoever
 * disguises one reaches a servlet whose guard did not recognise it. First of all filters.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PathGuard extends OncePerRequestFilter {

    /** An encoded letter, digit, '-', '.', '_', '~', '/', '\', ';', '%' or control character; or a broken encoding. */
    private static final Pattern DISGUISED = Pattern.compile(
            "%(?![0-9a-fA-F]{2})|%(?:[01].|2[5dDeEfF]|3[0-9bB]|4[1-9a-fA-F]|5[0-9aAcCfF]|6[1-9a-fA-F]|7[0-9aAeEfF]|[cC][01])"
                    + "|;|\\\\|//|/\\.{1,2}(?:/|$)|[\\x00-\\x20\\x7f-\\uffff]");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!METHODS.contains(request.getMethod())) {
            ProblemAnswer.write(request, response, HttpStatus.METHOD_NOT_ALLOWED, "There is no such method here");
            return;
        }
        if (DISGUISED.matcher(request.getRequestURI()).find()) {
            ProblemAnswer.write(
                    request,
                    response,
                    HttpStatus.BAD_REQUEST,
                    "Write the path plainly: nothing in it needs a disguise");
            return;
        }
        chain.doFilter(request, response);
    }
}
