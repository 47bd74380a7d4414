package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.trail.Bench;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.SuppliedLogs;
import org.eksrunbook.trail.Survey;
import org.eksrunbook.trail.TrailAnswer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A server without engine and web, its database, and its AWS with a game day in it. */
final class AthenaStage implements AutoCloseable {

    static final String ROOT = "s3://" + FolderS3.BUCKET + "/AWSLogs/o-shop4gameday/";

    final FolderS3 s3 = new FolderS3();
    final HiveTables tables;
    final AthenaDouble athena;
    Bench bench;
    private final Gameday gameday;
    private final Path data;
    private final Map<String, Object> settings = new HashMap<>();

    /** @param folder where the double keeps the rows of this game day between stages */
    AthenaStage(Gameday gameday, Path folder, Map<String, Object> more) throws IOException {
        this.gameday = gameday;
        data = Files.createTempDirectory(folder, "stage");
        s3.with(gameday.archive(), "");
        tables = new HiveTables(gameday.archive(), folder, s3);
        athena = new AthenaDouble(tables);
        settings.put("runbook.athena.location", ROOT);
        settings.put("runbook.athena.output", "s3://" + FolderS3.BUCKET + "/results/");
        settings.put("runbook.athena.database", "db");
        settings.put("bench.database", UUID.randomUUID().toString());
        settings.putAll(more);
        bench = started();
    }

    private Bench started() {
        return new Bench(gameday.archive().toString(), data, settings, this::wire);
    }

    /** Everything in memory is gone; database, artefacts and AWS are as they were. */
    void restart() {
        bench.close();
        bench = started();
    }

    private void wire(AnnotationConfigApplicationContext beans) {
        beans.registerBean("athenaClient", AthenaClient.class, athena::client);
        beans.registerBean("s3Client", S3Client.class, () -> s3.client());
        beans.register(Wiring.class);
    }

    /** An incident that asks Athena, with its first round begun. */
    IncidentId begun() throws IOException {
        IncidentId id = bench.incident(gameday, TrailSource.ATHENA);
        bench.get(Investigation.class).beginRound(id);
        return id;
    }

    /** The same, of an incident of which nothing but principals is known. */
    IncidentId begun(List<String> principals) throws IOException {
        return begun(scope().accounts(), principals);
    }

    /** The same, of an incident of which one account is known: principals lead to another in a later round. */
    IncidentId begunInOneAccount() throws IOException {
        return begun(List.of(), List.of("arn:aws:iam::111122223333:user/svc-backup-agent"));
    }

    private Scope scope() throws IOException {
        return bench.get(Incidents.class)
                .require(bench.incident(gameday, TrailSource.ATHENA))
                .scope();
    }

    private IncidentId begun(List<String> accounts, List<String> principals) throws IOException {
        Scope scope = scope();
        IncidentId id = bench.incident(new Scope(
                1,
                scope.accountId(),
                accounts,
                scope.region(),
                scope.compromisedAt(),
                gameday.end(),
                90,
                null,
                null,
                null,
                List.of(),
                List.of(),
                principals,
                TrailSource.ATHENA,
                null));
        bench.get(Investigation.class).beginRound(id);
        return id;
    }

    /** One look for the logs, as the model's step does it. */
    Survey look(IncidentId id) {
        return bench.get(Investigation.class).survey(id);
    }

    Survey answered(IncidentId id) {
        Survey survey = look(id);
        for (int looks = 0; survey.unanswered() instanceof TrailAnswer.Waiting; looks++) {
            assertThat(looks).isLessThan(60);
            survey = look(id);
        }
        return survey;
    }

    /** The round to its end. */
    void concluded(IncidentId id) {
        Investigation investigation = bench.get(Investigation.class);
        assertThat(answered(id).unanswered()).isNull();
        while (!investigation.readNext(id).complete()) {
            continue;
        }
        investigation.concludeRound(id);
    }

    /** All rounds to their end. */
    void investigated(IncidentId id) {
        bench.investigate(id);
    }

    /** Athena holds CloudTrail alone: the audit log is brought by people. */
    void supplyAuditLog(IncidentId id) throws IOException {
        try (Stream<Path> files = Files.walk(gameday.archive())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("exportedlogs"))
                    .sorted()
                    .toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    bench.get(SuppliedLogs.class).accept(id, String.valueOf(file.getFileName()), content, "responder");
                }
            }
        }
    }

    @Override
    public void close() {
        bench.close();
        athena.close();
        s3.close();
    }

    @Configuration
    @EnableConfigurationProperties(AthenaSettings.class)
    @Import({
        AthenaTrail.class,
        AthenaTables.class,
        AthenaQueries.class,
        AthenaResults.class,
        AthenaSteps.class,
        AthenaPieces.class,
        AthenaAnswers.class,
        AthenaSweep.class,
        TrailPlaces.class
    })
    static class Wiring {}
}
