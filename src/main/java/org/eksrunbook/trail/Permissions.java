package org.eksrunbook.trail;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: the permissions that the server's calls need, each as it was found when it was last tried, and policies that grant no more. */
public interface Permissions {

    enum Outcome {
        GRANTED("granted"),
        DENIED("DENIED"),
        NOT_TRIED("not tried");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * @param permission as IAM names it
     * @param call the call that needs it, {@code service:Operation}
     * @param by {@code server}, {@code reading role} or {@code both}
     * @param purpose what the call is made for
     * @param untried why it was not tried; {@code null} where it was
     */
    record Permission(
            String permission,
            String call,
            String by,
            String purpose,
            Outcome outcome,
            @Nullable String untried) {}

    /** Every call of the server; tries none of them. */
    List<Permission> all();

    /** Policies as JSON documents, by whose they are; names in capitals are to be replaced. */
    Map<String, String> policies();
}
