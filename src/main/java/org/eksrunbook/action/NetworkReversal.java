package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Rules of security groups: what was let in is revoked, what was revoked is let in again. */
final class NetworkReversal implements CallReversal {

    private static final List<Source> SOURCES = List.of(
            new Source("ipRanges", "IpRanges", "cidrIp", "CidrIp"),
            new Source("ipv6Ranges", "Ipv6Ranges", "cidrIpv6", "CidrIpv6"),
            new Source("groups", "UserIdGroupPairs", "groupId", "GroupId"),
            new Source("prefixListIds", "PrefixListIds", "prefixListId", "PrefixListId"));

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
        List<Map<String, Object>> permissions = permissions(group, call.request());
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
                // A rule that is not there any more (InvalidPermission.NotFound) is revoked already, one that is there
                // (.Duplicate) let in.
                .run(verb.equals("revoke") ? new CommandLine(line, true) : CommandLine.there(line))
                .undo(undo)
                .check(read, verb.equals("revoke") ? "the rule is not there" : "the rule is there again");
    }

    /**
     * The API's structure of the rules, from the log's; old calls name one rule without a list. Empty where not each of them can be told in
     * full: another rule than his would be looked for, not found, and taken for revoked.
     */
    private static List<Map<String, Object>> permissions(ResourceRef group, JsonNode request) {
        List<Map<String, Object>> permissions = new ArrayList<>();
        List<JsonNode> items = Fields.items(request.path("ipPermissions"));
        for (JsonNode item : items.isEmpty() ? List.of(request) : items) {
            Map<String, Object> permission = permission(group, item);
            if (permission == null) {
                return List.of();
            }
            permissions.add(permission);
        }
        return permissions;
    }

    /** Null where it names no source, or one that cannot be read. */
    private static @Nullable Map<String, Object> permission(ResourceRef group, JsonNode item) {
        String protocol = Fields.text(item, "ipProtocol");
        if (protocol == null) {
            return null;
        }
        Map<String, Object> permission = new LinkedHashMap<>();
        permission.put("IpProtocol", protocol);
        for (String port : List.of("fromPort", "toPort")) {
            if (item.path(port).canConvertToInt() && !"-1".equals(protocol)) {
                permission.put(
                        port.equals("fromPort") ? "FromPort" : "ToPort",
                        item.path(port).asInt());
            }
        }
        int named = 0;
        int read = 0;
        for (Source source : SOURCES) {
            List<JsonNode> ranges = Fields.items(item.path(source.from()));
            List<Map<String, String>> told = ranges.stream()
                    .map(range -> source.told(group, range))
                    .filter(Objects::nonNull)
                    .toList();
            named += ranges.size();
            read += told.size();
            if (!told.isEmpty()) {
                permission.put(source.to(), told);
            }
        }
        if (Fields.text(item, "cidrIp") != null) {
            permission.put("IpRanges", List.of(Map.of("CidrIp", Fields.needed(item, "cidrIp"))));
            return named == read ? permission : null;
        }
        return read > 0 && named == read ? permission : null;
    }

    /** Where a rule's traffic may come from or go to: the log's list and field, the API's list and field. */
    private record Source(String from, String to, String field, String name) {

        @Nullable
        Map<String, String> told(ResourceRef group, JsonNode range) {
            String value = Fields.text(range, field);
            if (value == null) {
                return null;
            }
            Map<String, String> told = new LinkedHashMap<>();
            told.put(name, value);
            // A group behind a peering is found in its own account alone (EC2's API reference, UserIdGroupPair).
            String account = Fields.text(range, "userId");
            if (name.equals("GroupId") && account != null && !account.equals(group.accountId())) {
                told.put("UserId", account);
            }
            return told;
        }
    }
}
