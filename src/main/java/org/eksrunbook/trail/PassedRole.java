package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Roles that a call hands to a resource. {@code PassRole} is a permission and never an event: RunInstances with an instance profile,
 * CreateFunction with a role and the like name the role in their request (playbook, correction 15).
 */
public final class PassedRole {

    // Systems Manager's hybrid activations, EMR: the role's name, with its path, where others write the ARN.
    private static final Set<String> NAMES_A_ROLE = Set.of("iamrole", "servicerole");

    private PassedRole() {}

    /** ARNs of roles that an answer names: a build runs with its project's role though the request does not name it. */
    static List<String> inAnswer(EventRecord event) {
        Set<String> named = new LinkedHashSet<>();
        for (Leaf leaf : Leaf.of(event.response())) {
            if (leaf.depth() <= 2 && leaf.key().contains("role") && Arns.isRole(leaf.value())) {
                named.add(leaf.value());
            }
        }
        return new ArrayList<>(named);
    }

    /** ARNs of roles and instance profiles (or their names, where the call takes names) in the order of the request; may be empty. */
    public static List<String> in(EventRecord event) {
        if (event.source().startsWith("sts.") || event.source().startsWith("iam.")) {
            return List.of();
        }
        Set<String> passed = new LinkedHashSet<>();
        // No call withholds a role's name; one may be called as what is withheld is written.
        for (Leaf leaf : Leaf.all(event.request())) {
            Arn arn = leaf.isTag() ? null : Arn.of(leaf.value());
            // An identity pool's roles stand each under whom it is for.
            boolean field = leaf.key().contains("role")
                    || leaf.parent().equals("role")
                    || leaf.key().contains("instanceprofile")
                    || leaf.parent().contains("instanceprofile");
            if (arn != null) {
                boolean role = arn.service().equals("iam")
                        && (arn.kind().equals("role") || arn.kind().equals("instance-profile"));
                if (role && field) {
                    passed.add(arn.text());
                }
            } else if (NAMES_A_ROLE.contains(leaf.key()) && leaf.depth() == 0) {
                passed.add(Arns.role(Arns.partition(event.identity().arn()), event.accountId(), leaf.value()));
            } else if (leaf.parent().equals("iaminstanceprofile") && leaf.key().equals("name")
                    || leaf.key().equals("iaminstanceprofile")
                    || leaf.key().equals("jobflowrole")) {
                passed.add(leaf.value());
            }
        }
        return new ArrayList<>(passed);
    }
}
