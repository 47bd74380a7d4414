package org.eksrunbook.trail;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** EC2's ids tell their kind by what stands before the dash. */
final class Ec2Ids {
    private static final Pattern FORM = Pattern.compile("[a-z]{1,12}(?:-[a-z]{2,10})*-[0-9a-zA-Z]{8,20}");
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("i", "EC2::Instance"),
            Map.entry("mi", "EC2::Instance"),
            Map.entry("vol", "EC2::Volume"),
            Map.entry("snap", "EC2::Snapshot"),
            Map.entry("ami", "EC2::Image"),
            Map.entry("sg", "EC2::SecurityGroup"),
            Map.entry("vpc", "EC2::VPC"),
            Map.entry("subnet", "EC2::Subnet"),
            Map.entry("rtb", "EC2::RouteTable"),
            Map.entry("acl", "EC2::NetworkAcl"),
            Map.entry("igw", "EC2::InternetGateway"),
            Map.entry("eni", "EC2::NetworkInterface"),
            Map.entry("eipalloc", "EC2::EIP"),
            Map.entry("nat", "EC2::NatGateway"),
            Map.entry("vpce", "EC2::VPCEndpoint"),
            Map.entry("lt", "EC2::LaunchTemplate"),
            Map.entry("fl", "EC2::FlowLog"),
            Map.entry("pcx", "EC2::VPCPeeringConnection"),
            Map.entry("eice", "EC2::InstanceConnectEndpoint"),
            Map.entry("iip-assoc", "EC2::IamInstanceProfileAssociation"),
            Map.entry("tgw", "EC2::TransitGateway"));

    private Ec2Ids() {}

    /** The type of an id's thing; null where the text is no such id. */
    static @Nullable String type(String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 1 || text.length() > 40 || !KINDS.containsKey(text.substring(0, dash))) {
            return null;
        }
        return FORM.matcher(text).matches() ? KINDS.get(text.substring(0, dash)) : null;
    }

    /** Whether things of the type have ids that tell it. */
    static boolean tellsKind(String type) {
        return KINDS.containsValue(type);
    }

    static boolean isInstance(String text) {
        return "EC2::Instance".equals(type(text));
    }
}
