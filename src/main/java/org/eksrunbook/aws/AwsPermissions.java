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

    private final ClientSetup setup;

    AwsPermissions(ClientSetup awsClientSetup) {
        this.setup = awsClientSetup;
    }

    @Override
    public List<Permission> all() {
        return Stream.of(AwsCall.values())
                .sorted(Comparator.comparing(AwsCall::service).thenComparing(AwsCall::operation))
                .map(call -> new Permission(
                        call.action(),
                        call.service() + ":" + call.operation(),
                        call.whose(),
                        call.purpose(),
                        setup.outcomes().of(call)))
                .toList();
    }

    @Override
    public Map<String, String> policies() {
        Map<String, String> policies = new LinkedHashMap<>();
        policies.put("the server's own role", LeastPrivilege.ofServer());
        policies.put("who may take the reading role, in each account", LeastPrivilege.TRUST);
        policies.put("the reading role, in each account", LeastPrivilege.ofReadingRole());
        return policies;
    }
}
