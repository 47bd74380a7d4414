package org.eksrunbook.aws;

import java.util.function.Supplier;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Scope;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A resource of which a backup may be kept: where it lies, and its ARN. */
record BackedUp(Scope scope, String account, Region region, String arn) {

    /** @throws IllegalArgumentException where it has no ARN that can be told */
    static BackedUp of(Scope scope, ResourceRef resource) {
        String account = resource.accountId().isEmpty() ? scope.accountId() : resource.accountId();
        String region = resource.region().isEmpty() ? scope.region() : resource.region();
        String partition = RoleArn.partition(Region.of(region));
        String form = arn(resource);
        if (form == null) {
            throw new IllegalArgumentException("its ARN is not known");
        }
        return new BackedUp(
                scope,
                account,
                Region.of(region),
                form.replace("{partition}", partition)
                        .replace("{region}", region)
                        .replace("{account}", account));
    }

    /** The resource's ARN, or how it is made where it was called by name (Service Authorization Reference); {@code null}: not known. */
    static @Nullable String arn(ResourceRef resource) {
        String own = resource.arn();
        if (own != null) {
            return own;
        }
        String name = resource.name();
        return switch (resource.type()) {
            case "AWS::DynamoDB::Table" -> "arn:{partition}:dynamodb:{region}:{account}:table/" + name;
            case "AWS::RDS::DBInstance" -> "arn:{partition}:rds:{region}:{account}:db:" + name;
            case "AWS::RDS::DBCluster" -> "arn:{partition}:rds:{region}:{account}:cluster:" + name;
            case "AWS::EC2::Volume" -> "arn:{partition}:ec2:{region}:{account}:volume/" + name;
            case "AWS::EC2::Instance" -> "arn:{partition}:ec2:{region}:{account}:instance/" + name;
            case "AWS::EFS::FileSystem" -> "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/" + name;
            case "AWS::S3::Bucket" -> "arn:{partition}:s3:::" + name;
            default -> null;
        };
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            AccountClients clients, Class<C> type, Supplier<B> builder) {
        return clients.of(scope, account, region, type, builder);
    }
}
