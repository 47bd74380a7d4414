package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.CloudTrailDouble;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.SourceUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** CloudTrail's public keys on the wire: those of the time and region, page by page; without the permission digests are said to be unvalidated. */
class CloudTrailDigestKeysTest {

    private static final Instant FROM = Instant.parse("2024-08-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2024-08-03T00:00:00Z");

    private final PublicKey first = key();
    private final PublicKey second = key();
    private final CloudTrailDouble trail = new CloudTrailDouble(() -> UNTIL)
            .key("eu-central-1", "f1", pkcs1(first), FROM.minusSeconds(60), FROM.plusSeconds(60))
            .key("eu-central-1", "f2", pkcs1(second), FROM.plusSeconds(60), UNTIL)
            .key("eu-central-1", "old", pkcs1(first), FROM.minusSeconds(7200), FROM.minusSeconds(3600))
            .key("us-east-1", "other", pkcs1(first), FROM, UNTIL);
    private final AwsDouble aws = new AwsDouble("999999999999").with(trail);
    private final SdkHttpClient connections = ApacheHttpClient.create();
    private final CloudTrailDigestKeys keys = new CloudTrailDigestKeys(new ClientSetup(
            new AwsSettings(null, null, "calls", Duration.ofSeconds(5), Duration.ofSeconds(10)), connections));

    private static PublicKey key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As CloudTrail gives it: what follows the algorithm in the X.509 form of a key of 2,048 bits. */
    private static byte[] pkcs1(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, 24, encoded.length);
    }

    @BeforeEach
    void chain() {
        aws.chain("eu-central-1");
    }

    @AfterEach
    void close() {
        connections.close();
        AwsDouble.away();
        aws.close();
    }

    @Test
    void theKeysOfTheTimeAreReadToTheLastPage() {
        assertThat(keys.of("eu-central-1", FROM, UNTIL, Unanswered.FAILS))
                .hasSize(2)
                .containsEntry("f1", first)
                .containsEntry("f2", second);
        assertThat(aws.requests("cloudtrail", "ListPublicKeys"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.region()).isEqualTo("eu-central-1"));
    }

    @Test
    void anEmptyPageIsNotTheEnd() {
        aws.faults().once("cloudtrail", "ListPublicKeys", AwsFault.EMPTY_PAGE);
        assertThat(keys.of("eu-central-1", FROM, UNTIL, Unanswered.FAILS)).hasSize(2);
    }

    @Test
    void theMissingPermissionIsNamed() {
        aws.faults().always("cloudtrail", "ListPublicKeys", AwsFault.DENIED);
        assertThatThrownBy(() -> keys.of("eu-central-1", FROM, UNTIL, Unanswered.FAILS))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("cloudtrail:ListPublicKeys");
    }

    @Test
    void whatMayPassFailsTheStepUntilPeopleGoOnWithoutIt() {
        aws.faults().always("cloudtrail", "ListPublicKeys", AwsFault.SERVER_FAULT);
        assertThatThrownBy(() -> keys.of("eu-central-1", FROM, UNTIL, Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Wait, or look at AWS access: CloudTrail's public keys");
        assertThatThrownBy(() -> keys.of("eu-central-1", FROM, UNTIL, Unanswered.IS_TOLD))
                .isInstanceOf(SourceUnavailable.class);
    }
}
