package org.eksrunbook.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.stereotype.Component;

/**
 * Keeps a 503 of the engine's REST interface out of the log a second time: {@link FreeSpace} and {@link Door} tell in a line what they refuse,
 * and the interface would tell it again with the whole stack trace of an answer that was meant.
 */
@Component
class AnsweredInOrder extends TurboFilter {

    private static final String LOGGER = "org.camunda.bpm.engine.rest.exception";
    private static final String REFUSAL = "ENGINE-REST-HTTP503";

    @PostConstruct
    void begin() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.addTurboFilter(this);
        }
    }

    @PreDestroy
    void end() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String message,
            Object @Nullable [] values,
            @Nullable Throwable thrown) {
        boolean refusal = message != null && message.startsWith(REFUSAL) && LOGGER.equals(logger.getName());
        return refusal ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
