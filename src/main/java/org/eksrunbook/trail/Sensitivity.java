package org.eksrunbook.trail;

import java.util.Set;

/**
 * How much a read weighs, for ordering what was accessed (playbook, correction 18): credentials first, then keys and configuration that
 * often hold them, then data. An organisation's own data classes come on top and are not known here.
 */
public final class Sensitivity {
    private static final Set<String> CREDENTIALS = Set.of(
            "AWS::SecretsManager::Secret",
            "AWS::SSM::Parameter",
            "Kubernetes::Secret",
            "AWS::IAM::AccessKey",
            "AWS::KMS::Key");
    private static final Set<String> OFTEN_HOLD_THEM = Set.of(
            "AWS::EC2::Instance",
            "AWS::Lambda::Function",
            "AWS::EC2::LaunchTemplate",
            "Kubernetes::ConfigMap",
            "AWS::Glue::Connection");
    private static final Set<String> DATA = Set.of(
            "AWS::S3::Object",
            "AWS::DynamoDB::Table",
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBSnapshot",
            "AWS::EC2::Snapshot",
            "AWS::ECR::Repository");

    private Sensitivity() {}

    /** From 0 (nothing was read) to 100 (credentials came back); a denied read weighs a tenth. */
    public static int of(Finding finding) {
        if (!finding.is(Category.ACCESSED)) {
            return 0;
        }
        int weight = 40;
        for (Finding.Resource resource : finding.resources()) {
            weight = Math.max(weight, of(resource.type()));
        }
        return finding.effective() ? weight : weight / 10;
    }

    private static int of(String type) {
        return CREDENTIALS.contains(type) ? 100 : OFTEN_HOLD_THEM.contains(type) ? 80 : DATA.contains(type) ? 60 : 40;
    }
}
