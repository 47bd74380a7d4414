package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Where the clients call, in the partitions and with FIPS endpoints, which are settings of the SDK and none of the runbook. */
class EndpointsTest {

    private final List<String> hosts = new ArrayList<>();

    @AfterEach
    void asBefore() {
        System.clearProperty("aws.useFipsEndpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1,     false, sts.eu-west-1.amazonaws.com,        eks.eu-west-1.amazonaws.com,         logs.s3.eu-west-1.amazonaws.com",
        "us-east-1,     true,  sts-fips.us-east-1.amazonaws.com,   fips.eks.us-east-1.amazonaws.com,    logs.s3-fips.us-east-1.amazonaws.com",
        "us-gov-west-1, true,  sts.us-gov-west-1.amazonaws.com,    eks.us-gov-west-1.amazonaws.com,     logs.s3-fips.us-gov-west-1.amazonaws.com",
        "cn-north-1,    false, sts.cn-north-1.amazonaws.com.cn,    eks.cn-north-1.amazonaws.com.cn,     logs.s3.cn-north-1.amazonaws.com.cn",
    })
    void ofEachPartition(String region, boolean fips, String sts, String eks, String s3) {
        System.setProperty("aws.useFipsEndpoint", String.valueOf(fips));
        ClientSetup setup = new ClientSetup(settings(), new Recording());

        refused(() -> built(setup, StsClient.builder(), region).getCallerIdentity());
        refused(() -> built(setup, EksClient.builder(), region).listClusters());
        refused(() -> built(setup, S3Client.builder(), region).listObjectsV2(request -> request.bucket("logs")));
        refused(() -> built(setup, AthenaClient.builder(), region)
                .getQueryExecution(request -> request.queryExecutionId("q")));
        refused(() -> built(setup, CloudTrailClient.builder(), region).lookupEvents());

        assertThat(hosts.stream().distinct())
                .startsWith(sts, eks, s3)
                .hasSize(5)
                .allSatisfy(host -> assertThat(host)
                        .contains(region)
                        .endsWith(region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com"));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            ClientSetup setup, B builder, String region) {
        return setup.of(builder)
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "none")))
                .build();
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(SdkException.class);
    }

    private static AwsSettings settings() {
        return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("runbook.aws", AwsSettings.class);
    }

    /** Notes where a call would have gone. */
    private final class Recording implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            hosts.add(request.httpRequest().host());
            throw SdkException.builder().message("no network here").build();
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
