package org.eksrunbook.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of an incident, given by the ticket of the playbook's Part 1; the business key of every process.
 * Two ids that differ only in case are the same incident: compare {@link #key()}.
 */
public record IncidentId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws InvalidInput where the value is not {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}} */
    public IncidentId {
        if (!isValid(value)) {
            throw new InvalidInput("businessKey: an incident id has 1 to 64 letters, digits, '.', '_' or '-'"
                    + " and begins with a letter or digit");
        }
    }

    @JsonCreator
    public static IncidentId of(String value) {
        return new IncidentId(value);
    }

    public static boolean isValid(@Nullable String value) {
        return value != null && FORM.matcher(value).matches();
    }

    /** The id as it is compared and stored: in lower case. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
