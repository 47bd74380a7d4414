package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/** How a resource comes back (playbook, Part 4). What an organisation has made itself it can only make itself: those steps are described. */
final class Recoveries {

    /** AWS Backup developer guide, «Supported AWS resources». */
    private static final Set<String> BACKED_UP = Set.of(
            "AWS::EC2::Instance",
            "AWS::EC2::Volume",
            "AWS::S3::Bucket",
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBCluster",
            "AWS::DynamoDB::Table",
            "AWS::EFS::FileSystem",
            "AWS::FSx::FileSystem",
            "AWS::DocDB::DBCluster",
            "AWS::Neptune::DBCluster",
            "AWS::Redshift::Cluster",
            "AWS::Timestream::Table",
            "AWS::CloudFormation::Stack");

    /** The new one has a name of its own, so that the old one can be isolated and kept beside it. */
    private static final Set<String> REPLACED_BESIDE = Set.of("AWS::EC2::Instance", "Kubernetes::Pod");

    private static final String OLD_POD =
            "Before all: take one of the old pods out of the rollout by changing the labels that its selector looks for, and isolate it: it is kept. ";
    private static final String OLD_INSTANCE =
            "Before all: take one of the old instances out of the group (detach it without a replacement in its place), and isolate it: it is kept. ";

    /** What is kept of a thing that is replaced where it stands. */
    private static final Map<String, String> KEPT = Map.of(
            "Kubernetes::Deployment", OLD_POD,
            "Kubernetes::DaemonSet", OLD_POD,
            "Kubernetes::StatefulSet", OLD_POD,
            "Kubernetes::ReplicaSet", OLD_POD,
            "AWS::AutoScaling::AutoScalingGroup", OLD_INSTANCE,
            "AWS::EKS::Nodegroup", OLD_INSTANCE);

    private static final int SHOWN = 6_000;

    /** A token of a step that was planned once more answers with what the first time made. */
    private static final String AGAIN =
            " Where that was done already and did not serve, change its last digit: else the answer is the old one.";

    private final Isolations isolations;

    Recoveries(Isolations isolations) {
        this.isolations = isolations;
    }

    /** With the old one kept, that is isolated after the new one works; what is replaced in its place leaves a part of the old one to keep. */
    List<Action> replace(IncidentId incident, ResourceRef resource, String fix, boolean keepsOld, String reason) {
        if (!keepsOld) {
            return List.of(replace(resource, fix, false, reason));
        }
        List<Action> actions = new ArrayList<>();
        actions.add(replace(resource, fix, true, reason));
        actions.addAll(
                REPLACED_BESIDE.contains(resource.type())
                        ? isolations.of(incident, resource, reason)
                        : isolations.snapshots(incident, resource, reason));
        return actions;
    }

    /** It as it is now, before something is restored over it; by hand where no command is known. */
    List<Action> evidence(IncidentId incident, ResourceRef resource, String reason) {
        List<Action> snapshots = isolations.snapshots(incident, resource, reason);
        return !snapshots.isEmpty()
                ? snapshots
                : List.of(new Draft(ActionKind.SNAPSHOT, resource, reason)
                        .byHand(
                                "By hand: copy or export " + resource.type() + " "
                                        + ShellWords.comment(resource.id())
                                        + " as it is now to where the forensics keep their evidence. No command is known that does.")
                        .check("", "The copy lies with the evidence")
                        .done());
    }

