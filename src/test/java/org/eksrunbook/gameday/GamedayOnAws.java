package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.eksrunbook.RunbookApplication;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.CloudTrailDouble;
import org.eksrunbook.awsdouble.ConfigDouble;
import org.eksrunbook.awsdouble.Ec2Double;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * The game day against AWS, without an account: {@code ./mvnw spring-boot:run -Dspring-boot.run.profiles=gameday-aws}. The logs lie in a bucket of the
 * double, accounts are read through their roles. {@code RUNBOOK_GAMEDAY_SOURCE=lookup} asks CloudTrail's event history instead of the bucket.
 */
final class GamedayOnAws {

    private static final String PREFIX = "org/";

    private GamedayOnAws() {}

    public static void main(String[] arguments) throws IOException {
        Path dataDir = Path.of(setting("runbook.data-dir", "./data/gameday-aws"));
        String days = setting("runbook.gameday.days", "60");
        String source = System.getenv().getOrDefault("RUNBOOK_GAMEDAY_SOURCE", "archive");
        Path folder = dataDir.resolve("gameday");
        JsonNode start = written(folder, Integer.parseInt(days), source);
        String account = start.at("/variables/accountId/value").asText();

        FolderS3 s3 = new FolderS3().with(folder.resolve("archive"), PREFIX);
        AwsDouble aws = new AwsDouble(account)
                .with(new CloudTrailDouble(Instant::now).with(folder.resolve("archive")))
                .with(new ConfigDouble())
                .with(new Ec2Double("eu-central-1", "eu-west-1", "us-east-1"))
                .chain(start.at("/variables/region/value").asText());
        System.setProperty("aws.endpointUrlS3", s3.endpoint().toString());

        SpringApplication server = new SpringApplication(RunbookApplication.class);
        server.setDefaultProperties(Map.of("spring.profiles.group.gameday-aws", "gameday"));
        server.addInitializers(
                context -> context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests()));
        server.run(arguments);
        System.out.println("AWS is played at " + aws.endpoint() + ", its bucket at " + s3.endpoint());
    }

    /** What is not set is set, for the server that starts here. */
    private static String setting(String name, String otherwise) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, otherwise);
        }
        return System.getProperty(name);
    }

    /** The logs, once; and the start as it shall be. */
    private static JsonNode written(Path folder, int days, String source) throws IOException {
        System.setProperty("runbook.archive.root", "s3://" + FolderS3.BUCKET + "/" + PREFIX);
        System.setProperty("runbook.aws.reading-role", "incident-reader");
        GamedayFolder gameday = new GamedayFolder(folder);
        if (!gameday.isComplete()) {
            gameday.write(new GamedaySettings(20240802, null, days), Clock.systemUTC());
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
