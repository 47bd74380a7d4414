package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eksrunbook.asset.Backups;
import org.eksrunbook.asset.LiveConfig;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.AwsRequest;
import org.eksrunbook.awsdouble.CloudTrailDouble;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.LastingText;
import org.eksrunbook.gameday.ShortGameday;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.report.Reports;
import org.eksrunbook.trail.Bench;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Coverage;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Principals;
import org.eksrunbook.trail.RoundOutcome;
import org.eksrunbook.trail.Survey;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * The game day up to its findings, again and again, over one double of AWS and with the server's own clients; steps are tried as the engine tries
 * them, and left to people when they fail as often.
 */
final class FaultStage implements AutoCloseable {

    /** As {@code camunda.bpm.default-number-of-retries} has it. */
    private static final int TRIES = 4;

    private static final int MOST_LOOKS = 600;

    /** So many incidents a server: its database is in memory, and what Athena and S3 keep is too. */
    private static final int INCIDENTS = 60;

    /** Services that each incident asks anew. */
    private static final Set<String> PER_INCIDENT =
            Set.of("athena", "cloudtrail", "s3", "logs", "eks", "iam", "backup", "rds", "dynamodb");

    private static final Set<Category> BROUGHT_BACK = Set.of(Category.MODIFIED, Category.DELETED);

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
     * @param report its sentences, without times, hashes and numbers that differ from run to run
     * @param beside what AWS Config and the keepers of backups said of what the attacker touched, by resource
     * @param told what people were told when a step was left to them
     */
    record Outcome(
            IncidentId id,
            Set<Finding> findings,
            Set<String> principals,
            List<String> coverage,
            List<String> report,
            Map<String, String> beside,
            List<String> told) {}

    /** What people do with a step that is left to them. */
    enum People {
        MEND,
        /** What cannot be skipped is mended all the same. */
        SKIP
    }

    record Undisturbed(Outcome outcome, List<Call> calls) {}

    private final Gameday gameday;
    private final Path folder;
    private final HiveTables tables;
    private final AthenaDouble athena;
    private final AwsDouble aws;
    private final Set<String> seen = new HashSet<>();
    private int benches;
    private int played;
    private boolean keepsWhatWasDisturbed;
    private Path data;
    private Bench bench;

    FaultStage(Gameday gameday, Path folder) throws IOException {
        this.gameday = gameday;
        this.folder = folder;
        Path bucket = gameday.archive().resolveSibling("");
        FolderS3 s3 = new FolderS3().with(gameday.archive(), "archive/");
        tables = new HiveTables(bucket, folder, s3);
        athena = new AthenaDouble(tables);
        athena.pagesOf(40);
        aws = ShortGameday.onAws(gameday)
                .with(s3)
                .with(athena)
                .with(new CloudTrailDouble(() -> Bench.NOW).with(gameday.archive()))
                .chain("eu-central-1");
        data = Files.createTempDirectory(folder, "data");
        bench = started(data);
    }

    private Bench started(Path data) {
        String root = "s3://" + FolderS3.BUCKET + "/archive/";
        Map<String, Object> settings = new HashMap<>();
        settings.put("runbook.athena.location", root + "AWSLogs/o-shop4gameday/");
        settings.put("runbook.athena.output", "s3://" + FolderS3.BUCKET + "/results/");
        settings.put("runbook.athena.database", "db");
        settings.put("runbook.aws.reading-role", "incident-reader");
        Duration patience = Duration.ofMillis(Integer.getInteger("runbook.faults.patience", 400));
        settings.put("runbook.aws.attempt-timeout", patience.toMillis() + "ms");
        settings.put("runbook.aws.call-timeout", patience.multipliedBy(7).toMillis() + "ms");
        settings.put("runbook.lookup.pause", "0ms");
        // Another server of the same organisation never has an incident of the same name: Athena knows the queries of
        // both.
        settings.put("bench.incidents", 1000 * ++benches);
        settings.put("bench.database", UUID.randomUUID().toString());
        played = 0;
        return new Bench(root, data, settings, beans -> {
            beans.getDefaultListableBeanFactory()
                    .setConversionService(ApplicationConversionService.getSharedInstance());
            beans.register(
                    LiveAws.class, LiveAws.Lookups.class, LiveAws.Facts.class, AthenaStage.Wiring.class, Reports.class);
        });
    }

