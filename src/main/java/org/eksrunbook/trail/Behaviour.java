package org.eksrunbook.trail;

import java.util.List;

/** What a workload does, coarse enough to come again: the call and the thing that it is made on, without object keys and the like. */
final class Behaviour {

    private static final List<String> THINGS = List.of(
            "bucketName",
            "secretId",
            "tableName",
            "functionName",
            "roleArn",
            "keyId",
            "repositoryName",
            "queueUrl",
            "topicArn",
            "streamName",
            "name",
            "names",
            "userName",
            "roleName",
            "stackName",
            "logGroupName",
            "clusterName",
            "instanceId");

    private Behaviour() {}

    static String of(Sighting sighting) {
        EventRecord event = sighting.event();
        if (event != null) {
            StringBuilder does = new StringBuilder(event.source()).append(' ').append(event.name());
            for (String thing : THINGS) {
                if (event.request().has(thing)) {
                    does.append(' ').append(event.request().get(thing));
                }
            }
            return does.toString();
        }
        AuditEvent audit = sighting.audit();
        return audit == null
                ? ""
                : String.join(
                        " ", audit.verb(), audit.namespace(), audit.resource(), audit.subresource(), named(audit));
    }

    /** Names of secrets and config maps tell what is read; pods come and go. */
    private static String named(AuditEvent audit) {
        return audit.resource().equals("secrets") || audit.resource().equals("configmaps") ? audit.name() : "";
    }
}
