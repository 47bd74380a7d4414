package org.eksrunbook.trail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon Resource Name taken apart.
 *
 * @param kind the word before the name ({@code role}, {@code log-group}); empty where the service has but one kind (a bucket, a topic)
 * @param name all after the kind
 */
record Arn(String text, String partition, String service, String region, String account, String kind, String name) {

    /** Reads an ARN, also a URL-encoded one (EKS writes {@code arn%3Aaws…}); null where the text is none or holds a wildcard. */
    static @Nullable Arn of(@Nullable String written) {
        if (written == null || !written.startsWith("arn") || written.length() > 2048) {
            return null;
        }
        String text = written.startsWith("arn%3A") || written.startsWith("arn%3a") ? decoded(written) : written;
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || parts[5].isEmpty() || parts[2].isEmpty()) {
            return null;
        }
        String rest = parts[5].startsWith("/") ? parts[5].substring(1) : parts[5];
        int slash = rest.indexOf('/');
        int colon = rest.indexOf(':');
        int end = slash < 0 ? colon : colon < 0 ? slash : Math.min(slash, colon);
        boolean one = end < 0 || parts[2].equals("s3") && parts[4].isEmpty();
        return new Arn(
                text,
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                one ? "" : rest.substring(0, end),
                one ? rest : rest.substring(end + 1));
    }

    /** Whether the ARN ends in the identifier; a secret's has six characters of chance behind it. */
    boolean isOf(String id) {
        boolean ends = text.endsWith(id)
                && text.length() > id.length()
                && "/:".indexOf(text.charAt(text.length() - id.length() - 1)) >= 0;
        return ends || service.equals("secretsmanager") && name.startsWith(id + '-');
    }

    boolean isRole() {
        return service.equals("iam") && kind.equals("role");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }
}
