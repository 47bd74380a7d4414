package org.eksrunbook.aws;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Every call that the runbook makes to AWS, with the permission it needs and what it is for. A call that does not stand here does not leave the
 * server ({@link CallGuard}); {@code docs/permissions.md} and the session policy of the reading role are made of this list.
 */
enum AwsCall {
    STS_CALLER(
            "sts",
            "GetCallerIdentity",
            "sts:GetCallerIdentity",
            By.BOTH,
            "tells whose credentials these are, before anything is read"),
    STS_ASSUME("sts", "AssumeRole", "sts:AssumeRole", By.SERVER, "takes the reading role of an account of the scope"),
    ORGANIZATION_ACCOUNTS(
            "organizations",
            "ListAccounts",
            "organizations:ListAccounts",
            By.SERVER,
            "the accounts of the organization and their names, where AWS lets the server's account list them"),
    S3_LIST("s3", "ListObjectsV2", "s3:ListBucket", By.SERVER, "finds delivered logs, digests and AWS Config's files"),
    S3_HEAD("s3", "HeadObject", "s3:GetObject", By.SERVER, "reads back an artefact's hash, and a digest's signature"),
    S3_PUT("s3", "PutObject", "s3:PutObject", By.SERVER, "writes artefacts, where runbook.artefacts is a bucket"),
    CLOUDTRAIL_KEYS(
            "cloudtrail",
            "ListPublicKeys",
            "cloudtrail:ListPublicKeys",
            By.SERVER,
            "the keys that CloudTrail signed its digests with"),
    SQS_RECEIVE(
            "sqs",
            "ReceiveMessage",
            "sqs:ReceiveMessage",
            By.SERVER,
            "takes findings from the queue, where runbook.intake.queue is set"),
    SQS_DELETE("sqs", "DeleteMessage", "sqs:DeleteMessage", By.SERVER, "takes a message off once it was dealt with"),
    CONFIG_HISTORY(
            "config",
            "GetResourceConfigHistory",
            "config:GetResourceConfigHistory",
            By.READING_ROLE,
            "how a resource was before the compromise, and before it was deleted"),
    CONFIG_DISCOVERED(
            "config",
            "ListDiscoveredResources",
            "config:ListDiscoveredResources",
            By.READING_ROLE,
            "AWS Config's own id of a resource, deleted ones too"),
    CONFIG_RECORDER_STATUS(
            "config",
            "DescribeConfigurationRecorderStatus",
            "config:DescribeConfigurationRecorderStatus",
            By.READING_ROLE,
            "whether AWS Config records at all, and since when"),
    CONFIG_RECORDERS(
            "config",
            "DescribeConfigurationRecorders",
            "config:DescribeConfigurationRecorders",
            By.READING_ROLE,
            "which types are recorded, so that silence can be told from not listening"),
    EC2_REGIONS(
            "ec2",
            "DescribeRegions",
            "ec2:DescribeRegions",
            By.READING_ROLE,
            "the regions that an account has enabled"),
    CLOUDTRAIL_LOOKUP(
            "cloudtrail",
            "LookupEvents",
            "cloudtrail:LookupEvents",
            By.READING_ROLE,
            "looks principals up in the event history, where trailSource is lookup"),
    EKS_CLUSTER(
            "eks",
            "DescribeCluster",
            "eks:DescribeCluster",
            By.READING_ROLE,
            "the cluster's role, OIDC issuer and audit logging; how its API is reached"),
    EKS_CLUSTERS("eks", "ListClusters", "eks:ListClusters", By.READING_ROLE, "the clusters that readiness is told of"),
    EKS_NODE_GROUPS("eks", "ListNodegroups", "eks:ListNodegroups", By.READING_ROLE, "the cluster's node groups"),
    EKS_NODE_GROUP("eks", "DescribeNodegroup", "eks:DescribeNodegroup", By.READING_ROLE, "the role of a group's nodes"),
    EKS_FARGATE_PROFILES(
            "eks", "ListFargateProfiles", "eks:ListFargateProfiles", By.READING_ROLE, "the cluster's Fargate profiles"),
    EKS_FARGATE_PROFILE(
            "eks",
            "DescribeFargateProfile",
            "eks:DescribeFargateProfile",
            By.READING_ROLE,
            "the role that starts a profile's pods"),
    EKS_ADDONS("eks", "ListAddons", "eks:ListAddons", By.READING_ROLE, "the cluster's add-ons"),
    EKS_ADDON("eks", "DescribeAddon", "eks:DescribeAddon", By.READING_ROLE, "the role of an add-on"),
    EKS_ACCESS_ENTRIES(
            "eks", "ListAccessEntries", "eks:ListAccessEntries", By.READING_ROLE, "who may reach the cluster"),
    EKS_ACCESS_ENTRY(
            "eks",
            "DescribeAccessEntry",
            "eks:DescribeAccessEntry",
            By.READING_ROLE,
            "as which Kubernetes user, in which groups"),
    EKS_ACCESS_POLICIES(
            "eks",
            "ListAssociatedAccessPolicies",
            "eks:ListAssociatedAccessPolicies",
            By.READING_ROLE,
            "with which access policies"),
    EKS_POD_IDENTITIES(
            "eks",
            "ListPodIdentityAssociations",
            "eks:ListPodIdentityAssociations",
            By.READING_ROLE,
            "which service accounts have roles"),
    EKS_POD_IDENTITY(
            "eks",
            "DescribePodIdentityAssociation",
            "eks:DescribePodIdentityAssociation",
            By.READING_ROLE,
            "which role, and which target role in another account"),
    EC2_INSTANCES(
            "ec2",
            "DescribeInstances",
            "ec2:DescribeInstances",
            By.READING_ROLE,
            "the instance profile of a node, and whether pods reach its credentials"),
    IAM_INSTANCE_PROFILE(
            "iam", "GetInstanceProfile", "iam:GetInstanceProfile", By.READING_ROLE, "the role of an instance profile"),
    IAM_OIDC_PROVIDERS(
            "iam",
            "ListOpenIDConnectProviders",
            "iam:ListOpenIDConnectProviders",
            By.READING_ROLE,
            "whether service accounts of the cluster can take roles by web identity"),
    IAM_ROLES(
            "iam",
            "ListRoles",
            "iam:ListRoles",
            By.READING_ROLE,
            "roles whose trust policies name service accounts of the cluster"),
    LOGS_FILTER(
            "cloudwatchlogs",
            "FilterLogEvents",
            "logs:FilterLogEvents",
            By.READING_ROLE,
            "the cluster's audit log, where EKS delivers it"),
    BACKUP_POINTS(
            "backup",
            "ListRecoveryPointsByResource",
            "backup:ListRecoveryPointsByResource",
            By.READING_ROLE,
            "recovery points of a thing that has to come back"),
    BACKUP_RESTORES(
            "backup",
            "ListRestoreJobsByProtectedResource",
            "backup:ListRestoreJobsByProtectedResource",
            By.READING_ROLE,
            "whether a recovery point was shown good by a restore"),
    RDS_SNAPSHOTS("rds", "DescribeDBSnapshots", "rds:DescribeDBSnapshots", By.READING_ROLE, "snapshots of a database"),
    RDS_CLUSTER_SNAPSHOTS(
            "rds",
            "DescribeDBClusterSnapshots",
            "rds:DescribeDBClusterSnapshots",
            By.READING_ROLE,
            "snapshots of a database cluster"),
    EBS_SNAPSHOTS("ec2", "DescribeSnapshots", "ec2:DescribeSnapshots", By.READING_ROLE, "snapshots of a volume"),
    DYNAMODB_RECOVERY(
            "dynamodb",
            "DescribeContinuousBackups",
            "dynamodb:DescribeContinuousBackups",
            By.READING_ROLE,
            "to which times a table can go back"),
    DYNAMODB_BACKUPS(
            "dynamodb",
            "ListBackups",
            "dynamodb:ListBackups",
            By.READING_ROLE,
            "backups of a table, also of a deleted one"),
    S3_VERSIONS(
            "s3",
            "ListObjectVersions",
            "s3:ListBucketVersions",
            By.READING_ROLE,
            "versions of an object from before the compromise"),
    S3_GET("s3", "GetObject", "s3:GetObject", By.SERVER, "reads delivered files, and artefacts"),
    S3_DELETE(
            "s3",
            "DeleteObject",
            "s3:DeleteObject",
            By.SERVER,
            "removes what Athena extracted for an incident that is over, below runbook.athena.output"),
    ATHENA_TABLE(
            "athena",
            "GetTableMetadata",
            "athena:GetTableMetadata",
            By.SERVER,
            "looks whether CloudTrail's table is there and fit to be asked"),
    ATHENA_WORKGROUP(
            "athena",
            "GetWorkGroup",
            "athena:GetWorkGroup",
            By.SERVER,
            "looks before an incident whether queries can run in runbook.athena.workgroup"),
    ATHENA_START("athena", "StartQueryExecution", "athena:StartQueryExecution", By.SERVER, "asks CloudTrail's table"),
    ATHENA_LOOK(
            "athena", "GetQueryExecution", "athena:GetQueryExecution", By.SERVER, "looks whether an answer is there"),
    ATHENA_READ("athena", "GetQueryResults", "athena:GetQueryResults", By.SERVER, "reads an answer"),
    ATHENA_STOP(
            "athena",
            "StopQueryExecution",
            "athena:StopQueryExecution",
            By.SERVER,
            "stops what nobody waits for any more");

