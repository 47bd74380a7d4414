package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives out keys of any role but the closed ones, and says whose a key is. */
public final class StsDouble implements AwsService {

    private final AwsKeys keys;
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    StsDouble(AwsKeys keys) {
        this.keys = keys;
    }

    /** Roles of that account cannot be taken. */
    public void close(String account) {
        closed.add(account);
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public String model() {
        return "sts-2011-06-15";
    }

    @Override
    public JsonNode answer(AwsRequest request) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        switch (request.operation()) {
            case "GetCallerIdentity" ->
                answer.put("Arn", keys.arn(request.accessKeyId()))
                        .put("UserId", "AROAEXAMPLEEXAMPLEXX:session")
                        .put("Account", request.account());
            case "AssumeRole" -> assume(request, answer);
            default -> throw new AwsRefusal("InvalidAction", request + " is not played");
        }
        return answer;
    }

    private void assume(AwsRequest request, ObjectNode answer) {
        String role = request.text("RoleArn");
        if (closed.contains(role.split(":", -1)[4])) {
            throw new AwsRefusal(
                    403,
                    "AccessDenied",
                    keys.arn(request.accessKeyId()) + " is not authorized to perform: sts:AssumeRole on resource: "
                            + role);
        }
        String key = keys.issue(role, request.text("RoleSessionName"));
        answer.putObject("Credentials")
                .put("AccessKeyId", key)
                .put("SecretAccessKey", "secret")
                .put("SessionToken", "token-of-" + key)
                .put("Expiration", Shapes.seconds(Instant.now().plusSeconds(3600)));
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", "AROAEXAMPLEEXAMPLEXX:" + request.text("RoleSessionName"))
                .put("Arn", keys.arn(key));
    }
}
