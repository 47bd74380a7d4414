package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.ws.rs.core.Response.Status;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The engine's own code logs here, as it does for each answer of its REST interface. */
class AnsweredInOrderTest {

    private final AnsweredInOrder filter = new AnsweredInOrder();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        filter.begin();
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        filter.end();
    }

    @Test
    void aRefusalForWantOfRoomIsNotLoggedWithItsStackTrace() {
        answer(new RestException(Status.SERVICE_UNAVAILABLE, "The disk is nearly full"));
        assertThat(log.list).isEmpty();
    }

    @Test
    void whatFailsIsLoggedAsBefore() {
        answer(new RestException(Status.INTERNAL_SERVER_ERROR, "Something broke"));
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage())
                        .startsWith("ENGINE-REST-HTTP500")
                        .contains("Something broke"));
    }

    private static void answer(RestException failure) {
        assertThat(ExceptionHandlerHelper.getInstance().getResponse(failure).getStatus())
                .isPositive();
    }
}
