package org.eksrunbook.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;

/** Keeps a resource for analysis: its data as a snapshot, then nobody reaches it, then it stands still (corrections 24 and 26). */
final class Isolations {

    List<Action> of(IncidentId incident, ResourceRef resource, String reason) {
        try {
            return switch (resource.type()) {
                case "AWS::EC2::Instance" -> instance(incident, resource, reason);
                case "AWS::EC2::Volume" -> List.of(volume(incident, resource, reason));
                case "AWS::EC2::Snapshot" -> List.of(unshareSnapshot(resource, reason));
                case "AWS::Lambda::Function" -> function(incident, resource, reason);
                case "AWS::S3::Bucket" -> List.of(bucket(resource, reason));
                case "AWS::RDS::DBInstance" -> database(incident, resource, reason);
                case "AWS::DynamoDB::Table" -> List.of(table(incident, resource, reason));
                case "AWS::AutoScaling::AutoScalingGroup" -> List.of(scalingGroup(resource, reason));
                case "AWS::ECS::TaskDefinition" -> List.of(taskDefinition(resource, reason));
                case "AWS::SageMaker::NotebookInstance" -> List.of(notebook(resource, reason));
                case "AWS::IAM::User" -> user(resource, reason);
                case "AWS::IAM::Role" -> List.of(role(resource, reason));
                case "AWS::KMS::Key" -> List.of(key(resource, reason));
                default -> List.of(other(resource, reason));
            };
        } catch (UnsafeArgument unsafe) {
            return List.of(byHand(resource, reason, unsafe.why()));
        }
    }

    /** Only what keeps its data or code as it is now; empty where no command is known that does. */
    List<Action> snapshots(IncidentId incident, ResourceRef resource, String reason) {
        return of(incident, resource, reason).stream()
                .filter(action -> action.kind() == ActionKind.SNAPSHOT)
                .toList();
    }

    private static Action other(ResourceRef resource, String reason) {
        if (resource.type().startsWith("Kubernetes::")) {
            return Kubernetes.isolate(resource, new Draft(ActionKind.ISOLATE, resource, reason))
                    .done();
        }
        return byHand(resource, reason, "no command is known that isolates " + resource.type());
    }

    private static List<Action> instance(IncidentId incident, ResourceRef resource, String reason) {
        String id = resource.id();
        String read = Aws.in(resource, "ec2 describe-instances")
                .option("--instance-ids", id)
                .text();
        Evidence evidence = new Evidence(incident, resource);
        Action snapshot = new Draft(ActionKind.SNAPSHOT, resource, reason)
                .before(read)
                .run(Aws.in(resource, "ec2 modify-instance-attribute --disable-api-termination")
                        .option("--instance-id", id)
                        .line())
                .run(evidence.once(
                        evidence.snapshots(),
                        "Snapshots[0].SnapshotId",
                        Aws.in(resource, "ec2 create-snapshots --description 'Evidence: keep'")
                                .document("--instance-specification", Map.of("InstanceId", id))
                                .document("--tag-specifications", evidence.tags())
                                .text()))
                .byHand(
                        "Where the memory matters to the forensics, take it before the instance is stopped; so too what lies on instance"
                                + " store volumes (a node's local disks): no snapshot holds them, and the stop empties them.")
                .check(evidence.snapshots(), "one completed snapshot a volume")
                .done();
        Action stop = new Draft(ActionKind.STOP, resource, reason)
                .run(Aws.in(resource, "ec2 stop-instances")
                        .option("--instance-ids", id)
                        .line())
                .undo(Aws.in(resource, "ec2 start-instances")
                        .option("--instance-ids", id)
                        .text())
                .check(read + " --query 'Reservations[].Instances[].State.Name'", "stopped")
                .done();
        return List.of(snapshot, InstanceIsolation.of(resource, reason, read), stop);
    }

    private static Action volume(IncidentId incident, ResourceRef resource, String reason) {
        Evidence evidence = new Evidence(incident, resource);
        return new Draft(ActionKind.SNAPSHOT, resource, reason)
                .run(evidence.once(
                        evidence.snapshots(),
                        "Snapshots[0].SnapshotId",
                        Aws.in(resource, "ec2 create-snapshot --description 'Evidence: keep'")
                                .option("--volume-id", resource.id())
                                .document("--tag-specifications", evidence.tags())
                                .text()))
                .check(evidence.snapshots(), "a completed snapshot")
                .done();
    }

