package org.eksrunbook.process;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.pattern.DynamicConverter;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.stereotype.Component;

/**
 * Whoever writes into the log, the engine and the libraries too: a message is one line and nothing invisible is in it. Messages and exceptions may quote what
 * an attacker wrote, who could else begin a line of his own or command the terminal of who reads it. A stack trace keeps its lines.
 */
@Component
class VisibleLog {

    private static final List<String> MESSAGES = List.of("m", "msg", "message");
    private static final List<String> EXCEPTIONS = List.of("wEx", "wex", "xEx", "ex", "exception", "throwable");

    @PostConstruct
    void begin() {
        eachLayout(converters -> {
            MESSAGES.forEach(word -> converters.put(word, Message::new));
            EXCEPTIONS.forEach(word -> converters.put(word, Trace::new));
        });
    }

    @PreDestroy
    void end() {
        eachLayout(converters -> {
            converters.keySet().removeAll(MESSAGES);
            converters.keySet().removeAll(EXCEPTIONS);
        });
    }

    private static void eachLayout(Consumer<Map<String, Supplier<DynamicConverter>>> change) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext logs)) {
            return;
        }
        logs.getLoggerList()
                .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(appender -> {
                    if (appender instanceof OutputStreamAppender<ILoggingEvent> stream
                            && stream.getEncoder() instanceof PatternLayoutEncoder encoder
                            && encoder.getLayout() instanceof PatternLayout layout) {
                        change.accept(layout.getInstanceConverterMap());
                        // Not stopped before: what others write meanwhile would be nothing.
                        layout.start();
                    }
                }));
    }

    private static final class Message extends MessageConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return VisibleText.of(String.valueOf(event.getFormattedMessage()));
        }
    }

    private static final class Trace extends ExtendedWhitespaceThrowableProxyConverter {
        @Override
        protected String throwableProxyToString(IThrowableProxy thrown) {
            return super.throwableProxyToString(new Visible(thrown));
        }
    }

    /** What was thrown, with messages that can be seen. */
    private record Visible(IThrowableProxy thrown) implements IThrowableProxy {

        @Override
        public @Nullable String getMessage() {
            return thrown.getMessage() == null ? null : VisibleText.of(thrown.getMessage());
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return thrown.getOverridingMessage() == null ? null : VisibleText.of(thrown.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return thrown.getCause() == null ? null : new Visible(thrown.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(thrown.getSuppressed()).map(Visible::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