    /** Whose credentials make the call. */
    enum By {
        /** The server's own. */
        SERVER,
        /** The reading role's, in an account of the scope. */
        READING_ROLE,
        BOTH
    }

    private final String service;
    private final String operation;
    private final String action;
    private final By by;
    private final String purpose;

    AwsCall(String service, String operation, String action, By by, String purpose) {
        this.service = service;
        this.operation = operation;
        this.action = action;
        this.by = by;
        this.purpose = purpose;
    }

    /**
     * @param service as its package in the SDK is called
     * @param operation as AWS names it; the SDK has some in other capitals (DescribeDbSnapshots)
     */
    static Optional<AwsCall> of(String service, String operation) {
        return Stream.of(values())
                .filter(call -> call.service.equals(service) && call.operation.equalsIgnoreCase(operation))
                .findFirst();
    }

    /** The call that a request of the SDK is: {@code software.amazon.awssdk.services.<service>.model.<Operation>Request}. */
    static Optional<AwsCall> of(SdkRequest request) {
        String[] steps = request.getClass().getPackageName().split("\\.", -1);
        return of(steps[steps.length - 2], request.getClass().getSimpleName().replaceFirst("Request$", ""));
    }

    String service() {
        return service;
    }

    String operation() {
        return operation;
    }

    /** The permission, as IAM names it. */
    String action() {
        return action;
    }

    /** Whose permission it is, in words. */
    String whose() {
        return by == By.BOTH ? "both" : by == By.SERVER ? "server" : "reading role";
    }

    boolean byServer() {
        return by != By.READING_ROLE;
    }

    boolean byReadingRole() {
        return by != By.SERVER;
    }

    String purpose() {
        return purpose;
    }
}
