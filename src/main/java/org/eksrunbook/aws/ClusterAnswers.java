package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Gathers what AWS says of a cluster, topic by topic: a topic that fails leaves what it had and a gap, and the next one is asked all the same. */
final class ClusterAnswers {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Reads one topic; adds rows and gaps as it goes. */
    @FunctionalInterface
    interface Reader {
        void read();
    }

    /** A page that AWS gives twice tells nothing twice. */
    private final Set<ClusterReport.Role> roles = new LinkedHashSet<>();

    private final Set<ClusterReport.Account> accounts = new LinkedHashSet<>();
    private final Set<ClusterReport.Access> access = new LinkedHashSet<>();
    private final Set<ClusterReport.Node> nodes = new LinkedHashSet<>();
    private final List<String> issuers = new ArrayList<>();
    private final List<ClusterReport.Told> told = new ArrayList<>();
    private final Unanswered unanswered;
    private final Clock clock;
    private final Instant deadline;
    private List<String> gaps = new ArrayList<>();
    private List<String> notes = new ArrayList<>();

    ClusterAnswers(Unanswered unanswered, Clock clock) {
        this.unanswered = unanswered;
        this.clock = clock;
        this.deadline = clock.instant().plus(LONGEST);
    }

    void topic(ClusterTopic topic, Reader reader) {
        int before = rows();
        gaps = new ArrayList<>();
        notes = new ArrayList<>();
        if (isLate()) {
            gaps.add("AWS took too long to answer; it is asked again in the next round");
        } else {
            attempt(reader);
        }
        told.add(new ClusterReport.Told(
                topic, rows() - before, gaps.isEmpty() ? null : String.join("; ", gaps), List.copyOf(notes)));
    }

    private void attempt(Reader reader) {
        try {
            reader.read();
        } catch (CallFailed failed) {
            gap("", failed);
        } catch (SdkException failed) {
            waitFor(failed);
            gap(AwsReasons.of(failed));
        } catch (WrongAccount | IllegalArgumentException failed) {
            gap(AwsReasons.of(failed));
        }
    }

    boolean isLate() {
        return clock.instant().isAfter(deadline);
    }

    /** @throws org.eksrunbook.incident.FactsUnavailable where it may be answered later and is waited for: then nothing of all this counts */
    void waitFor(RuntimeException failed) {
        PassingFault.failIf(unanswered, FactSource.CLUSTER, failed);
    }

    /**
     * A list, to its end or a limit.
     *
     * @throws org.eksrunbook.incident.FactsUnavailable where it has no end now, and that is waited for
     */
    <T> TokenPages.Rows<T> list(AwsCall call, int most, Function<@Nullable String, TokenPages.Page<T>> ask) {
        TokenPages.Rows<T> rows = TokenPages.read(most, ask);
        if (rows.endless()) {
            waitFor(CallFailed.endless(call));
        }
        return rows;
    }

    /** @param of which part, with a colon; or nothing */
    void gap(String of, CallFailed failed) {
        waitFor(failed);
        gap(of + failed.why());
    }

    void gap(String why) {
        if (gaps.size() < 5) {
            gaps.add(why);
        }
    }

    /** One thing of several: where it is gone the coverage names it, and the others are read. */
    <T> Optional<T> unlessGone(String what, Supplier<T> read) {
        try {
            return Optional.ofNullable(read.get());
        } catch (CallFailed failed) {
            if (!failed.gone()) {
                throw failed;
            }
            note("Of the cluster is not there any more: " + VisibleText.of(what) + ".");
            return Optional.empty();
        }
    }

    /** A sentence for the coverage. */
    void note(String sentence) {
        notes.add(sentence);
    }

    void role(ClusterTopic topic, @Nullable String arn, String how) {
        if (arn != null) {
            roles.add(new ClusterReport.Role(topic, arn, how));
        }
    }

    void issuer(String issuer) {
        issuers.add(issuer);
    }

    void account(ClusterReport.Account account) {
        accounts.add(account);
    }

    void access(ClusterReport.Access entry) {
        access.add(entry);
    }

    void node(ClusterReport.Node node) {
        nodes.add(node);
    }

    private int rows() {
        return roles.size() + accounts.size() + access.size() + nodes.size();
    }

    ClusterReport report() {
        return new ClusterReport(
                List.copyOf(roles),
                List.copyOf(accounts),
                List.copyOf(access),
                List.copyOf(nodes),
                List.of(),
                told,
                issuers);
    }
}
