package org.eksrunbook.aws;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eksrunbook.trail.Permissions;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The list of calls as permissions. */
@Component
@Lazy
class AwsPermissions implements Permissions {

    private static final String COSTS = "a query is paid for: the first one of an incident shows it";

    /** What nothing tries before an incident, and why. Everything else is tried where a setting asks for it. */
    private static final Map<AwsCall, String> UNTRIED = Map.of(
            AwsCall.ATHENA_START, COSTS,
            AwsCall.ATHENA_LOOK, COSTS,
            AwsCall.ATHENA_READ, COSTS,
            AwsCall.ATHENA_STOP, COSTS,
            AwsCall.S3_DELETE, "nothing is deleted to try it: the end of the first incident that asked Athena shows it",
            AwsCall.S3_VERSIONS, "which bucket is asked is known only once an object has to come back");

    private static final String NOTHING_THERE = "no setting asks for it, or there was nothing to try it on";

    private final ClientSetup setup;

    AwsPermissions(ClientSetup awsClientSetup) {
        this.setup = awsClientSetup;
    }

    @Override
    public List<Permission> all() {
        return Stream.of(AwsCall.values())
                .sorted(Comparator.comparing(AwsCall::service).thenComparing(AwsCall::operation))
                .map(this::found)
                .toList();
    }

    private Permission found(AwsCall call) {
        Outcome outcome = setup.outcomes().of(call);
        return new Permission(
                call.action(),
                call.service() + ":" + call.operation(),
                call.whose(),
                call.purpose(),
                outcome,
                outcome == Outcome.NOT_TRIED ? UNTRIED.getOrDefault(call, NOTHING_THERE) : null);
    }

    @Override
    public Map<String, String> policies() {
        Map<String, String> policies = new LinkedHashMap<>();
        String partition = setup.partition();
        policies.put("the server's own role", LeastPrivilege.ofServer(partition));
        policies.put("who may take the reading role, in each account", LeastPrivilege.trust(partition));
        policies.put("the reading role, in each account", LeastPrivilege.ofReadingRole(partition));
        return policies;
    }
}
