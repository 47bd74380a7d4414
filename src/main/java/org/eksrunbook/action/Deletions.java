package org.eksrunbook.action;

import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.eksrunbook.asset.ResourceRef;

/** How a resource of any type is deleted: by its own commands, else through Cloud Control, else by hand. */
final class Deletions {

    private final Map<String, CSVRecord> commands = TypeTable.read("/action/deletions.csv");
    private final Map<String, CSVRecord> cloudControl = TypeTable.read("/action/cloud-control-types.csv");

    Action of(ResourceRef resource, String reason) {
        Draft draft = new Draft(kind(resource), resource, reason);
        try {
            if (IdentityDeletions.known(resource.type())) {
                return IdentityDeletions.of(resource, draft).done();
            }
            if (resource.type().startsWith("Kubernetes::")) {
                return Kubernetes.delete(resource, draft).done();
            }
            CSVRecord known = commands.get(resource.type());
            return (known != null ? byCommand(resource, known, draft) : byCloudControl(resource, draft)).done();
        } catch (UnsafeArgument unsafe) {
            return byHand(resource, reason, unsafe.why());
        }
    }

    private static ActionKind kind(ResourceRef resource) {
        return switch (resource.type()) {
            case "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet" -> ActionKind.DELETE_STACK;
            case "AWS::EKS::AccessEntry" -> ActionKind.DELETE_ACCESS_ENTRY;
            case "AWS::EKS::PodIdentityAssociation" -> ActionKind.DELETE_POD_IDENTITY;
            case "AWS::IAM::LoginProfile" -> ActionKind.REMOVE_LOGIN;
            case "AWS::IAM::AccessKey" -> ActionKind.DELETE_KEY;
            case "Kubernetes::RoleBinding", "Kubernetes::ClusterRoleBinding" -> ActionKind.REMOVE_ROLE_BINDING;
            default -> ActionKind.DELETE;
        };
    }

    private static Draft byCommand(ResourceRef resource, CSVRecord known, Draft draft) {
        CommandTemplate.commands(known.get("commands"), resource).forEach(draft::run);
        CommandTemplate.fill(known.get("undo"), resource).forEach(draft::undo);
        List<String> reads = CommandTemplate.fill(known.get("check"), resource);
        reads.forEach(draft::before);
        return draft.byHand(known.get("note")).check(String.join("\n", reads), known.get("expected"));
    }

    private Draft byCloudControl(ResourceRef resource, Draft draft) {
        CSVRecord row = cloudControl.get(resource.type());
        if (row == null) {
            throw new UnsafeArgument("no command is known for " + resource.type());
        }
        String identifier = switch (row.get("identifier")) {
            case "arn" -> resource.arn();
            case "name" -> resource.name();
            default -> resource.name().contains("|") ? resource.name() : null;
        };
        if (identifier == null) {
            throw new UnsafeArgument("Cloud Control needs an identifier of several parts, or an ARN, that no log told");
        }
        String read = Aws.in(resource, "cloudcontrol get-resource")
                .option("--type-name", resource.type())
                .option("--identifier", identifier)
                .text();
        String delete = Aws.in(resource, "cloudcontrol delete-resource")
                .option("--type-name", resource.type())
                .option("--identifier", identifier)
                .then("--query ProgressEvent.RequestToken --output text")
                .text();
        return draft.before(read)
                .run("token=$(gone " + delete + ")")
                .run(ended(resource))
                .check(read, "ResourceNotFoundException");
    }

    /** Cloud Control answers before it deletes (its user guide, «Tracking requests»): a request that fails later stops the script, but for what is not there. */
    private static String ended(ResourceRef resource) {
        String wait = Aws.in(resource, "cloudcontrol wait resource-request-success --request-token \"$token\"")
                .text();
        String why = Aws.in(
                        resource,
                        "cloudcontrol get-resource-request-status --request-token \"$token\""
                                + " --query ProgressEvent.ErrorCode --output text")
                .text();
        return "[ -z \"$token\" ] || " + wait + " || [ \"$(" + why + ")\" = NotFound ]";
    }

    static Action byHand(ResourceRef resource, String reason, String why) {
        return new Draft(ActionKind.DELETE, resource, reason)
                .byHand("By hand: delete " + resource.type() + " " + ShellWords.comment(resource.id()) + " in account "
                        + resource.accountId() + (resource.region().isEmpty() ? "" : ", " + resource.region())
                        + ", and look that it is gone. There is no command because " + why + ".")
                .done();
    }
}
