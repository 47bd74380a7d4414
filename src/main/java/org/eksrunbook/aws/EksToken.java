package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * A bearer token for a cluster's API: a signed question «who am I?» to STS that EKS asks for us, bound to the cluster by the header
 * {@code x-k8s-aws-id} (aws-iam-authenticator, «API Authorization from Outside a Cluster»). Nothing leaves this server for it.
 */
final class EksToken {

    private static final Duration LIVES = Duration.ofSeconds(60);

    private EksToken() {}

    static String of(AwsCredentials credentials, Region region, String cluster) {
        URI sts = URI.create("https://sts." + region.id() + "."
                + PartitionMetadata.of(region).dnsSuffix() + "/?Action=GetCallerIdentity&Version=2011-06-15");
        SdkHttpRequest question = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(sts)
                .putHeader("x-k8s-aws-id", cluster)
                .build();
        URI signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials)
                        .request(question)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, LIVES))
                .request()
                .getUri();
        return "k8s-aws-v1."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(signed.toString().getBytes(UTF_8));
    }
}
