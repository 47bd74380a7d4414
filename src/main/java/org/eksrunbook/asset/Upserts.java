package org.eksrunbook.asset;

import java.util.List;
import java.util.Map;

/**
 * Calls that succeed on what is there already, so that one alone does not show who made it: whoever asks for a load balancer as it is gets it named in
 * the answer, and would have it deleted. Those of the table answer with the thing that has the name (API references of SNS, SQS, ECS, Elastic Load
 * Balancing, Step Functions and S3 Glacier; S3's for us-east-1), and a Put makes or overwrites. What lets somebody in or runs somebody's code stands
 * not in it, though some of it is asked for twice as well: left where it is, it is the worse fault.
 */
final class Upserts {

    private static final Map<String, String> CREATE = Map.ofEntries(
            Map.entry("AWS::SNS::Topic", "CreateTopic"),
            Map.entry("AWS::SQS::Queue", "CreateQueue"),
            Map.entry("AWS::ECS::Cluster", "CreateCluster"),
            Map.entry("AWS::S3::Bucket", "CreateBucket"),
            Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", "CreateLoadBalancer"),
            Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", "CreateTargetGroup"),
            Map.entry("AWS::ElasticLoadBalancingV2::Listener", "CreateListener"),
            Map.entry("AWS::StepFunctions::Activity", "CreateActivity"),
            Map.entry("AWS::Glacier::Vault", "CreateVault"));

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
