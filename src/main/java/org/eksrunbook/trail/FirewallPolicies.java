package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.eksrunbook.incident.VisibleText;

/**
 * Policies of Firewall Manager that the attacker made or changed: the service makes what they ask for in each account by its service-linked role, as it does for
 * all other policies. What names his policy is his policy's.
 */
final class FirewallPolicies {

    static final String TYPE = "firewallPolicy";

    /** WAF developer guide, «Service-linked role permissions for Firewall Manager». */
    private static final String ROLE = "AWSServiceRoleForFMS";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Suspects suspects;

    FirewallPolicies(Suspects suspects) {
        this.suspects = suspects;
    }

    void put(Sighting sighting, EventRecord event) {
        MakerCall policy = MakerCall.of(event);
        if (policy == null || policy.kind() != MakerKind.FIREWALL_POLICY) {
            return;
        }
        // The condition lives as long as the suspect: it must not hold the whole event.
        String region = event.region();
        suspects.add(Suspect.found(
                                "Firewall Manager policy " + VisibleText.of(policy.name()) + " in " + event.region(),
                                null,
                                TYPE,
                                policy.made()
                                        ? "a Firewall Manager policy that the attacker made"
                                        : "a Firewall Manager policy that the attacker changed",
                                "medium",
                                sighting.time(),
                                work -> work.event() != null && isWorkOf(work.event(), policy, region))
                        .asking(String.valueOf(policy.id()))
                        .knownBy(Token.NAME.of(ROLE)))
                .because(sighting.eventId());
    }

    /** Firewall Manager at work, altering something, in a call that names the policy. */
    static boolean isWorkOf(EventRecord work, MakerCall policy, String region) {
        return "fms.amazonaws.com".equals(ServiceAtWork.service(work))
                && ServiceAtWork.forItself(work)
                && !Boolean.TRUE.equals(work.readOnly())
                && work.region().equals(region)
                && !by(work, policy).isEmpty();
    }

    /**
     * By what the call names the policy: {@code id}, else {@code name}, the name of a web ACL, which is {@code FMManagedWebACLV2-}, the policy's name and the
     * time in milliseconds (WAF developer guide, «Creating a Firewall Manager policy for AWS WAF»); empty: it does not.
     */
    static String by(EventRecord work, MakerCall policy) {
        String by = "";
        for (JsonNode part : List.of(work.request(), work.response())) {
            for (Leaf leaf : Leaf.of(part)) {
                String id = policy.id();
                if (id != null && ID.matcher(id).matches() && leaf.value().contains(id)) {
                    return "id";
                }
                if (isWebAcl(leaf.value(), policy.name())) {
                    by = "name";
                }
            }
        }
        return by;
    }

    private static boolean isWebAcl(String value, String policy) {
        String beginning = "FMManagedWebACLV2-" + policy + "-";
        return !policy.isEmpty()
                && value.startsWith(beginning)
                && value.length() > beginning.length()
                && value.substring(beginning.length()).chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }
}
