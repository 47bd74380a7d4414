package org.eksrunbook.trail;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calls that can be made for show: their request has a member that says so (AWS's service models). Of any other call such a member is what somebody
 * wrote into it, and the call did what it does. EC2, KMS and others that answer a dry run with an error need none of this.
 */
final class DryRuns {

    private static final Set<String> CALLS = FactsFile.rows("dry-runs.csv").stream()
            .flatMap(row -> Stream.of(row.get("actions").split(" ")).map(action -> row.get("service") + ' ' + action))
            .collect(Collectors.toUnmodifiableSet());

    private DryRuns() {}

    static boolean mayBe(EventRecord event) {
        CallName call = CallName.of(event);
        return CALLS.contains(call.service() + ' ' + call.name());
    }
}
