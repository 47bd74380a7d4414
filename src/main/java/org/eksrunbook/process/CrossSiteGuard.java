package org.eksrunbook.process;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses changes that a page of another site asks a logged-in browser for: it would send session and Basic credentials
 * along. A browser says where a request comes from ({@code Sec-Fetch-Site}, {@code Origin}); a script says nothing and has
 * no session, or names itself in {@code X-Requested-With}, which another site's page cannot.
 */
class CrossSiteGuard extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READS.contains(request.getMethod()) || isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswer.write(
                    response, HttpStatus.FORBIDDEN, "A page of another site asked for this change: it is not made");
        }
    }

    private static boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            return isSameHost(origin, request);
        }
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getHeader("X-Requested-With") != null
                || request.getHeader("X-XSRF-TOKEN") != null
                || request.getSession(false) == null;
    }

    private static boolean isSameHost(String origin, HttpServletRequest request) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host(request));
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }

    private static @Nullable String host(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.HOST);
    }
}
