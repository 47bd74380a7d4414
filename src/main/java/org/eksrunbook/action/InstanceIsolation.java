package org.eksrunbook.action;

import org.eksrunbook.asset.ResourceRef;

/**
 * Takes an instance out of its scaling group and puts all its network interfaces into a security group that lets nothing in and nothing out.
 * Protection from termination does not hold a scaling group back (EC2 user guide, «Change instance termination protection»).
 */
final class InstanceIsolation {

    private static final String NAME = "runbook-isolated";

    private InstanceIsolation() {}

    /** @param read tells the instance */
    static Action of(ResourceRef resource, String reason, String read) {
        String interfaces = Aws.in(resource, "ec2 describe-network-interfaces")
                .option("--filters", "Name=attachment.instance-id,Values=" + instanceId(resource))
                .text();
        String group = line("autoscaling describe-auto-scaling-instances", resource, "--instance-ids");
        return new Draft(ActionKind.ISOLATE, resource, reason)
                .before(read)
                .before(interfaces)
                .before(group)
                .run("vpc=$(" + read + " --query 'Reservations[0].Instances[0].VpcId' --output text)")
                .run("sg=$("
                        + line(
                                resource,
                                "describe-security-groups --filters Name=group-name,Values=" + NAME
                                        + " Name=vpc-id,Values=\"$vpc\" --query 'SecurityGroups[0].GroupId' --output text")
                        + ")")
                .run("if [ -z \"$sg\" ] || [ \"$sg\" = None ]; then sg=$("
                        + line(
                                resource,
                                "create-security-group --group-name " + NAME
                                        + " --description 'Lets nothing in and nothing out' --vpc-id \"$vpc\""
                                        + " --query GroupId --output text")
                        + "); fi")
                .run(revoke(resource, "ingress", "false"))
                .run(revoke(resource, "egress", "true"))
                .run("left=$(" + rules(resource, "SecurityGroupRules[].SecurityGroupRuleId")
                        + "); if [ -n \"$left\" ] && [ \"$left\" != None ]; then"
                        + " echo \"Stopped: $sg still has rules: $left\" >&2; exit 1; fi")
                .run("interfaces=$(" + interfaces
                        + " --query 'NetworkInterfaces[].NetworkInterfaceId' --output text);"
                        + " for one in $interfaces; do [ \"$one\" = None ] || "
                        + line(
                                resource,
                                "modify-network-interface-attribute --network-interface-id \"$one\" --groups \"$sg\"")
                        + "; done")
                // First nothing gets in or out: that a group does not let go of it, or just does, holds nothing back.
                .run("group=$(" + group
                        + " --query 'AutoScalingInstances[?!starts_with(LifecycleState,`Detach`)&&!starts_with(LifecycleState,`Terminat`)].AutoScalingGroupName'"
                        + " --output text);"
                        + " if [ -n \"$group\" ] && [ \"$group\" != None ]; then "
                        + line(
                                "autoscaling detach-instances --no-should-decrement-desired-capacity"
                                        + " --auto-scaling-group-name \"$group\"",
                                resource,
                                "--instance-ids")
                        + "; fi")
                .byHand(
                        "A scaling group that it is in starts another in its place: left in it, the group would terminate it as soon as it"
                                + " stands still, whatever protects it from termination. Take it out of its target groups. Pods with security groups of their own have"
                                + " interfaces of their own: isolate those pods. Undo: modify-network-interface-attribute --groups for"
                                + " each interface, with the groups that the picture from before shows; attach-instances for the scaling group.")
                .check(
                        interfaces + " --query 'NetworkInterfaces[].Groups[].GroupName'",
                        NAME + " once for each interface, and no other")
                .done();
    }

    /** A group of that name may be anybody's, or half made: whatever rules it has are taken out, of IPv4, IPv6, lists and groups alike. */
    private static String revoke(ResourceRef resource, String direction, String egress) {
        return "rules=$(" + rules(resource, "SecurityGroupRules[?IsEgress==`" + egress + "`].SecurityGroupRuleId")
                + "); for one in $rules; do [ \"$one\" = None ] || "
                + line(
                        resource,
                        "revoke-security-group-" + direction + " --group-id \"$sg\" --security-group-rule-ids \"$one\"")
                + "; done";
    }

    private static String rules(ResourceRef resource, String query) {
        return line(
                resource,
                "describe-security-group-rules --filters Name=group-id,Values=\"$sg\" --query "
                        + ShellWords.quote(query) + " --output text");
    }

    private static String line(String words, ResourceRef resource, String option) {
        return Aws.in(resource, words).option(option, instanceId(resource)).text();
    }

    private static String line(ResourceRef resource, String words) {
        return Aws.in(resource, "ec2 " + words).text();
    }

    /** In the CLI's shorthand a comma begins another value. */
    private static String instanceId(ResourceRef resource) {
        if (!resource.id().matches("[A-Za-z0-9-]+")) {
            throw new UnsafeArgument("its id is none of an instance");
        }
        return resource.id();
    }
}
