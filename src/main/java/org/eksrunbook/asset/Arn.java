package org.eksrunbook.asset;

import org.jspecify.annotations.Nullable;

/** An ARN in its parts: {@code arn:partition:service:region:account:resource}. */
record Arn(String text, String service, String region, String account, String resource) {

    static @Nullable Arn read(@Nullable String text) {
        if (text == null || !text.startsWith("arn:")) {
            return null;
        }
        String[] parts = text.split(":", 6);
        return parts.length < 6 ? null : new Arn(text, parts[2], parts[3], parts[4], parts[5]);
    }

    /** What stands after the last slash. */
    String lastSegment() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }
}
