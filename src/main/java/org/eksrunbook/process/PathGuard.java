package org.eksrunbook.process;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (DISGUISED.matcher(request.getRequestURI()).find()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(request, response);
    }
}
