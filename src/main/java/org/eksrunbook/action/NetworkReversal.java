package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Rules of security groups: what was let in is revoked, what was revoked is let in again. */
final class NetworkReversal implements CallReversal {

    @Override
    public @Nullable Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        if (!resource.type().equals("AWS::EC2::SecurityGroup")) {
            return null;
        }
        return switch (call.name()) {
            case "AuthorizeSecurityGroupIngress" -> rule(resource, call, "revoke", "ingress", reason);
            case "AuthorizeSecurityGroupEgress" -> rule(resource, call, "revoke", "egress", reason);
            case "RevokeSecurityGroupIngress" -> rule(resource, call, "authorize", "ingress", reason);
            case "RevokeSecurityGroupEgress" -> rule(resource, call, "authorize", "egress", reason);
            default -> null;
        };
    }

    private static @Nullable Draft rule(ResourceRef group, Call call, String verb, String side, String reason) {
        String read = Aws.in(group, "ec2 describe-security-groups")
                .option("--group-ids", group.name())
                .text();
        String words = "ec2 " + verb + "-security-group-" + side;
        String opposite = "ec2 " + (verb.equals("revoke") ? "authorize" : "revoke") + "-security-group-" + side;
        List<Map<String, Object>> permissions = permissions(call.request());
        if (permissions.isEmpty()) {
            return null;
        }
        String line = Aws.in(group, words)
                .option("--group-id", group.name())
                .document("--ip-permissions", permissions)
                .text();
        String undo = Aws.in(group, opposite)
                .option("--group-id", group.name())
                .document("--ip-permissions", permissions)
                .text();
        return new Draft(ActionKind.PUT_BACK, group, reason)
                .before(read)
                // A rule that is not there any more (InvalidPermission.NotFound) is revoked already.
                .run(new CommandLine(line, verb.equals("revoke")))
                .undo(undo)
                .check(read, verb.equals("revoke") ? "the rule is not there" : "the rule is there again");
    }

    /** The API's structure of the rules, from the log's; old calls name one rule without a list. */
    private static List<Map<String, Object>> permissions(JsonNode request) {
        List<Map<String, Object>> permissions = new ArrayList<>();
        List<JsonNode> items = Fields.items(request.path("ipPermissions"));
        for (JsonNode item : items.isEmpty() ? List.of(request) : items) {
            Map<String, Object> permission = permission(item);
            if (permission.containsKey("IpProtocol") && permission.size() > 1) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static Map<String, Object> permission(JsonNode item) {
        Map<String, Object> permission = new LinkedHashMap<>();
        put(permission, "IpProtocol", Fields.text(item, "ipProtocol"));
        for (String port : List.of("fromPort", "toPort")) {
            if (item.path(port).canConvertToInt() && !"-1".equals(permission.get("IpProtocol"))) {
                permission.put(
                        port.equals("fromPort") ? "FromPort" : "ToPort",
                        item.path(port).asInt());
            }
        }
        ranges(permission, item, "ipRanges", "IpRanges", "cidrIp", "CidrIp");
        ranges(permission, item, "ipv6Ranges", "Ipv6Ranges", "cidrIpv6", "CidrIpv6");
        ranges(permission, item, "groups", "UserIdGroupPairs", "groupId", "GroupId");
        ranges(permission, item, "prefixListIds", "PrefixListIds", "prefixListId", "PrefixListId");
        if (Fields.text(item, "cidrIp") != null) {
            permission.put("IpRanges", List.of(Map.of("CidrIp", Fields.needed(item, "cidrIp"))));
        }
        return permission;
    }

    private static void ranges(
            Map<String, Object> permission, JsonNode item, String from, String to, String field, String name) {
        List<Map<String, String>> ranges = new ArrayList<>();
        for (JsonNode range : Fields.items(item.path(from))) {
            String value = Fields.text(range, field);
            if (value != null) {
                ranges.add(Map.of(name, value));
            }
        }
        if (!ranges.isEmpty()) {
            permission.put(to, ranges);
        }
    }

    private static void put(Map<String, Object> permission, String name, @Nullable String value) {
        if (value != null) {
            permission.put(name, value);
        }
    }
}
