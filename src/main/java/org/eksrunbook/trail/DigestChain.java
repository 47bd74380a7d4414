package org.eksrunbook.trail;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The digests of one trail in one account and region, oldest first. Each names the one before it with hash and signature; backfill digests
 * ({@code …_backfill.json.gz}, for logs that were delivered late) make a chain of their own.
 */
final class DigestChain {

    private static final Pattern NAME =
            Pattern.compile("(\\d{12})_CloudTrail-Digest_([a-z0-9-]+)_(.*)_(\\d{8})T\\d{6}Z(_backfill)?\\.json\\.gz");

    /** Whose chain a digest belongs to. */
    record Line(String account, String region, String trail, boolean backfill) {

        static Line of(String path) {
            Matcher told = named(path);
            return told.matches()
                    ? new Line(told.group(1), told.group(2), told.group(3), told.group(5) != null)
                    : new Line("", "", path, false);
        }
    }

    /** The day on which a digest ends; {@code null} where its name does not tell. */
    static @Nullable LocalDate day(String path) {
        Matcher told = named(path);
        try {
            return told.matches() ? LocalDate.parse(told.group(4), DateTimeFormatter.BASIC_ISO_DATE) : null;
        } catch (DateTimeParseException impossible) {
            return null;
        }
    }

    private static Matcher named(String path) {
        return NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
    }

    private final List<DigestFacts> digests;
    private final Instant wantedFrom;
    private final BiConsumer<String, String> deviations;
    private boolean whole = true;
    private long signatures;
    private long unsigned;

    /**
     * @param wantedFrom a digest before this need not be there
     * @param deviations receives file and reason
     */
    DigestChain(List<DigestFacts> digests, Instant wantedFrom, BiConsumer<String, String> deviations) {
        this.digests = digests.stream()
                .sorted(Comparator.comparing(DigestFacts::ends).thenComparing(DigestFacts::path))
                .toList();
        this.wantedFrom = wantedFrom;
        this.deviations = deviations;
    }

    /**
     * @param keys by fingerprint
     * @param beside the signature that lies beside a digest, if any
     */
    void check(Map<String, PublicKey> keys, Function<DigestFacts, @Nullable String> beside) {
        Map<String, DigestFacts> byKey = new LinkedHashMap<>();
        digests.forEach(digest -> byKey.put(digest.key(), digest));
        DigestFacts before = null;
        for (int at = 0; at < digests.size(); at++) {
            DigestFacts digest = digests.get(at);
            content(digest);
            link(digest, before, byKey);
            DigestFacts after = at + 1 < digests.size() ? digests.get(at + 1) : null;
            signature(digest, after, keys, beside);
            before = digest;
        }
    }

    private void content(DigestFacts digest) {
        if (digest.appended()) {
            tell(digest, "something was appended to this digest behind what CloudTrail signed");
        }
        if (!digest.key().endsWith(digest.path()) && !digest.path().endsWith(digest.key())) {
            tell(digest, "this digest was delivered as " + digest.key() + " and lies elsewhere");
        }
    }

    private void link(DigestFacts digest, @Nullable DigestFacts before, Map<String, DigestFacts> byKey) {
        String previous = digest.previousKey();
        if (before == null) {
            if (previous != null && digest.begins().isAfter(wantedFrom)) {
                whole = false;
                tell(digest, "the digest before it, " + previous + ", is missing");
            }
            return;
        }
        if (previous == null) {
            whole = false;
            tell(
                    digest,
                    "it names no digest before it, although older ones are there: logging was stopped, or the chain was cut");
        } else if (!previous.equals(before.key())) {
            whole = false;
            tell(
                    digest,
                    byKey.containsKey(previous)
                            ? "it names " + previous + " as the digest before it, but " + before.key() + " lies between"
                            : "the digest before it, " + previous + ", is missing" + gap(before, digest));
        } else if (!before.sha256().equals(digest.previousHash())) {
            tell(before, "this digest was changed: its content is not what the next digest says");
        } else if (!before.ends().equals(digest.begins())) {
            whole = false;
            tell(digest, "it does not begin where the digest before it ends" + gap(before, digest));
        }
    }

    private static String gap(DigestFacts before, DigestFacts digest) {
        return "; between " + before.end() + " and " + digest.start() + ", "
                + Duration.between(before.ends(), digest.begins()).toMinutes()
                + " minutes, no digest vouches for the logs";
    }

    private void signature(
            DigestFacts digest,
            @Nullable DigestFacts after,
            Map<String, PublicKey> keys,
            Function<DigestFacts, @Nullable String> beside) {
        boolean told = after != null && digest.key().equals(after.previousKey()) && after.previousSignature() != null;
        String signature = told && after != null ? after.previousSignature() : beside.apply(digest);
        PublicKey key = digest.fingerprint() == null ? null : keys.get(digest.fingerprint());
        if (signature == null || key == null) {
            unsigned++;
        } else if (DigestSignature.holds(digest, signature, key)) {
            signatures++;
        } else {
            tell(digest, "the signature of this digest does not hold");
        }
    }

    private void tell(DigestFacts digest, String reason) {
        deviations.accept(digest.path(), reason);
    }

    /** Whether no digest is missing between the first and the last. */
    boolean isWhole() {
        return whole;
    }

    Instant begins() {
        return digests.get(0).begins();
    }

    Instant ends() {
        return digests.get(digests.size() - 1).ends();
    }

    long signatures() {
        return signatures;
    }

    long unsigned() {
        return unsigned;
    }
}
