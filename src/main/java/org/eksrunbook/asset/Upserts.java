package org.eksrunbook.asset;

import java.util.List;
import java.util.Map;

/**
 * Calls that succeed on what is there already, so that one alone does not show who made it. Those of the table answer with the thing that has
 * the name (API references of SNS, SQS and ECS; S3's for us-east-1), and a Put makes or overwrites.
 */
final class Upserts {

    private static final Map<String, String> CREATE = Map.of(
            "AWS::SNS::Topic", "CreateTopic",
            "AWS::SQS::Queue", "CreateQueue",
            "AWS::ECS::Cluster", "CreateCluster",
            "AWS::S3::Bucket", "CreateBucket");

    private Upserts() {}

    /**
     * Whether all calls that made it are of this kind: it may have been there before them. What IAM grants by an inline policy that the attacker wrote
     * is his whether another of the name was there or not, and goes.
     */
    static boolean only(String type, List<Touch> touches) {
        if (type.startsWith("AWS::IAM::")) {
            return false;
        }
        List<Touch> made = touches.stream()
                .filter(touch -> touch.changes().contains(Change.CREATED))
                .toList();
        return !made.isEmpty()
                && made.stream()
                        .allMatch(touch -> touch.action().startsWith("Put")
                                || touch.action().equals(CREATE.get(type)));
    }
}
