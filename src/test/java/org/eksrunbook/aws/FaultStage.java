package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.AwsRequest;
import org.eksrunbook.awsdouble.CloudTrailDouble;
import org.eksrunbook.awsdouble.Ec2Double;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.trail.Bench;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Principals;
import org.eksrunbook.trail.RoundOutcome;

/**
 * The game day up to its findings, again and again, over one double of AWS and with the server's own clients; steps are tried as the engine tries
 * them, and left to people when they fail as often.
 */
final class FaultStage implements AutoCloseable {

    /** As {@code camunda.bpm.default-number-of-retries} has it. */
    private static final int TRIES = 4;

    private static final int MOST_LOOKS = 600;

    /** A remote call as it is found again in another run: the how-manieth of its kind. */
    record Call(TrailSource source, String kind, int number, boolean pages) {
        @Override
        public String toString() {
            return source.word() + " " + kind + " #" + number;
        }
    }

    /**
     * What an incident came to.
     *
     * @param told what people were told when a step was left to them
     */
    record Outcome(Set<Finding> findings, Set<String> principals, List<String> coverage, List<String> told) {}

    record Undisturbed(Outcome outcome, List<Call> calls) {}

    private final Gameday gameday;
    private final Path folder;
    private final HiveTables tables;
    private final AthenaDouble athena;
    private final AwsDouble aws;
    private final Set<String> seen = new HashSet<>();
    private Bench bench;

    FaultStage(Gameday gameday, Path folder) throws IOException {
        this.gameday = gameday;
        this.folder = folder;
        Path bucket = gameday.archive().resolveSibling("");
        FolderS3 s3 = new FolderS3().with(gameday.archive(), "archive/");
        tables = new HiveTables(bucket, folder, s3);
        athena = new AthenaDouble(tables);
        athena.pagesOf(40);
        aws = new AwsDouble("111122223333")
                .with(s3)
                .with(athena)
                .with(new CloudTrailDouble(() -> Bench.NOW).with(gameday.archive()))
                .with(new Ec2Double("eu-central-1", "eu-west-1", "us-east-1"))
                .chain("eu-central-1");
        bench = started();
    }

    private Bench started() {
        String root = "s3://" + FolderS3.BUCKET + "/archive/";
        Map<String, Object> settings = new HashMap<>();
        settings.put("runbook.athena.location", root + "AWSLogs/o-shop4gameday/");
        settings.put("runbook.athena.output", "s3://" + FolderS3.BUCKET + "/results/");
        settings.put("runbook.athena.database", "db");
        settings.put("runbook.aws.reading-role", "incident-reader");
        settings.put("runbook.aws.attempt-timeout", "400ms");
        settings.put("runbook.aws.call-timeout", "3s");
        settings.put("runbook.lookup.pause", "0ms");
        settings.put("bench.database", UUID.randomUUID().toString());
        try {
            Path data = Files.createTempDirectory(folder, "data");
            return new Bench(
                    root,
                    data,
                    settings,
                    beans -> beans.register(LiveAws.class, LiveAws.Lookups.class, AthenaStage.Wiring.class));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A run that nothing disturbs, and its calls. */
    Undisturbed undisturbed(TrailSource source) {
        int before = aws.requests().size();
        Outcome outcome = play(source);
        assertThat(outcome.told()).isEmpty();
        Map<String, Integer> numbers = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (AwsRequest request : aws.requests().subList(before, aws.requests().size())) {
            String kind = kind(request);
            calls.add(new Call(source, kind, numbers.merge(kind, 1, Integer::sum), aws.pages(request)));
        }
        return new Undisturbed(outcome, calls);
    }

    /** @param times so many of these calls fail from that one on, unless people mend it before */
    Outcome disturbed(Call call, AwsFault fault, int times) {
        if (call.kind().startsWith("sts") || call.kind().startsWith("ec2")) {
            // What was answered once is kept.
            bench.close();
            bench = started();
        }
        aws.faults().plan(request -> kind(request).equals(call.kind()), fault, call.number() - 1, times);
        try {
            return play(call.source());
        } finally {
            aws.faults().none();
        }
    }

    /** Calls that may be made side by side are told apart by what they are about. */
    private static String kind(AwsRequest request) {
        String about = switch (request.service()) {
            case "cloudtrail" -> " " + request.account() + " " + request.region();
            default -> "";
        };
        return request.service() + " " + request.operation() + about;
    }

    private Outcome play(TrailSource source) {
        forget();
        IncidentId id = incident(source);
        List<String> told = new ArrayList<>();
        Investigation investigation = bench.get(Investigation.class);
        RoundOutcome outcome;
        do {
            step(id, told, () -> investigation.beginRound(id));
            for (int looks = 0; step(id, told, () -> investigation.survey(id)).unanswered() != null; looks++) {
                assertThat(looks).as("looks, told " + told).isLessThan(MOST_LOOKS);
            }
            while (!step(id, told, () -> investigation.readNext(id)).complete()) {
                continue;
            }
            outcome = step(id, told, () -> investigation.concludeRound(id));
        } while (outcome.newPrincipals() > 0);
        List<String> texts = athena.texts();
        assertThat(texts.stream()
                        .filter(text -> !text.startsWith("CREATE DATABASE") && !text.startsWith("CREATE EXTERNAL")))
                .as("no query is started twice")
                .doesNotHaveDuplicates();
        assertThat(athena.running()).as("no query is left running").isZero();
        assertThat(aws.misfits()).isEmpty();
        return new Outcome(
                new HashSet<>(bench.findings(id)),
                names(id),
                bench.coverage(id).statements().stream().sorted().toList(),
                told);
    }

    private IncidentId incident(TrailSource source) {
        try {
            return bench.incident(gameday, source);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void forget() {
        try {
            tables.forget();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Set<String> names(IncidentId id) {
        return bench.get(Principals.class).all(id).stream()
                .map(principal -> principal.type() + " " + principal.id() + " " + principal.included() + " "
                        + principal.watched())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As the engine does it: tries, then Cockpit and a task; people mend what it says, and the step is tried again. */
    private <T> T step(IncidentId id, List<String> told, Supplier<T> work) {
        for (int failures = 0; ; ) {
            try {
                return work.get();
            } catch (RuntimeException failed) {
                if (++failures == TRIES) {
                    assertThat(told).as("goes on after it was mended").isEmpty();
                    told.add(String.valueOf(failed.getMessage()));
                    seen.add(String.valueOf(failed.getMessage()));
                    bench.get(Ledger.class).append(id, "step.failed", Actor.SYSTEM, Map.of("activity", "x"));
                    aws.faults().none();
                    failures = 0;
                }
            }
        }
    }

    /** Everything that people were told in all runs. */
    Set<String> seen() {
        return new LinkedHashSet<>(seen);
    }

    @Override
    public void close() {
        bench.close();
        athena.close();
        AwsDouble.away();
        aws.close();
    }
}
