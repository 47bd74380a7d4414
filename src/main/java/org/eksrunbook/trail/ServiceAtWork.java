package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;

/**
 * Who acted decides: a service that takes its own role, and a service-linked role at work, are nobody's doing, even where a resource of the
 * attacker is the reason; what it starts from a group of his or makes for his policy is listed all the same ({@link InstanceGroups}, {@link FirewallPolicies}). What a service does {@code invokedBy} for a caller, in his name, is the caller's.
 */
final class ServiceAtWork {

    private static final String LINKED = ":role/aws-service-role/";
    private static final String OF_AWS = ".amazonaws.com";

    private ServiceAtWork() {}

    static boolean forItself(EventRecord event) {
        Identity who = event.identity();
        Identity.Issuer issuer = who.issuer();
        boolean linked = issuer != null && Arns.isServiceLinked(issuer.arn());
        boolean takesRole = who.type().equals("AWSService") && event.name().startsWith("AssumeRole");
        return linked || takesRole;
    }

    /**
     * The service that called, for itself or in somebody's name; {@code null}: somebody called himself. The user agent, which anybody writes, tells nothing;
     * where older records have no {@code invokedBy}, CloudTrail writes the service for the address.
     */
    static @Nullable String service(EventRecord event) {
        String invokedBy = event.identity().invokedBy();
        if (invokedBy != null && invokedBy.endsWith(OF_AWS)) {
            return invokedBy;
        }
        Identity.Issuer issuer = event.identity().issuer();
        String role = issuer == null ? null : issuer.arn();
        if (role != null && Arns.isServiceLinked(role) && role.contains(LINKED)) {
            String path = role.substring(role.indexOf(LINKED) + LINKED.length());
            return path.substring(0, Math.max(0, path.indexOf('/')));
        }
        String address = event.sourceIp();
        return address != null && address.endsWith(OF_AWS) ? address : null;
    }
}
