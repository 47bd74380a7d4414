package org.eksrunbook.trail;

/**
 * Who acted decides: a service that takes its own role, and a service-linked role at work, are nobody's doing, even where a resource of the
 * attacker is the reason; what it starts from a group of his is listed all the same ({@link InstanceGroups}). What a service does {@code invokedBy} for a caller, in his name, is the caller's.
 */
final class ServiceAtWork {
    private ServiceAtWork() {}

    static boolean forItself(EventRecord event) {
        Identity who = event.identity();
        Identity.Issuer issuer = who.issuer();
        boolean linked = issuer != null && Arns.isServiceLinked(issuer.arn());
        boolean takesRole = who.type().equals("AWSService") && event.name().startsWith("AssumeRole");
        return linked || takesRole;
    }
}
