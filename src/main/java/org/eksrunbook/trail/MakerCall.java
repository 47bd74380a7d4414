package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that sets up something which makes things by itself.
 *
 * @param name empty where the call tells its id alone
 * @param id what AWS gives once: a stack's ARN, a stack set's, policy's or environment's id
 * @param made otherwise it was there and was changed
 * @param role by which it works from then on, where the call names one
 */
record MakerCall(
        MakerKind kind,
        String name,
        @Nullable String id,
        boolean made,
        @Nullable String role) {

    private static final Set<String> STACKS = Set.of(
            "CreateStack", "UpdateStack", "RollbackStack", "ContinueUpdateRollback", "ExecuteChangeSet", "DeleteStack");
    private static final Set<String> STACK_SETS =
            Set.of("CreateStackSet", "UpdateStackSet", "CreateStackInstances", "UpdateStackInstances");
    private static final Set<String> GROUPS =
            Set.of("CreateAutoScalingGroup", "UpdateAutoScalingGroup", "StartInstanceRefresh");
    private static final Set<String> NODE_GROUPS = Set.of("CreateNodegroup", "UpdateNodegroupVersion");
    private static final Set<String> ENVIRONMENTS =
            Set.of("CreateEnvironment", "UpdateEnvironment", "RebuildEnvironment");

    /** {@code null}: the call sets up nothing of the kind. */
    static @Nullable MakerCall of(EventRecord event) {
        JsonNode request = event.request();
        String call = event.name();
        MakerCall set = switch (event.source()) {
            case "cloudformation.amazonaws.com" ->
                STACKS.contains(call)
                        ? stack(event)
                        : STACK_SETS.contains(call)
                                ? new MakerCall(
                                        MakerKind.STACK_SET,
                                        beforeColon(text(request, "stackSetName")),
                                        Json.text(event.response(), "stackSetId"),
                                        call.equals("CreateStackSet"),
                                        null)
                                : null;
            case "fms.amazonaws.com" -> call.equals("PutPolicy") ? policy(event) : null;
            case "autoscaling.amazonaws.com" ->
                GROUPS.contains(call)
                        ? new MakerCall(
                                MakerKind.INSTANCE_GROUP,
                                text(request, "autoScalingGroupName"),
                                null,
                                call.equals("CreateAutoScalingGroup"),
                                null)
                        : null;
            case "eks.amazonaws.com" ->
                NODE_GROUPS.contains(call)
                        ? new MakerCall(
                                MakerKind.NODE_GROUP,
                                cluster(request) + "|" + text(request, "nodegroupName"),
                                null,
                                call.equals("CreateNodegroup"),
                                null)
                        : null;
            case "elasticbeanstalk.amazonaws.com" -> ENVIRONMENTS.contains(call) ? environment(event) : null;
            default -> null;
        };
        return set == null || set.name().isEmpty() && set.id() == null ? null : set;
    }

    private static MakerCall stack(EventRecord event) {
        String named = text(event.request(), "stackName");
        String answered = Json.text(event.response(), "stackId");
        String id = answered != null ? answered : named.startsWith("arn:") ? named : null;
        return new MakerCall(
                MakerKind.STACK,
                stackName(named),
                id,
                event.name().equals("CreateStack"),
                Json.text(event.request(), "roleARN"));
    }

    /** Calls name a stack by its name or by {@code arn:…:stack/<name>/<id>}. */
    static String stackName(String stack) {
        String[] parts = stack.split("/", -1);
        return parts.length == 3 && parts[0].endsWith(":stack") ? parts[1] : stack;
    }

    /** PutPolicy makes a policy, or changes the one whose id the request has (Firewall Manager API reference, «PutPolicy»). */
    static MakerCall policy(EventRecord event) {
        JsonNode asked = Json.object(event.request(), "policy");
        JsonNode told = Json.object(event.response(), "policy");
        String name = Json.text(asked, "policyName");
        String before = Json.text(asked, "policyId");
        String id = Json.text(told, "policyId");
        return new MakerCall(
                MakerKind.FIREWALL_POLICY,
                name != null ? name : text(told, "policyName"),
                id != null ? id : before,
                before == null,
                null);
    }

    private static MakerCall environment(EventRecord event) {
        JsonNode told = event.response();
        String name = text(event.request(), "environmentName");
        String id = Json.text(told, "environmentId");
        return new MakerCall(
                MakerKind.ENVIRONMENT,
                name.isEmpty() ? text(told, "environmentName") : name,
                id != null ? id : Json.text(event.request(), "environmentId"),
                event.name().equals("CreateEnvironment"),
                null);
    }

    private static String cluster(JsonNode request) {
        String name = text(request, "name");
        return name.isEmpty() ? text(request, "clusterName") : name;
    }

    /** A stack set may be called {@code <name>:<id>} (CloudFormation API reference, «CreateStackInstances»). */
    static String beforeColon(String name) {
        return name.indexOf(':') > 0 ? name.substring(0, name.indexOf(':')) : name;
    }

    private static String text(JsonNode node, String field) {
        String text = Json.text(node, field);
        return text == null ? "" : text;
    }
}