    private static Action replace(ResourceRef resource, String fix, boolean keepsOld, String reason) {
        Draft draft = new Draft(ActionKind.REPLACE, resource, reason);
        String first = (keepsOld ? KEPT.getOrDefault(resource.type(), "") : "") + "First the fix: "
                + ShellWords.comment(fix) + ". The new one differs from the old one by it. ";
        try {
            switch (resource.type()) {
                case "Kubernetes::Deployment", "Kubernetes::DaemonSet", "Kubernetes::StatefulSet" ->
                    draft.byHand(first + "Put the fixed image or template in, then:")
                            .before("kubectl get " + Kubernetes.named(resource) + " --output yaml")
                            .run("kubectl rollout restart " + Kubernetes.named(resource))
                            .run("kubectl rollout status " + Kubernetes.named(resource))
                            .check("kubectl rollout status " + Kubernetes.named(resource), "successfully rolled out");
                case "Kubernetes::Pod" -> {
                    if (keepsOld) {
                        draft.byHand(
                                        first
                                                + "Start the new pods from the fixed image and look that they work. The old one is isolated and kept.")
                                .before("kubectl get " + Kubernetes.named(resource) + " --output yaml")
                                .check("", "Its successor is Ready");
                    } else {
                        draft.byHand(
                                        first
                                                + "Start the new pods from the fixed image, look that they work, then delete the old one:")
                                .before("kubectl get " + Kubernetes.named(resource) + " --output yaml")
                                .run(Kubernetes.removal(Kubernetes.named(resource)))
                                .check(
                                        "kubectl get " + Kubernetes.named(resource),
                                        "NotFound, and its successor is Ready");
                    }
                }
                case "AWS::AutoScaling::AutoScalingGroup" ->
                    draft.byHand(first + "Put the fixed launch template in, then:")
                            .run(Aws.in(resource, "autoscaling start-instance-refresh")
                                    .option("--auto-scaling-group-name", resource.name())
                                    .line())
                            .check(
                                    Aws.in(resource, "autoscaling describe-instance-refreshes")
                                            .option("--auto-scaling-group-name", resource.name())
                                            .text(),
                                    "Status Successful");
                default ->
                    draft.byHand(first + "Make the new " + resource.type()
                            + " from its template, look that it works, then "
                            + (keepsOld ? "take the old one out of use and keep it" : "delete the old one") + " ("
                            + ShellWords.comment(resource.id()) + ").");
            }
            return draft.done();
        } catch (UnsafeArgument unsafe) {
            return new Draft(ActionKind.REPLACE, resource, reason)
                    .byHand(first + "By hand: replace " + ShellWords.comment(resource.id())
                            + ". There is no command because " + unsafe.why() + ".")
                    .done();
        }
    }

    List<Action> newResource(
            IncidentId incident, ResourceRef resource, @Nullable JsonNode configuration, String reason) {
        List<Action> actions = new ArrayList<>();
        actions.add(new Draft(ActionKind.NEW_RESOURCE, resource, reason)
                .byHand("Prepare a new " + resource.type() + " beside " + ShellWords.comment(resource.id())
                        + ", with the fix in it. Note its id: when the steps are done you are asked for it, and it is entered in the CMDB."
                        + madeOnce(incident, ActionKind.NEW_RESOURCE, resource)
                        + shown(configuration))
                .check("", "The new one works")
                .done());
        actions.add(new Draft(ActionKind.SWAP_IN, resource, reason)
                .byHand(
                        "Put the new one in the old one's place (target group, service, DNS record, endpoint), take the old"
                                + " one out, and look that nothing asks the old one any more.")
                .check("", "The application uses the new one; the old one serves nobody")
                .done());
        actions.addAll(isolations.of(incident, resource, reason));
        return actions;
    }

