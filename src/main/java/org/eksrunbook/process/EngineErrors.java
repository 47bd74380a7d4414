package org.eksrunbook.process;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The engine's interfaces answer an error of the database with its statement. That goes into the log, under a number that the answer names. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class EngineErrors extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(EngineErrors.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Held held = new Held(response);
        chain.doFilter(request, held);
        byte[] error = held.error();
        if (error == null) {
            return;
        }
        String text = new String(error, StandardCharsets.UTF_8);
        if (ofDatabase(text)) {
            UUID number = UUID.randomUUID();
            LOG.error("Error {} at {} {}: {}", number, request.getMethod(), request.getRequestURI(), text);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            // As the engine has it: its web applications show the message.
            error = ("{\"type\":\"ProcessEngineException\",\"message\":\"The database failed: look for " + number
                            + " in the server's log\",\"code\":null}")
                    .getBytes(StandardCharsets.UTF_8);
        }
        response.setContentLength(error.length);
        response.getOutputStream().write(error);
    }

    /** MyBatis, Spring and the drivers name the language, or their own class after it, beside each statement. */
    private static boolean ofDatabase(String text) {
        return text.toLowerCase(Locale.ROOT).contains("sql") || text.contains("Database Operation");
    }

    /** Lets everything through but the body of an error of the server. */
    private static final class Held extends HttpServletResponseWrapper {

        private @Nullable Body body;

        Held(HttpServletResponse response) {
            super(response);
        }

        byte @Nullable [] error() {
            Body written = body;
            return written == null || isCommitted() ? null : written.bytes.toByteArray();
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (getStatus() != SC_INTERNAL_SERVER_ERROR || isCommitted()) {
                return super.getOutputStream();
            }
            Body written = body == null ? new Body() : body;
            body = written;
            return written;
        }

        @Override
        public void flushBuffer() throws IOException {
            if (body == null) {
                super.flushBuffer();
            }
        }

        @Override
        public void setContentLength(int length) {
            if (body == null && getStatus() != SC_INTERNAL_SERVER_ERROR) {
                super.setContentLength(length);
            }
        }

        @Override
        public void setContentLengthLong(long length) {
            if (body == null && getStatus() != SC_INTERNAL_SERVER_ERROR) {
                super.setContentLengthLong(length);
            }
        }

        @Override
        public void resetBuffer() {
            body = null;
            super.resetBuffer();
        }

        @Override
        public void reset() {
            body = null;
            super.reset();
        }
    }

    private static final class Body extends ServletOutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int one) {
            bytes.write(one);
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes.write(some, from, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("An error is not written bit by bit");
        }
    }
}
