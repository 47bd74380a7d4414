package org.eksrunbook.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns what went wrong into {@code application/problem+json} (RFC 9457): {@code detail} says what to do, {@code faults} lists every fault of
 * an input. What nobody expected is logged once under an id that the answer names, and tells nothing else.
 */
@RestControllerAdvice
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidInput invalid) {
        return badRequest(invalid.faults());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable) {
        return badRequest(List.of("The body is not the JSON that is expected here: see docs/interfaces.md"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(NotFound notFound) {
        return answer(HttpStatus.NOT_FOUND, notFound.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(Forbidden forbidden) {
        return answer(HttpStatus.FORBIDDEN, forbidden.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflict(Conflict conflict) {
        return answer(HttpStatus.CONFLICT, conflict.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ArtefactsUnavailable unavailable) {
        LOG.error("The artefact store failed", unavailable);
        return answer(HttpStatus.SERVICE_UNAVAILABLE, unavailable.getMessage());
    }

    /** What Spring itself refuses: an unknown path, a method or media type that is not served, a missing part, a file too large. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception error, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw error; // Half of a download is out: the connection has to break, or the rest would seem to be
            // missing.
        }
        if (error instanceof ErrorResponse refused) {
            return answer(refused.getStatusCode(), refused.getBody().getDetail(), refused.getHeaders());
        }
        UUID number = UUID.randomUUID();
        LOG.error("Error {} at {} {}", number, request.getMethod(), request.getRequestURI(), error);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something failed here that should not: look for " + number + " in the log");
    }

    private static ResponseEntity<ProblemDetail> badRequest(List<String> faults) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.join("; ", faults));
        problem.setProperty("faults", faults);
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatusCode status, @Nullable String detail) {
        return answer(status, detail, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpStatusCode status, @Nullable String detail, HttpHeaders headers) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setDetail(detail);
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
