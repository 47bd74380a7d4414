package org.eksrunbook.process;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Matches the whole path as the client wrote it, whichever servlet it belongs to. Spring Security's own matchers look at
 * the part behind a servlet's prefix, and the engine's servlets have prefixes. {@link PathGuard} lets one spelling through.
 */
record PathMatcher(@Nullable HttpMethod method, PathPattern pattern) implements RequestMatcher {

    static PathMatcher of(String pattern) {
        return new PathMatcher(null, PathPatternParser.defaultInstance.parse(pattern));
    }

    static PathMatcher of(HttpMethod method, String pattern) {
        return new PathMatcher(method, PathPatternParser.defaultInstance.parse(pattern));
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return (method == null || method.matches(request.getMethod()))
                && pattern.matches(PathContainer.parsePath(path));
    }
}
