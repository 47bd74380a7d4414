package org.eksrunbook.process;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers who is not logged in: the same for a wrong password and an unknown name. */
class Unauthenticated implements AuthenticationEntryPoint {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof PasswordWait wait) {
            answerWait(request, response, wait);
            return;
        }
        // The web applications have a login page of their own: a browser's password window would hide it.
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/camunda")) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"EKS incident runbook\", charset=\"UTF-8\"");
        }
        ProblemAnswer.write(request, response, HttpStatus.UNAUTHORIZED, "Log in with your name and password");
    }

    static void answerWait(HttpServletRequest request, HttpServletResponse response, PasswordWait wait)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()));
        ProblemAnswer.write(
                request,
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many wrong passwords from this address: wait " + wait.seconds() + " seconds and try again");
    }
}