    /** Another server of the same organisation; of the one before nothing is left. */
    private void anew() {
        try {
            stop();
            data = Files.createTempDirectory(folder, "data");
            bench = started(data);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void stop() throws IOException {
        bench.get(JdbcTemplate.class).execute("SHUTDOWN");
        bench.close();
        FileSystemUtils.deleteRecursively(data);
    }

    /** A run that nothing disturbs, and its calls. */
    Undisturbed undisturbed(TrailSource source) {
        Outcome outcome = play(source);
        for (int tries = 0; outcome.beside().toString().contains("no time was left"); tries++) {
            assertThat(tries).as("a busy machine").isLessThan(5);
            outcome = play(source);
        }
        assertThat(outcome.told()).isEmpty();
        Map<String, Integer> numbers = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (AwsRequest request : aws.requests()) {
            String kind = kind(request);
            calls.add(new Call(source, kind, numbers.merge(kind, 1, Integer::sum), aws.pages(request)));
        }
        return new Undisturbed(outcome, calls);
    }

    /** @param times so many of these calls fail from that one on, unless people mend it before */
    Outcome disturbed(Call call, AwsFault fault, int times, People people) {
        // Elsewhere what was answered once is kept.
        boolean isKept = !PER_INCIDENT.contains(call.kind().split(" ", -1)[0]);
        if (played >= INCIDENTS || isKept || keepsWhatWasDisturbed) {
            anew();
        }
        keepsWhatWasDisturbed = isKept;
        aws.faults().plan(request -> kind(request).equals(call.kind()), fault, call.number() - 1, times);
        try {
            return play(call.source(), people);
        } finally {
            aws.faults().none();
        }
    }

    /** A further round, and everything beside asked again. */
    Outcome again(Outcome before) {
        return rounds(before.id(), People.MEND, new ArrayList<>());
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
        return play(source, People.MEND);
    }

    private Outcome play(TrailSource source, People people) {
        forget();
        played++;
        return rounds(incident(source), people, new ArrayList<>());
    }

    private Outcome rounds(IncidentId id, People people, List<String> told) {
        Investigation investigation = bench.get(Investigation.class);
        RoundOutcome outcome;
        do {
            step(id, people, told, () -> investigation.beginRound(id));
            Survey survey = step(id, people, told, () -> investigation.survey(id));
            for (int looks = 0; survey.unanswered() != null; looks++) {
                assertThat(looks)
                        .as("looks for " + survey.unanswered() + ", told " + told)
                        .isLessThan(MOST_LOOKS);
                survey = step(id, people, told, () -> investigation.survey(id));
            }
            while (!step(id, people, told, () -> investigation.readNext(id)).complete()) {
                continue;
            }
            outcome = step(id, people, told, () -> investigation.concludeRound(id));
        } while (outcome.newPrincipals() > 0);
        List<String> texts = athena.texts();
        assertThat(texts.stream()
                        .filter(text -> !text.startsWith("CREATE DATABASE") && !text.startsWith("CREATE EXTERNAL")))
                .as("no query is started twice")
                .doesNotHaveDuplicates();
        assertThat(athena.running()).as("no query is left running").isZero();
        assertThat(aws.misfits()).isEmpty();
        return new Outcome(
                id,
                new HashSet<>(bench.findings(id)),
                names(id),
                bench.coverage(id).statements().stream().sorted().toList(),
                report(id),
                step(id, people, told, () -> beside(id)),
                told);
    }

    /** Why files and folders could not be read. */
    List<String> unreadable(Outcome outcome) {
        return bench.coverage(outcome.id()).unreadable().stream()
                .map(Coverage.UnreadableFile::reason)
                .toList();
    }

    /** What is said beside the logs now. */
    Map<String, String> asked(Outcome outcome) {
        return step(outcome.id(), People.MEND, new ArrayList<>(), () -> beside(outcome.id()));
    }

    private List<String> report(IncidentId id) {
        Reports reports = bench.get(Reports.class);
        return LastingText.of(reports.html(reports.render(id))).lines().sorted().toList();
    }

    /** What would be asked of each thing before it is brought back. */
    private Map<String, String> beside(IncidentId id) {
        MissingFacts missing = bench.get(MissingFacts.class);
        Scope scope = bench.get(Incidents.class).require(id).scope();
        Set<ResourceRef> things = new LinkedHashSet<>();
        for (Finding finding : bench.findings(id)) {
            if (finding.effective() && BROUGHT_BACK.contains(finding.category())) {
                finding.resources().stream()
                        .filter(one -> one.id() != null)
                        .forEach(one -> things.add(new ResourceRef(
                                one.type(), one.id(), one.arn(), finding.accountId(), finding.region())));
            }
        }
        Map<String, String> answers = new TreeMap<>();
        bench.get(LiveConfig.class)
                .of(scope, things, missing.unanswered(id, FactSource.CONFIG))
                .forEach((thing, answer) -> answers.put("config " + thing, answer.toString()));
        bench.get(Backups.class)
                .before(scope, things, scope.compromisedAt(), missing.unanswered(id, FactSource.BACKUPS))
                .forEach((thing, answer) -> answers.put("backup " + thing, answer.toString()));
        return answers;
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
            athena.forget();
            aws.forgetRequests();
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

    /** As the engine does it: tries, then Cockpit and a task; people mend what it says, or go on without, and the step is tried again. */
    private <T> T step(IncidentId id, People people, List<String> told, Supplier<T> work) {
        for (int failures = 0; ; ) {
            try {
                return work.get();
            } catch (RuntimeException failed) {
                if (++failures == TRIES) {
                    assertThat(told)
                            .as("goes on after it was mended or skipped")
                            .isEmpty();
                    told.add(String.valueOf(failed.getMessage()));
                    seen.add(String.valueOf(failed.getMessage()));
                    bench.get(Ledger.class).append(id, "step.failed", Actor.SYSTEM, Map.of("activity", "x"));
                    if (people == People.SKIP && failed instanceof FactsUnavailable unread) {
                        bench.skip(id, unread.source());
                    } else {
                        aws.faults().none();
                    }
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
    public void close() throws IOException {
        stop();
        athena.close();
        AwsDouble.away();
        aws.close();
    }
}
