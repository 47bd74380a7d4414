package org.eksrunbook.aws;

import java.util.List;
import org.eksrunbook.trail.Bench;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * The adapters and clients as the server wires them, for tests of other packages; credentials, region and endpoints by the SDK's own chain. Registered
 * by class: a scan of the server's packages must not find it.
 */
@EnableConfigurationProperties(AwsSettings.class)
@Import({ServiceClients.class, S3LogArchive.class})
public class LiveAws {

    private static final List<String> CHAIN =
            List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region", "aws.endpointUrlS3");

    /** With what looks up CloudTrail's event history; needs the database. */
    @EnableConfigurationProperties({AwsSettings.class, LookupSettings.class})
    @Import({
        ServiceClients.class,
        ReadingRoles.class,
        AccountClients.class,
        AwsInUse.class,
        AwsOrganization.class,
        LookupSearches.class,
        LookupAnswer.class,
        LookupRegions.class,
        LookupPlan.class,
        LookupPace.class,
        LookupLanes.class,
        LookupTrail.class,
        LookupSweep.class
    })
    public static class Lookups {}

    /** With the cluster's audit log where EKS delivers it; needs {@link Lookups}. */
    @Import(CloudWatchAuditLog.class)
    public static class AuditLog {}

    /** With what asks Athena; needs the database. */
    @EnableConfigurationProperties(AwsSettings.class)
    @Import(AthenaStage.Wiring.class)
    public static class Athena {}

    /** With what is asked beside the logs: the cluster, its audit log, the organization, AWS Config, backups. */
    @EnableConfigurationProperties(AwsSettings.class)
    @Import({
        ServiceClients.class,
        ReadingRoles.class,
        AccountClients.class,
        AwsInUse.class,
        AwsOrganization.class,
        EksFacts.class,
        EksDoor.class,
        CloudWatchAuditLog.class,
        AwsConfig.class,
        ConfigAnswers.class,
        AwsBackups.class
    })
    public static class Facts {}

    /** Points the chain at a double. */
    public static void at(FolderS3 s3) {
        System.setProperty("aws.accessKeyId", "AKIAEXAMPLE");
        System.setProperty("aws.secretAccessKey", "secret");
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.endpointUrlS3", s3.endpoint().toString());
    }

    public static void away() {
        CHAIN.forEach(System::clearProperty);
    }

    /** What the server does by itself every minute. */
    public static void sweep(Bench bench) {
        bench.get(LookupSweep.class).sweep();
    }
}
