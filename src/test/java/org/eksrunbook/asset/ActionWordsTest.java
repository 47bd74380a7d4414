package org.eksrunbook.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Taking a part, a place or a source for the thing that was made or deleted would propose to delete what is the organisation's own. */
class ActionWordsTest {

    @ParameterizedTest
    @CsvSource({
        "CreateAccessKey, AWS::IAM::AccessKey",
        "RunInstances, AWS::EC2::Instance",
        "PublishLayerVersion, AWS::Lambda::LayerVersion",
        "CopySnapshot, AWS::EC2::Snapshot",
        "RegisterTaskDefinition, AWS::ECS::TaskDefinition",
        "CreateOpenIDConnectProvider, AWS::IAM::OIDCProvider",
        "RestoreDBInstanceFromDBSnapshot, AWS::RDS::DBInstance",
        "RestoreTableToPointInTime, AWS::DynamoDB::Table"
    })
    void makes(String action, String type) {
        assertThat(ActionWords.to(type, action, List.of(Change.CREATED))).containsExactly(Change.CREATED);
    }

    @ParameterizedTest
    @CsvSource({
        "CreateAccessKey, AWS::IAM::User",
        "PublishFunction, AWS::CloudFront::Function",
        "PublishSchema, AWS::Clouddirectory::Schema",
        "RestoreWorkspace, AWS::WorkSpaces::Workspace",
        "RestoreEventDataStore, AWS::CloudTrail::EventDataStore",
        "RestoreDBInstanceFromDBSnapshot, AWS::RDS::DBSnapshot",
        "RestoreSnapshotFromRecycleBin, AWS::EC2::Snapshot",
        "RestoreFromSnapshot, AWS::RedshiftServerless::FromSnapshot",
        "ProvisionProduct, AWS::ServiceCatalog::Product"
    })
    void doesNotMake(String action, String type) {
        assertThat(ActionWords.to(type, action, List.of(Change.CREATED))).doesNotContain(Change.CREATED);
    }

    @ParameterizedTest
    @CsvSource({
        "DeleteBucket, AWS::S3::Bucket",
        "TerminateInstances, AWS::EC2::Instance",
        "DeregisterImage, AWS::EC2::Image",
        "DeleteOpenIDConnectProvider, AWS::IAM::OIDCProvider",
        "DeletePlatformApplication, AWS::SNS::PlatformApplication"
    })
    void unmakes(String action, String type) {
        assertThat(ActionWords.to(type, action, List.of(Change.DELETED))).containsExactly(Change.DELETED);
    }

    @ParameterizedTest
    @CsvSource({
        "DeleteBucketPolicy, AWS::S3::Bucket",
        "DeregisterInstancesFromLoadBalancer, AWS::ElasticLoadBalancing::LoadBalancer",
        "DeregisterInstancesFromLoadBalancer, AWS::EC2::Instance",
        "RemoveRoleFromInstanceProfile, AWS::IAM::Role",
        "DeregisterTargetFromMaintenanceWindow, AWS::SSM::MaintenanceWindow",
        "DeleteColumnStatisticsForTable, AWS::Glue::Table",
        "PurgeQueue, AWS::SQS::Queue"
    })
    void doesNotUnmake(String action, String type) {
        assertThat(ActionWords.to(type, action, List.of(Change.DELETED))).containsExactly(Change.MODIFIED);
    }
}
