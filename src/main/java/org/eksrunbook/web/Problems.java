package org.eksrunbook.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.WrongCaller;
import org.eksrunbook.process.DiskNearlyFull;
import org.eksrunbook.process.ProblemAnswer;
import org.eksrunbook.process.StorageFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
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
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns what went wrong into {@code application/problem+json} (RFC 9457): {@code detail} says what to do, {@code faults} lists every fault of
 * an input. In a browser it is a page. What nobody expected is logged once under an id that the answer names, and tells nothing else.
 */
@RestControllerAdvice
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<?> problem(Exception error, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw error; // Half of a download is out: the connection has to break, or the rest would seem to be
            // missing.
        }
        response.resetBuffer();
        if (error instanceof InvalidInput invalid) {
            return answer(request, HttpStatus.BAD_REQUEST, invalid.faults(), HttpHeaders.EMPTY);
        }
        if (error instanceof HttpMessageNotReadableException) {
            return answer(
                    request, HttpStatus.BAD_REQUEST, "The body is not what is expected here: see docs/interfaces.md");
        }
        if (error instanceof NotFound) {
            return answer(request, HttpStatus.NOT_FOUND, error.getMessage());
        }
        if (error instanceof Forbidden) {
            return answer(request, HttpStatus.FORBIDDEN, error.getMessage());
        }
        if (error instanceof Conflict) {
            return answer(request, HttpStatus.CONFLICT, error.getMessage());
        }
        if (error instanceof WrongCaller) {
            LOG.error("{}", error.getMessage());
            return answer(request, HttpStatus.SERVICE_UNAVAILABLE, error.getMessage());
        }
        if (error instanceof DiskNearlyFull) {
            return answer(request, HttpStatus.SERVICE_UNAVAILABLE, error.getMessage());
        }
        if (error instanceof ArtefactsUnavailable) {
            LOG.error("The artefact store failed", error);
            return answer(request, HttpStatus.SERVICE_UNAVAILABLE, error.getMessage());
        }
        if (error instanceof ConcurrencyFailureException) {
            LOG.warn("Busy at {} {}", request.getMethod(), request.getRequestURI(), error);
            return answer(
                    request,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "A step of this incident writes at this moment, nothing was changed: ask again in a few seconds");
        }
        if (error instanceof NoResourceFoundException) {
            return answer(
                    request,
                    HttpStatus.NOT_FOUND,
                    "There is nothing at this address: docs/interfaces.md lists those there are");
        }
        if (error instanceof ErrorResponse refused) {
            // What Spring itself refuses: a method or media type that is not served, a file too large.
            String detail = refused.getBody().getDetail();
            return answer(
                    request,
                    refused.getStatusCode(),
                    detail == null ? List.of() : List.of(detail),
                    refused.getHeaders());
        }
        Optional<String> storage = StorageFailure.behind(error);
        if (storage.isPresent()) {
            LOG.error("{} {}", request.getMethod(), request.getRequestURI(), error);
            return answer(request, HttpStatus.SERVICE_UNAVAILABLE, storage.get());
        }
        if (error instanceof MultipartException) {
            return answer(
                    request, HttpStatus.BAD_REQUEST, "The form is broken: send multipart/form-data with its boundary");
        }
        UUID number = UUID.randomUUID();
        LOG.error("Error {} at {} {}", number, request.getMethod(), request.getRequestURI(), error);
        return answer(
                request,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something failed here that should not: look for " + number + " in the server's log");
    }

    private static ResponseEntity<?> answer(
            HttpServletRequest request, HttpStatusCode status, @Nullable String detail) {
        return answer(request, status, detail == null ? List.of() : List.of(detail), HttpHeaders.EMPTY);
    }

    private static ResponseEntity<?> answer(
            HttpServletRequest request, HttpStatusCode status, List<String> faults, HttpHeaders headers) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.join("; ", faults));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).headers(headers);
        if (isPage(request)) {
            String title = problem.getTitle() == null ? "Error" : problem.getTitle();
            Map<String, Object> values = Map.of("base", request.getContextPath(), "title", title, "faults", faults);
            return answer.contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                    .body(Pages.render("problem", values));
        }
        if (status.value() == HttpStatus.BAD_REQUEST.value()) {
            problem.setProperty("faults", faults);
        }
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals("/") || path.startsWith("/incidents") || ProblemAnswer.isForPerson(request);
    }
}
