package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class AwsReasonsTest {

    /** S3 refuses with 403 whom it lets in as soon as the clock is right (S3 API reference, «Error responses»). */
    @Test
    void aWrongClockIsNoRefusal() {
        AwsServiceException skewed = answered("RequestTimeTooSkewed", 403);
        assertThat(AwsReasons.isDenied(skewed)).isFalse();
        assertThat(AwsReasons.mayPass(skewed)).isTrue();
        assertThat(AwsReasons.whatToDo(skewed) + AwsReasons.of(skewed))
                .isEqualTo(
                        "Set the server's clock: the server's clock differs from AWS's: set it (RequestTimeTooSkewed)");
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, 403, true, false",
        "UnauthorizedOperation, 403, true, false",
        "KMS.DisabledException, 400, true, false",
        "ExpiredToken, 400, false, true",
        "InvalidAccessKeyId, 403, false, true",
        "SlowDown, 503, false, true",
        "Throttling, 400, false, true",
        "RequestTimeout, 400, false, true",
        "NoSuchKey, 404, false, false",
        "ValidationError, 400, false, false"
    })
    void whatIsDeniedAndWhatMayPass(String code, int status, boolean denied, boolean passes) {
        AwsServiceException failed = answered(code, status);
        assertThat(AwsReasons.isDenied(failed)).isEqualTo(denied);
        assertThat(AwsReasons.mayPass(failed)).isEqualTo(passes);
    }

    private static AwsServiceException answered(String code, int status) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("m")
                        .build())
                .build();
    }
}
