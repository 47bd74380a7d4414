package org.eksrunbook.asset;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The columns of an import, as documented in {@code docs/interfaces.md}, with what each may hold. */
enum CmdbColumn {
    APPLICATION("application", true, 200),
    OWNER("owner", false, 200),
    ENVIRONMENT("environment", false, 200),
    DATA_CLASS("dataClass", false, 200),
    RESOURCE_ID("resourceId", true, 600),
    RESOURCE_TYPE("resourceType", false, 120),
    CONFIGURATION("configuration", false, 100_000);

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9:_.-]*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String title;
    private final boolean required;
    private final int longest;

    CmdbColumn(String title, boolean required, int longest) {
        this.title = title;
        this.required = required;
        this.longest = longest;
    }

    String title() {
        return title;
    }

    boolean required() {
        return required;
    }

    static Optional<CmdbColumn> titled(String title) {
        return Arrays.stream(values())
                .filter(column -> column.title.equalsIgnoreCase(title.strip()))
                .findFirst();
    }

    /** What is wrong with a value; null: nothing. */
    @Nullable
    String fault(String value) {
        if (required && value.isEmpty()) {
            return title + " is empty";
        }
        if (value.length() > longest) {
            return title + " is longer than " + longest + " characters";
        }
        if (this == CONFIGURATION) {
            return value.indexOf('\0') < 0 ? null : title + " contains a control character";
        }
        if (CONTROL.matcher(value).find()) {
            return title + " contains a control character";
        }
        if (this == RESOURCE_TYPE && !TYPE.matcher(value).matches()) {
            return title + " is no type such as AWS::S3::Bucket";
        }
        return null;
    }
}
