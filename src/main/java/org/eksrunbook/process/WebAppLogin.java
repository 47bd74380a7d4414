package org.eksrunbook.process;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Slows the guessing of passwords at the web applications' login as {@link Passwords} does for HTTP Basic. */
class WebAppLogin extends OncePerRequestFilter {

    private final PasswordAttempts attempts;

    WebAppLogin(PasswordAttempts attempts) {
        this.attempts = attempts;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !(request.getMethod().equals("POST")
                && request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/admin/auth/user/")
                && request.getRequestURI().contains("/login/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            attempts.check(request.getRemoteAddr(), () -> isLoggedIn(request, response, chain));
        } catch (PasswordWait wait) {
            Unauthenticated.answerWait(request, response, wait);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static boolean isLoggedIn(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
            return response.getStatus() != HttpServletResponse.SC_UNAUTHORIZED;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
