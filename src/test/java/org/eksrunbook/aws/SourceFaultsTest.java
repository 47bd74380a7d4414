package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.aws.FaultStage.Call;
import org.eksrunbook.aws.FaultStage.Outcome;
import org.eksrunbook.aws.FaultStage.People;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.gameday.ShortGameday;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each fault of the double at each remote call by which the game day's events come, one at a time: every run ends with the same findings, principals
 * and coverage, after people were told what to do or without that. All of them by {@code -Pfaults}, or so many as {@code -Drunbook.faults.runs} says, in the
 * order of {@link FaultRuns}; a sample in the full run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class SourceFaultsTest {

    private static final List<TrailSource> SOURCES =
            List.of(TrailSource.ARCHIVE, TrailSource.ATHENA, TrailSource.LOOKUP);
    private static final List<AwsFault> ON_THE_WIRE = List.of(
            AwsFault.THROTTLED,
            AwsFault.RESET,
            AwsFault.HALF_ANSWER,
            AwsFault.HANG,
            AwsFault.SERVER_FAULT,
            AwsFault.EXPIRED_CREDENTIALS,
            AwsFault.LOST_ANSWER);
    private static final List<AwsFault> OF_PAGES = List.of(AwsFault.EMPTY_PAGE, AwsFault.SAME_TOKEN);
    /** Once: the SDK's own tries may do. So often: longer than the engine tries. */
    private static final List<Integer> TIMES = List.of(1, 13);

    private static final int LASTING = 100_000;
    private static final Set<String> BESIDE_THE_LOGS =
            Set.of("eks", "iam", "ec2", "logs", "config", "backup", "rds", "dynamodb", "organizations");
    /** The first words are all that Cockpit shows of a message: what to do. */
    private static final String WHAT_TO_DO = "(?s)(Look at|Give|Wait|Renew|Name|Set|Choose)\\b.*";

    private FaultStage stage;
    /** What the attacker's things were and can become again is asked of AWS Config and of the keepers of backups. */
    private static final String NAMES_THE_CALL = "(?s).*(\\([a-z0-9]+:[A-Za-z]+[,)]|no time was left to ask).*";
    /** Facts beside the logs stop no incident. */
    private static final String SAID = "(?s).*(not read in full|could not be (read|listed)|was not looked up).*";

    /** Whom the cluster does not name is not looked for, and his ordinary work not counted; without an audit log nothing of the cluster is known. */
    private static final String FOLLOWS =
            "(?s)(.* are like those before the compromise .*|No EKS audit log was found: .*)";

    private final Map<TrailSource, Outcome> undisturbed = new EnumMap<>(TrailSource.class);
    private final List<FaultRun> runs = new ArrayList<>();
    private final Map<String, Call> operations = new LinkedHashMap<>();

    @BeforeAll
    void playUndisturbed(@TempDir Path folder) throws IOException {
        stage = new FaultStage(ShortGameday.ofADay(folder.resolve("gameday")), folder);
        for (TrailSource source : SOURCES) {
            FaultStage.Undisturbed run = stage.undisturbed(source);
            undisturbed.put(source, run.outcome());
            run.calls().forEach(call -> operations.putIfAbsent(permission(call) + " by " + source.word(), call));
            for (Call call : unlike(run.calls())) {
                List<AwsFault> faults = new ArrayList<>(ON_THE_WIRE);
                faults.addAll(call.pages() ? OF_PAGES : List.of());
                faults.forEach(
                        fault -> TIMES.forEach(times -> runs.add(new FaultRun(call, fault, times, People.MEND))));
                if (source == TrailSource.ARCHIVE && call.kind().equals("s3 ListObjectsV2")) {
                    runs.add(new FaultRun(call, AwsFault.SAME_TOKEN, LASTING, People.SKIP));
                }
                if (BESIDE_THE_LOGS.contains(call.kind().split(" ", -1)[0])) {
                    faults.forEach(fault -> runs.add(new FaultRun(call, fault, LASTING, People.SKIP)));
                }
            }
        }
        assertThat(runs).hasSizeGreaterThan(500);
        System.out.println("Faults: " + runs.size() + " runs");
    }

    /** Of calls that differ in their values alone the first, one in the middle and the last; of Athena's each. */
    private static List<Call> unlike(List<Call> calls) {
        Map<String, Integer> last = new HashMap<>();
        calls.forEach(call -> last.merge(call.kind(), call.number(), Math::max));
        return calls.stream()
                .filter(call -> {
                    int most = last.getOrDefault(call.kind(), 1);
                    return call.kind().startsWith("athena")
                            || List.of(1, (most + 1) / 2, most).contains(call.number());
                })
                .toList();
    }

    @AfterAll
    void close() throws IOException {
        System.out.println("People were told:\n  " + String.join("\n  ", stage.seen()));
        stage.close();
    }

    @TestFactory
    @Tag("full")
    Stream<DynamicTest> aSampleOfThem() {
        return drawn(6, 20261129);
    }

    @TestFactory
    @Tag("faults")
    Stream<DynamicTest> eachFaultAtEachCall() {
        return drawn(Integer.getInteger("runbook.faults.runs", runs.size()), Long.getLong("runbook.faults.seed", 1));
    }

    /** Without any one permission the run says which is missing and goes on with what it has; once it is given, nothing is missing any more. */
    @TestFactory
    @Tag("full")
    Stream<DynamicTest> eachPermissionThatIsMissingIsSaid() {
        return operations.entrySet().stream()
                // AWS lets everybody ask who he is.
                .filter(one -> !permission(one.getValue()).equals(AwsCall.STS_CALLER.action()))
                .map(one -> DynamicTest.dynamicTest(
                        "without " + one.getKey(), () -> goesOnWithout(one.getValue(), permission(one.getValue()))));
    }

    private static String permission(Call call) {
        String[] words = call.kind().split(" ", -1);
        return AwsCall.of(words[0].equals("logs") ? "cloudwatchlogs" : words[0], words[1])
                .orElseThrow()
                .action();
    }

    private void goesOnWithout(Call call, String permission) {
        boolean ofAthena = call.source() == TrailSource.ATHENA && call.kind().matches("(athena|s3) .*");
        Outcome outcome = stage.disturbed(call, AwsFault.DENIED, LASTING, ofAthena ? People.MEND : People.SKIP);

        Outcome expected = Objects.requireNonNull(undisturbed.get(call.source()));
        assertThat(outcome.told()).allMatch(told -> told.matches(WHAT_TO_DO));
        List<String> said = new ArrayList<>(outcome.told());
        said.addAll(outcome.coverage());
        said.addAll(stage.unreadable(outcome));
        said.addAll(outcome.beside().values());
        assertThat(said).as("says what is missing: " + permission).anyMatch(one -> one.contains(permission));
        outcome = stage.again(outcome);
        assertThat(outcome.findings()).isEqualTo(expected.findings());
        assertThat(outcome.principals()).isEqualTo(expected.principals());
        // Without the archive's copy of it the audit log was asked for in CloudWatch Logs, and that stays true.
        assertThat(outcome.coverage().stream()
                        .filter(one -> expected.coverage().contains(one)
                                || !one.startsWith("The EKS audit log was asked in ")))
                .isEqualTo(expected.coverage());
        assertThat(stage.asked(outcome)).isEqualTo(expected.beside());
    }

    private Stream<DynamicTest> drawn(int number, long seed) {
        FaultRuns played = FaultRuns.asSet();
        return played.ordered(runs, seed).stream()
                .limit(number)
                .map(run -> DynamicTest.dynamicTest(run.toString(), () -> played.play(run, () -> endsTheSame(run))));
    }

    /** An answer of Athena's that is read in pieces is kept in as many files: their number and their bytes are others. */
    private static List<String> lasting(Outcome outcome, Call call) {
        boolean inPieces = call.kind().equals("athena GetQueryResults");
        return outcome.report().stream()
                .filter(line -> !inPieces || !line.matches("<td>[\\d,]+</td>"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void endsTheSame(FaultRun run) {
        Outcome outcome = stage.disturbed(run.call(), run.fault(), run.times(), run.people());

        Outcome expected = Objects.requireNonNull(undisturbed.get(run.call().source()));
        assertThat(outcome.told()).allMatch(told -> told.matches(WHAT_TO_DO));
        outcome.beside().forEach((thing, answer) -> {
            if (!answer.equals(expected.beside().get(thing))) {
                assertThat(answer).as(thing).matches(NAMES_THE_CALL);
            }
        });
        if (!outcome.coverage().equals(expected.coverage())) {
            List<String> unlike = new ArrayList<>(outcome.coverage());
            unlike.removeAll(expected.coverage());
            if (unlike.stream().anyMatch(said -> said.matches(SAID))) {
                unlike.removeIf(said -> said.matches(FOLLOWS));
            }
            assertThat(unlike).isNotEmpty().allMatch(said -> said.matches(SAID));
            outcome = stage.again(outcome);
        } else if (outcome.told().isEmpty()) {
            List<String> unlike = lasting(outcome, run.call());
            lasting(expected, run.call()).forEach(unlike::remove);
            assertThat(unlike).as("what the report says else").isEmpty();
            assertThat(lasting(outcome, run.call())).hasSameSizeAs(lasting(expected, run.call()));
        }
        assertThat(outcome.findings()).isEqualTo(expected.findings());
        assertThat(outcome.principals()).isEqualTo(expected.principals());
        assertThat(outcome.coverage()).isEqualTo(expected.coverage());
        assertThat(stage.asked(outcome)).isEqualTo(expected.beside());
    }
}