    Action restore(
            IncidentId incident,
            ResourceRef resource,
            @Nullable String recoveryPoint,
            Instant compromisedAt,
            @Nullable String knownGood,
            String reason) {
        Draft draft = new Draft(ActionKind.RESTORE, resource, reason);
        String token = OnceToken.of(incident, ActionKind.RESTORE, resource, recoveryPoint == null ? "" : recoveryPoint);
        String good = (recoveryPoint == null
                        ? "Look first whether there is a backup from before " + compromisedAt + ". "
                        : "")
                + (knownGood == null
                        ? "Nobody has shown yet that the backup is good: a restore test or a scan does, before it goes live. "
                        : "The backup is known good: " + ShellWords.comment(knownGood) + ". ");
        try {
            switch (resource.type()) {
                case "AWS::SecretsManager::Secret" ->
                    draft.run(Aws.in(resource, "secretsmanager restore-secret")
                                    .option("--secret-id", resource.id())
                                    .line())
                            .byHand("Works within the recovery window. Rotate the secret afterwards.")
                            .check(
                                    Aws.in(resource, "secretsmanager describe-secret")
                                            .option("--secret-id", resource.id())
                                            .text(),
                                    "no DeletedDate");
                case "AWS::KMS::Key" ->
                    draft.run(Aws.in(resource, "kms cancel-key-deletion")
                                    .option("--key-id", resource.name())
                                    .line())
                            .run(Aws.in(resource, "kms enable-key")
                                    .option("--key-id", resource.name())
                                    .line())
                            .check(
                                    Aws.in(resource, "kms describe-key --query KeyMetadata.KeyState")
                                            .option("--key-id", resource.name())
                                            .text(),
                                    "Enabled");
                case "AWS::DynamoDB::Table" ->
                    draft.byHand(good
                                    + "A table that was deleted with point-in-time recovery on left a system backup for 35"
                                    + " days: find it, then restore-table-from-backup with its ARN.")
                            .run(Aws.in(resource, "dynamodb list-backups --backup-type ALL")
                                    .option("--table-name", resource.name())
                                    .line())
                            .check(
                                    Aws.in(resource, "dynamodb describe-table --query Table.TableStatus")
                                            .option("--table-name", resource.name())
                                            .text(),
                                    "ACTIVE");
                case "AWS::S3::Object" -> object(resource, good, draft);
                case "AWS::EC2::Instance", "AWS::EC2::Volume" ->
                    backup(
                            resource,
                            recoveryPoint,
                            good + "Without AWS Backup: make it from a snapshot of before. ",
                            token,
                            draft);
                default -> {
                    if (!BACKED_UP.contains(resource.type())) {
                        throw new UnsafeArgument("AWS Backup keeps none of " + resource.type()
                                + ": its owner's own backup, or make it anew");
                    }
                    backup(resource, recoveryPoint, good, token, draft);
                }
            }
            return draft.done();
        } catch (UnsafeArgument unsafe) {
            return new Draft(ActionKind.RESTORE, resource, reason)
                    .byHand(good + "By hand: restore " + resource.type() + " " + ShellWords.comment(resource.id())
                            + ". There is no command because " + unsafe.why() + ".")
                    .done();
        }
    }

    private static void object(ResourceRef resource, String good, Draft draft) {
        String name = resource.name();
        int slash = name.indexOf('/');
        if (slash < 1) {
            throw new UnsafeArgument("its key is not known");
        }
        draft.byHand(good + "In a bucket with versions: delete the delete marker, or copy the version of before over it"
                        + " (s3api copy-object with versionId).")
                .run(Aws.in(resource, "s3api list-object-versions")
                        .option("--bucket", name.substring(0, slash))
                        .option("--prefix", name.substring(slash + 1))
                        .line())
                .check(
                        Aws.in(resource, "s3api head-object")
                                .option("--bucket", name.substring(0, slash))
                                .option("--key", name.substring(slash + 1))
                                .text(),
                        "found");
    }

    private static void backup(
            ResourceRef resource, @Nullable String recoveryPoint, String good, String token, Draft draft) {
        if (resource.arn() == null) {
            draft.byHand(good + "Its ARN was not logged: look it up among AWS Backup's protected resources"
                            + " (aws backup list-protected-resources), then start-restore-job with --idempotency-token "
                            + token + ", the same at each try." + AGAIN)
                    .run(Aws.in(resource, "backup list-protected-resources").line());
            return;
        }
        draft.byHand(good + "Then: aws backup get-recovery-point-restore-metadata for the vault and point, and"
                        + " aws backup start-restore-job with that metadata, a role, and --idempotency-token "
                        + token
                        + ": with the same at each try one job is started. One from another recovery point needs another."
                        + AGAIN)
                .run(Aws.in(resource, "backup list-recovery-points-by-resource")
                        .option("--resource-arn", resource.arn())
                        .line())
                .check(
                        Aws.in(resource, "backup list-restore-jobs").text(),
                        "the job is COMPLETED, and the application works with it"
                                + (recoveryPoint == null ? "" : " (recovery point " + recoveryPoint + ")"));
    }

