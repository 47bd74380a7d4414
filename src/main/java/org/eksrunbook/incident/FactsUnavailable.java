package org.eksrunbook.incident;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Something beside the logs cannot be read now and may be later. The message says what to do. The step fails and is repeated; nothing of it counts. */
public final class FactsUnavailable extends RuntimeException {

    /** The beginning, or a cause's: a message of its own is one line, whatever it quotes. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:\\A|^Caused by: )" + Pattern.quote(FactsUnavailable.class.getName()) + " \\[(\\w+)]",
            Pattern.MULTILINE);

    private final FactSource source;

    /** @param message begins with what to do */
    public FactsUnavailable(FactSource source, String message, @Nullable Throwable cause) {
        super(VisibleText.of(message), cause);
        this.source = source;
    }

    public FactSource source() {
        return source;
    }

    /** The engine keeps nothing of what a step failed with but message and stack trace. */
    public static Optional<FactSource> named(@Nullable String stackTrace) {
        Matcher first = NAMED.matcher(stackTrace == null ? "" : stackTrace);
        return first.find() ? FactSource.of(first.group(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return getClass().getName() + " [" + source.word() + "]: " + getMessage();
    }
}
