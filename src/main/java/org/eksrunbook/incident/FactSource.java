package org.eksrunbook.incident;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is asked for facts beside the logs. A step can do the rest without each of them; what is missing then is told. */
public enum FactSource {
    TRAIL("trail", "the answer of the trail that is asked"),
    LISTING("listing", "what a list of the archive's files that does not end may hold besides"),
    CLUSTER("cluster", "what stands behind the cluster"),
    ACCOUNTS("accounts", "the list of the organization's accounts"),
    AUDIT_LOG("auditLog", "the cluster's audit log in CloudWatch Logs"),
    CONFIG("config", "what AWS Config recorded"),
    BACKUPS("backups", "which backups there are"),
    DIGEST_KEYS("digestKeys", "CloudTrail's public keys");

    private final String word;
    private final String shown;

    FactSource(String word, String shown) {
        this.word = word;
        this.shown = shown;
    }

    /** @param word as records have it; anything else is none */
    public static Optional<FactSource> of(@Nullable String word) {
        return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** As records have it. */
    public String word() {
        return word;
    }

    /** What it tells, for people. */
    public String shown() {
        return shown;
    }
}
