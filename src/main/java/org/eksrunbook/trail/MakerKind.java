package org.eksrunbook.trail;

/** What makes things by itself, in its own time, once somebody has set it up. */
enum MakerKind {
    STACK("AWS::CloudFormation::Stack", "the stack"),
    STACK_SET("AWS::CloudFormation::StackSet", "the stack set"),
    FIREWALL_POLICY("AWS::FMS::Policy", "the Firewall Manager policy"),
    INSTANCE_GROUP("AWS::AutoScaling::AutoScalingGroup", "the auto-scaling group"),
    NODE_GROUP("AWS::EKS::Nodegroup", "the node group"),
    ENVIRONMENT("AWS::ElasticBeanstalk::Environment", "the Elastic Beanstalk environment");

    private final String type;
    private final String words;

    MakerKind(String type, String words) {
        this.type = type;
        this.words = words;
    }

    /** CloudFormation's. */
    String type() {
        return type;
    }

    String words() {
        return words;
    }
}
