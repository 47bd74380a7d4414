package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eksrunbook.MovingClock;
import org.eksrunbook.aws.AthenaDouble;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.aws.LiveAws;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.CloudTrailDouble;
import org.eksrunbook.awsdouble.Ec2Double;
import org.eksrunbook.awsdouble.LogsDouble;
import org.eksrunbook.awsdouble.OrganizationsDouble;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;

/**
 * One folder of logs, and a double of AWS with the same logs: in a bucket, behind Athena, in the event history. One server reads the folder, another
 * has AWS.
 */
final class SourcesStage implements AutoCloseable {

    private static final String SERVER = "999999999999";
    private static final String PREFIX = "trail/";

    final MovingClock clock = new MovingClock(Bench.NOW);
    final AthenaDouble athena;
    final CloudTrailDouble history;
    final Bench onFolder;
    final Bench onAws;
    private final AwsDouble aws;
    private final Path logs;

    /**
     * @param logs named as the bucket's folder is
     * @param organisation folder between {@code AWSLogs/} and the accounts, with a slash, or empty
     */
    SourcesStage(Path logs, String organisation, Path work, List<String> regions) throws IOException {
        this(logs, organisation, work, regions, null);
    }

    /** @param auditLogs the clusters' audit logs in CloudWatch Logs; {@code null}: it is not asked */
    SourcesStage(Path logs, String organisation, Path work, List<String> regions, @Nullable LogsDouble auditLogs)
            throws IOException {
        this.logs = logs;
        FolderS3 s3 = new FolderS3().with(logs, PREFIX);
        athena = AthenaDouble.over(logs.resolveSibling(""), Files.createDirectories(work.resolve("athena")), s3);
        history = new CloudTrailDouble(clock::instant).with(logs);
        aws = new AwsDouble(SERVER)
                .with(s3)
                .with(athena)
                .with(history)
                .with(new Ec2Double(regions.toArray(String[]::new)))
                .with(new OrganizationsDouble(SERVER))
                .chain("eu-central-1");
        if (auditLogs != null) {
            aws.with(auditLogs);
        }
        String root = "s3://" + FolderS3.BUCKET + "/" + PREFIX;
        Map<String, Object> settings = new HashMap<>();
        settings.put("runbook.athena.location", root + "AWSLogs/" + organisation);
        settings.put("runbook.athena.output", "s3://" + FolderS3.BUCKET + "/results/");
        settings.put("runbook.athena.database", "db");
        settings.put("runbook.aws.reading-role", "incident-reader");
        settings.put("runbook.lookup.pause", "0ms");
        onFolder = bench(logs.toString(), work.resolve("folder"), settings, false);
        onAws = bench(root, work.resolve("aws"), settings, auditLogs != null);
    }

    private Bench bench(String archive, Path data, Map<String, Object> settings, boolean auditLog) {
        return new Bench(archive, data, settings, beans -> {
            beans.registerBean("clock", Clock.class, () -> clock);
            beans.register(LiveAws.class, LiveAws.Lookups.class, LiveAws.Athena.class);
            if (auditLog) {
                beans.getDefaultListableBeanFactory()
                        .setConversionService(ApplicationConversionService.getSharedInstance());
                beans.register(LiveAws.AuditLog.class);
            }
        });
    }

    void now(Instant time) {
        clock.stand(time);
    }

    /** Brings files as people do, in the order of their names, in which digests come before logs. */
    void upload(IncidentId id, Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> which.test(logs.relativize(file).toString()))
                    .sorted()
                    .toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    onAws.get(SuppliedLogs.class).accept(id, file.getFileName().toString(), content, "responder");
                }
            }
        }
    }

    @Override
    public void close() {
        onFolder.close();
        onAws.close();
        athena.close();
        AwsDouble.away();
        aws.close();
    }
}
