package org.eksrunbook.asset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceRefTest {

    private static final String ACCOUNT = "111122223333";

    @ParameterizedTest
    @CsvSource({
        "AWS::IAM::User, arn:aws:iam::111122223333:user/path/alice, alice",
        "AWS::IAM::Role, arn:aws:sts::111122223333:assumed-role/deploy/session, deploy",
        "AWS::IAM::Role, arn:aws:iam::111122223333:role/aws-service-role/x/deploy, deploy",
        "AWS::S3::Bucket, arn:aws:s3:::logs, logs",
        "AWS::S3::Object, arn:aws:s3:::logs/a/b.csv, logs/a/b.csv",
        "AWS::Lambda::Function, arn:aws:lambda:eu-central-1:111122223333:function:resize:live, resize",
        "AWS::DynamoDB::Table, arn:aws:dynamodb:eu-central-1:111122223333:table/orders, orders",
        "AWS::RDS::DBInstance, arn:aws:rds:eu-central-1:111122223333:db:main, main",
        "AWS::SecretsManager::Secret, arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/db-AbCdEf, prod/db",
        "AWS::SecretsManager::Secret, arn:aws:secretsmanager:eu-central-1:111122223333:secret:my-secret, my-secret",
        "AWS::Logs::LogGroup, arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/prod/cluster:*, /aws/eks/prod/cluster",
        "AWS::SSM::Parameter, arn:aws:ssm:eu-central-1:111122223333:parameter/prod/db, /prod/db",
        "AWS::KMS::Key, arn:aws:kms:eu-central-1:111122223333:key/1234, 1234",
        "AWS::CloudFormation::Stack, arn:aws:cloudformation:eu-central-1:111122223333:stack/evil/uuid, evil",
        "AWS::ECS::TaskDefinition, arn:aws:ecs:eu-central-1:111122223333:task-definition/web:7, web:7",
        "AWS::ECR::Repository, arn:aws:ecr:eu-central-1:111122223333:repository/team/web, team/web",
        "AWS::CloudWatch::Alarm, arn:aws:cloudwatch:eu-central-1:111122223333:alarm:a/b, a/b",
        "AWS::EC2::Instance, arn:aws:ec2:eu-central-1:111122223333:instance/i-1, i-1",
        "AWS::EKS::Nodegroup, arn:aws:eks:eu-central-1:111122223333:nodegroup/prod/blue/uuid, prod|blue"
    })
    void theNameInAnArnIsTheNameByWhichTheThingIsCalled(String type, String arn, String name) {
        ResourceRef byArn = new ResourceRef(type, arn, null, ACCOUNT, "eu-central-1");
        assertThat(byArn.name()).isEqualTo(name);
        assertThat(byArn.key()).isEqualTo(new ResourceRef(type, name, null, ACCOUNT, "eu-central-1").key());
    }

    @Test
    void anArnTellsAccountAndRegionBetterThanTheEvent() {
        ResourceRef role =
                new ResourceRef("AWS::IAM::Role", "arn:aws:iam::999900001111:role/x", null, ACCOUNT, "us-east-1");
        assertThat(role.accountId()).isEqualTo("999900001111");
        assertThat(role.region()).isEmpty();
    }

    @Test
    void theSameKeyInTwoBucketsIsTwoObjects() {
        ResourceRef one = new ResourceRef("AWS::S3::Object", "a.csv", "arn:aws:s3:::x/a.csv", ACCOUNT, "");
        ResourceRef other = new ResourceRef("AWS::S3::Object", "a.csv", "arn:aws:s3:::y/a.csv", ACCOUNT, "");
        assertThat(one.allKeys()).doesNotContainAnyElementsOf(other.allKeys());
    }

    @Test
    void aBucketIsOneThingWhicheverAccountCallsIt() {
        assertThat(new ResourceRef("AWS::S3::Bucket", "logs", null, ACCOUNT, "eu-central-1").key())
                .isEqualTo(new ResourceRef("AWS::S3::Bucket", "logs", null, "999900001111", "us-east-1").key());
    }
}