    private static Action unshareSnapshot(ResourceRef resource, String reason) {
        String read = Aws.in(resource, "ec2 describe-snapshot-attribute --attribute createVolumePermission")
                .option("--snapshot-id", resource.id())
                .text();
        return new Draft(ActionKind.ISOLATE, resource, reason)
                .before(read)
                .run(Aws.in(resource, "ec2 reset-snapshot-attribute --attribute createVolumePermission")
                        .option("--snapshot-id", resource.id())
                        .line())
                .check(read, "no CreateVolumePermissions")
                .done();
    }

    private static List<Action> function(IncidentId incident, ResourceRef resource, String reason) {
        String read = Aws.in(resource, "lambda get-function")
                .option("--function-name", resource.name())
                .text();
        Action snapshot = new Draft(ActionKind.SNAPSHOT, resource, reason)
                .before(read)
                .run(read + " --query Code.Location --output text | xargs curl --fail --silent --show-error --output "
                        + ShellWords.quote(new Evidence(incident, resource).file("code", "zip")))
                .byHand("Keep the file with the artefacts of the incident.")
                .check("", "The code lies with the evidence")
                .done();
        Action isolate = new Draft(ActionKind.ISOLATE, resource, reason)
                .before(Aws.in(resource, "lambda get-function-concurrency")
                        .option("--function-name", resource.name())
                        .text())
                .run(Aws.in(resource, "lambda put-function-concurrency --reserved-concurrent-executions 0")
                        .option("--function-name", resource.name())
                        .line())
                .undo(Aws.in(resource, "lambda delete-function-concurrency")
                        .option("--function-name", resource.name())
                        .text())
                .check(
                        Aws.in(resource, "lambda get-function-concurrency")
                                .option("--function-name", resource.name())
                                .text(),
                        "ReservedConcurrentExecutions 0: it runs no more")
                .done();
        return List.of(snapshot, isolate);
    }

    private static Action bucket(ResourceRef resource, String reason) {
        String read = Aws.in(resource, "s3api get-public-access-block")
                .option("--bucket", resource.name())
                .text();
        return new Draft(ActionKind.ISOLATE, resource, reason)
                .before(read)
                .before(Aws.in(resource, "s3api get-bucket-policy")
                        .option("--bucket", resource.name())
                        .text())
                .run(Aws.in(
                                resource,
                                "s3api put-public-access-block --public-access-block-configuration"
                                        + " BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true")
                        .option("--bucket", resource.name())
                        .line())
                .byHand("Look for a bucket policy that lets other accounts in, and take it out.")
                .check(read, "all four true")
                .done();
    }

    private static List<Action> database(IncidentId incident, ResourceRef resource, String reason) {
        String name = ShellWords.option("--db-instance-identifier", resource.name());
        String read = Aws.in(resource, "rds describe-db-instances " + name).text();
        Evidence evidence = new Evidence(incident, resource);
        String snapshots = Aws.in(resource, "rds describe-db-snapshots --snapshot-type manual " + name)
                .text();
        Action snapshot = new Draft(ActionKind.SNAPSHOT, resource, reason)
                .run(evidence.once(
                        snapshots,
                        "DBSnapshots[?DBSnapshotIdentifier=='" + evidence.name() + "']|[0].DBSnapshotIdentifier",
                        Aws.in(resource, "rds create-db-snapshot " + name)
                                .option("--db-snapshot-identifier", evidence.name())
                                .text()))
                .check(snapshots, "an available snapshot " + evidence.name())
                .done();
        Action isolate = new Draft(ActionKind.ISOLATE, resource, reason)
                .before(read)
                .run(Aws.in(resource, "rds modify-db-instance --no-publicly-accessible --apply-immediately " + name)
                        .line())
                .byHand(
                        "Give it a security group that lets nothing in. Undo: the picture from before shows the old ones.")
                .check(read + " --query 'DBInstances[].PubliclyAccessible'", "false")
                .done();
        return List.of(snapshot, isolate);
    }

    private static Action table(IncidentId incident, ResourceRef resource, String reason) {
        String name = ShellWords.option("--table-name", resource.name());
        Evidence evidence = new Evidence(incident, resource);
        String backups = Aws.in(resource, "dynamodb list-backups " + name).text();
        return new Draft(ActionKind.SNAPSHOT, resource, reason)
                .run(evidence.once(
                        backups,
                        "BackupSummaries[?BackupName=='" + evidence.name() + "']|[0].BackupArn",
                        Aws.in(resource, "dynamodb create-backup " + name)
                                .option("--backup-name", evidence.name())
                                .text()))
                .check(backups, "a backup named " + evidence.name())
                .done();
    }

