package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eksrunbook.gameday.HostileTexts;
import org.eksrunbook.incident.VisibleText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A log as Spring Boot writes it, into which the engine or a library quotes what an attacker wrote. */
class VisibleLogTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> log = new OutputStreamAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.camunda.bpm.engine.jobexecutor");
    private final VisibleLog visible = new VisibleLog();

    @BeforeEach
    void listen() {
        LoggerContext context = logger.getLoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("BEGIN %-5level %logger : %m%n%ex");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        log.setContext(context);
        log.setEncoder(encoder);
        log.setOutputStream(written);
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        visible.begin();
    }

    @AfterEach
    void stop() {
        visible.end();
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @Test
    void aMessageIsOneLineWhateverItQuotes() {
        for (String hostile : HostileTexts.ALL) {
            written.reset();
            logger.warn("Job of {} failed", hostile);
            assertThat(lines())
                    .containsExactly(
                            "BEGIN WARN  " + logger.getName() + " : Job of " + VisibleText.of(hostile) + " failed");
        }
    }

    @Test
    void aStackTraceKeepsItsLinesAndNoMessageInItBeginsAnother() {
        for (String hostile : HostileTexts.ALL) {
            written.reset();
            IllegalStateException failure =
                    new IllegalStateException("cause " + hostile, new IllegalArgumentException(hostile));
            failure.addSuppressed(new IllegalStateException(hostile + "\nBEGIN forged"));
            logger.error("It failed", failure);
            assertThat(lines())
                    .contains("java.lang.IllegalStateException: cause " + VisibleText.of(hostile))
                    .anyMatch(line ->
                            line.contains("Caused by: java.lang.IllegalArgumentException: " + VisibleText.of(hostile)))
                    .anyMatch(line -> line.startsWith("\tat " + VisibleLogTest.class.getName()))
                    .filteredOn(line -> line.startsWith("BEGIN"))
                    .hasSize(1);
        }
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
