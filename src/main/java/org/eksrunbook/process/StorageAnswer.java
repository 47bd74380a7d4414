package org.eksrunbook.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Where the database is full or away not even the login can be looked up: says so on every path, instead of an error without words. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class StorageAnswer extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(StorageAnswer.class);

    private final ObjectMapper json;

    StorageAnswer(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            Optional<String> advice = StorageFailure.behind(failure);
            if (advice.isEmpty() || response.isCommitted()) {
                throw failure;
            }
            LOG.error("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.toString());
            response.reset();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            json.writeValue(
                    response.getOutputStream(),
                    Map.of("title", "Service Unavailable", "status", 503, "detail", advice.get()));
        }
    }
}
