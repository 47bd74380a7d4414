package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.RunbookApplication;
import org.eksrunbook.aws.AthenaDouble;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.awsdouble.AwsDouble;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * The game day against AWS, without an account: {@code ./mvnw spring-boot:run -Dspring-boot.run.profiles=gameday-aws}. The logs lie in a bucket of the
 * double, accounts are read through their roles; EKS, IAM, EC2, CloudWatch Logs, AWS Config, AWS Backup and DynamoDB answer about the game day, and
 * so does the API server of its cluster.
 * {@code RUNBOOK_GAMEDAY_SOURCE=athena} asks Athena instead of reading the bucket, {@code lookup} CloudTrail's event history.
 */
final class GamedayOnAws {

    private static final List<String> SOURCES = List.of("archive", "athena", "lookup");
    /** Below the bucket, as below the game day's folder. */
    private static final String PREFIX = "archive/";

    private static final String ORGANISATION = "AWSLogs/o-shop4gameday/";
    private static final long SEED = 20240802;

    private GamedayOnAws() {}

    public static void main(String[] arguments) throws IOException {
        Path dataDir = Path.of(setting("runbook.data-dir", "./data/gameday-aws"));
        String days = setting("runbook.gameday.days", "60");
        String source = System.getenv().getOrDefault("RUNBOOK_GAMEDAY_SOURCE", "archive");
        if (!SOURCES.contains(source)) {
            throw new IllegalArgumentException("RUNBOOK_GAMEDAY_SOURCE is «" + source + "»: one of " + SOURCES);
        }
        Path folder = dataDir.resolve("gameday");
        JsonNode start = written(folder, Integer.parseInt(days), source);

        FolderS3 s3 = new FolderS3().with(folder.resolve("archive"), PREFIX);
        Path tables = Files.createDirectories(dataDir.resolve("athena-double"));
        GamedayAws gameday = new GamedayAws(folder.resolve("archive"), SEED, compromisedAt(start));
        PlayedKubernetes cluster = gameday.kubernetes();
        AwsDouble aws = gameday.play()
                .with(s3)
                .with(AthenaDouble.over(folder, tables, s3))
                .chain(start.at("/variables/region/value").asText());

        SpringApplication server = new SpringApplication(RunbookApplication.class);
        server.setDefaultProperties(Map.of("spring.profiles.group.gameday-aws", "gameday"));
        server.addInitializers(
                context -> context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests()));
        server.run(arguments);
        System.out.println("AWS is played at " + aws.endpoint() + "; the cluster's API server at " + cluster.endpoint()
                + "; the trail is asked by way of: " + source);
    }

    /** What is not set is set, for the server that starts here. */
    private static String setting(String name, String otherwise) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, otherwise);
        }
        return System.getProperty(name);
    }

    /** When the finding's activity was first seen: the moment that the game day's files count from. */
    private static Instant compromisedAt(JsonNode start) throws IOException {
        JsonNode finding =
                new ObjectMapper().readTree(start.at("/variables/finding/value").asText());
        return Instant.parse(finding.at("/detail/service/eventFirstSeen").asText());
    }

    /** The logs, once; and the start as it shall be. */
    private static JsonNode written(Path folder, int days, String source) throws IOException {
        System.setProperty("runbook.archive.root", "s3://" + FolderS3.BUCKET + "/" + PREFIX);
        System.setProperty("runbook.athena.location", "s3://" + FolderS3.BUCKET + "/" + PREFIX + ORGANISATION);
        System.setProperty("runbook.athena.output", "s3://" + FolderS3.BUCKET + "/results/");
        System.setProperty("runbook.aws.reading-role", "incident-reader");
        // AWS takes two lookups a second in a place, and some thousand are made; the double takes what comes.
        setting("runbook.lookup.pause", "10ms");
        GamedayFolder gameday = new GamedayFolder(folder);
        if (!gameday.isComplete()) {
            gameday.write(new GamedaySettings(SEED, null, days), Clock.systemUTC());
        }
        ObjectNode start = (ObjectNode) gameday.start();
        ((ObjectNode) start.at("/variables/trailSource")).put("value", source);
        Files.writeString(folder.resolve("start.json"), start.toPrettyString());
        return start;
    }

    /** The server alone is scanned: what tests configure is on the class path, since the double is. */
    private static final class WithoutTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURL().toString().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return WithoutTests.class.hashCode();
        }
    }
}