    private static Action scalingGroup(ResourceRef resource, String reason) {
        String name = ShellWords.option("--auto-scaling-group-name", resource.name());
        return new Draft(ActionKind.ISOLATE, resource, reason)
                .before(Aws.in(resource, "autoscaling describe-auto-scaling-groups")
                        .option("--auto-scaling-group-names", resource.name())
                        .text())
                .run(Aws.in(resource, "autoscaling suspend-processes " + name).line())
                .undo(Aws.in(resource, "autoscaling resume-processes " + name).text())
                .check(
                        Aws.in(resource, "autoscaling describe-auto-scaling-groups")
                                .option("--auto-scaling-group-names", resource.name())
                                .text(),
                        "SuspendedProcesses lists all processes")
                .done();
    }

    private static Action taskDefinition(ResourceRef resource, String reason) {
        String name = ShellWords.option("--task-definition", resource.arn() == null ? resource.name() : resource.arn());
        return new Draft(ActionKind.ISOLATE, resource, reason)
                .before(Aws.in(resource, "ecs describe-task-definition " + name).text())
                .run(Aws.in(resource, "ecs deregister-task-definition " + name).line())
                .byHand("It can be read and not be run any more. Tasks that run stay: stop them.")
                .check(Aws.in(resource, "ecs describe-task-definition " + name).text(), "status INACTIVE")
                .done();
    }

    private static Action notebook(ResourceRef resource, String reason) {
        String name = ShellWords.option("--notebook-instance-name", resource.name());
        return new Draft(ActionKind.STOP, resource, reason)
                .run(Aws.in(resource, "sagemaker stop-notebook-instance " + name)
                        .line())
                .undo(Aws.in(resource, "sagemaker start-notebook-instance " + name)
                        .text())
                .check(
                        Aws.in(resource, "sagemaker describe-notebook-instance " + name)
                                .text(),
                        "NotebookInstanceStatus Stopped")
                .done();
    }

    private static List<Action> user(ResourceRef resource, String reason) {
        List<Action> actions = new ArrayList<>();
        actions.add(Keys.deactivateAll(resource, new Draft(ActionKind.DEACTIVATE_KEY, resource, reason))
                .done());
        actions.add(IdentityDeletions.login(resource, new Draft(ActionKind.REMOVE_LOGIN, resource, reason))
                .done());
        String name = ShellWords.option("--user-name", resource.name());
        actions.add(new Draft(ActionKind.ISOLATE, resource, reason)
                .run("aws iam attach-user-policy " + name + " --policy-arn " + denyAll(resource))
                .undo("aws iam detach-user-policy " + name + " --policy-arn " + denyAll(resource))
                .check("aws iam list-attached-user-policies " + name, "AWSDenyAll is attached")
                .done());
        return actions;
    }

    private static Action role(ResourceRef resource, String reason) {
        String name = ShellWords.option("--role-name", resource.name());
        return new Draft(ActionKind.ISOLATE, resource, reason)
                .run("aws iam attach-role-policy " + name + " --policy-arn " + denyAll(resource))
                .undo("aws iam detach-role-policy " + name + " --policy-arn " + denyAll(resource))
                .check("aws iam list-attached-role-policies " + name, "AWSDenyAll is attached")
                .done();
    }

    /** AWS's own policies are in the partition of the account: aws, aws-cn, aws-us-gov. Where no ARN tells it, that of the credentials does. */
    private static String denyAll(ResourceRef principal) {
        String policy = ":iam::aws:policy/AWSDenyAll";
        return principal.arn() == null
                ? "\"arn:$(aws sts get-caller-identity --query Arn --output text | cut -d: -f2)" + policy + "\""
                : ShellWords.quote("arn:" + principal.arn().split(":", 3)[1] + policy);
    }

    private static Action key(ResourceRef resource, String reason) {
        String id = ShellWords.option("--key-id", resource.name());
        return new Draft(ActionKind.ISOLATE, resource, reason)
                .run(Aws.in(resource, "kms disable-key " + id).line())
                .undo(Aws.in(resource, "kms enable-key " + id).text())
                .check(
                        Aws.in(resource, "kms describe-key " + id + " --query KeyMetadata.KeyState")
                                .text(),
                        "Disabled")
                .done();
    }

    static Action byHand(ResourceRef resource, String reason, String why) {
        return new Draft(ActionKind.ISOLATE, resource, reason)
                .byHand("By hand: isolate " + resource.type() + " " + ShellWords.comment(resource.id()) + " in account "
                        + resource.accountId() + (resource.region().isEmpty() ? "" : ", " + resource.region())
                        + ", so that nobody but the forensics reaches it. There is no command because " + why + ".")
                .done();
    }
}