    Action recreate(
            IncidentId incident, ResourceRef resource, @Nullable JsonNode configuration, String source, String reason) {
        return new Draft(ActionKind.RECREATE, resource, reason)
                .byHand("Make " + resource.type() + " " + ShellWords.comment(resource.id())
                        + " anew and put it into its application."
                        + madeOnce(incident, ActionKind.RECREATE, resource)
                        + (configuration == null
                                ? " No configuration of it was recorded: take it from its template or its owner."
                                : " As recorded by " + ShellWords.comment(source) + ":" + shown(configuration)))
                .check("", "It is there again and its application works")
                .done();
    }

    Action rotate(ResourceRef resource, String reason) {
        Draft draft = new Draft(ActionKind.ROTATE, resource, reason);
        String whoUses =
                "Whoever uses it gets the new value; the old one is made invalid where it is used (database, partner, key).";
        try {
            switch (resource.type()) {
                case "AWS::SecretsManager::Secret" ->
                    draft.run(Aws.in(resource, "secretsmanager rotate-secret")
                                    .option("--secret-id", resource.arn() == null ? resource.id() : resource.arn())
                                    .line())
                            .byHand("Where no rotation is set up: put-secret-value with a value that was never used. "
                                    + whoUses)
                            .check(
                                    Aws.in(resource, "secretsmanager describe-secret --query LastChangedDate")
                                            .option(
                                                    "--secret-id",
                                                    resource.arn() == null ? resource.id() : resource.arn())
                                            .text(),
                                    "a date after the compromise");
                case "AWS::SSM::Parameter" ->
                    draft.byHand(
                                    "Put a new value in: aws ssm put-parameter --overwrite, the value from a file and not on the"
                                            + " command line. " + whoUses)
                            .before(Aws.in(resource, "ssm describe-parameters")
                                    .option("--parameter-filters", "Key=Name,Values=" + plain(resource.id()))
                                    .text())
                            .check(
                                    Aws.in(
                                                    resource,
                                                    "ssm get-parameter-history --query Parameters[-1].LastModifiedDate")
                                            .option("--name", resource.id())
                                            .text(),
                                    "a date after the compromise");
                default -> draft.byHand("Renew what " + ShellWords.comment(resource.id()) + " gave away. " + whoUses);
            }
            return draft.done();
        } catch (UnsafeArgument unsafe) {
            return new Draft(ActionKind.ROTATE, resource, reason)
                    .byHand("By hand: rotate " + ShellWords.comment(resource.id()) + ". There is no command because "
                            + unsafe.why() + ". " + whoUses)
                    .done();
        }
    }

    /** For the CLI's shorthand, in which a comma or an equals sign begins something new. */
    private static String plain(String text) {
        if (text.matches(".*[,=\\s].*")) {
            throw new UnsafeArgument("its name holds a sign that the AWS CLI's filters take for their own");
        }
        return text;
    }

    private static String madeOnce(IncidentId incident, ActionKind kind, ResourceRef resource) {
        return " Where the call that makes it takes a client or creation token, give it "
                + OnceToken.of(incident, kind, resource, "") + ", the same at each try: sent twice it then makes one."
                + AGAIN;
    }

    /** Without the tokens of whoever made it first: a call with one of them would answer with what that one made. */
    private static String shown(@Nullable JsonNode configuration) {
        if (configuration == null || configuration.isEmpty()) {
            return "";
        }
        String text = OnceToken.without(configuration).toPrettyString();
        return "\n" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "\n… (all of it in AWS Config)" : text);
    }
}
