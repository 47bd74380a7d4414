package org.eksrunbook.aws;

import java.time.Duration;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.type.MethodMetadata;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One client a service, with the server's own credentials. Each is built when something first uses it, so that a server without AWS starts as if
 * there were none: take it as {@code @Lazy} parameter or from an {@code ObjectProvider}. Spring closes what was built.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class ServiceClients {

    /**
     * Spring looks through the methods of every bean's type for event listeners when it starts, lazy beans too. A client's methods name some hundreds of
     * classes of requests and answers each, which would all be loaded: a quarter of what a start loads.
     */
    @Bean
    static BeanFactoryPostProcessor awsClientsAreNotLookedThrough() {
        return beans -> {
            for (String name : beans.getBeanDefinitionNames()) {
                BeanDefinition bean = beans.getBeanDefinition(name);
                if (bean.getSource() instanceof MethodMetadata method
                        && method.getDeclaringClassName().equals(ServiceClients.class.getName())) {
                    bean.setAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE, Object.class);
                }
            }
        };
    }

    @Bean
    SdkHttpClient awsConnections(AwsSettings settings) {
        return ApacheHttpClient.builder()
                .maxConnections(64)
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(settings.attemptTimeout())
                .tcpKeepAlive(true)
                .build();
    }

    @Bean
    ClientSetup awsClientSetup(
            AwsSettings settings, SdkHttpClient awsConnections, @Value("${runbook.aws.account:}") String account) {
        return new ClientSetup(settings, awsConnections, account);
    }

    @Bean
    S3Client s3Client(ClientSetup setup) {
        // The buckets of an organisation lie in regions of its choice.
        return setup.own(S3Client.builder()).crossRegionAccessEnabled(true).build();
    }

    @Bean
    StsClient stsClient(ClientSetup setup) {
        return setup.own(StsClient.builder()).build();
    }

    @Bean
    AthenaClient athenaClient(ClientSetup setup) {
        return setup.own(AthenaClient.builder()).build();
    }

    @Bean
    CloudTrailClient cloudTrailClient(ClientSetup setup) {
        return setup.own(CloudTrailClient.builder()).build();
    }

    @Bean
    ConfigClient configClient(ClientSetup setup) {
        return setup.own(ConfigClient.builder()).build();
    }

    @Bean
    CloudWatchLogsClient cloudWatchLogsClient(ClientSetup setup) {
        return setup.own(CloudWatchLogsClient.builder()).build();
    }

    @Bean
    EksClient eksClient(ClientSetup setup) {
        return setup.own(EksClient.builder()).build();
    }

    @Bean
    Ec2Client ec2Client(ClientSetup setup) {
        return setup.own(Ec2Client.builder()).build();
    }

    @Bean
    IamClient iamClient(ClientSetup setup) {
        return setup.own(IamClient.builder()).build();
    }

    @Bean
    OrganizationsClient organizationsClient(ClientSetup setup) {
        return setup.own(OrganizationsClient.builder()).build();
    }

    @Bean
    SqsClient sqsClient(ClientSetup setup) {
        return setup.own(SqsClient.builder()).build();
    }

    @Bean
    BackupClient backupClient(ClientSetup setup) {
        return setup.own(BackupClient.builder()).build();
    }

    @Bean
    RdsClient rdsClient(ClientSetup setup) {
        return setup.own(RdsClient.builder()).build();
    }

    @Bean
    DynamoDbClient dynamoDbClient(ClientSetup setup) {
        return setup.own(DynamoDbClient.builder()).build();
    }
}
