package org.eksrunbook.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What Athena did not do, in words that say what to do. The first four words are all that Cockpit shows. */
final class AthenaFailures {

    private AthenaFailures() {}

    static IllegalStateException of(SdkException failed, AwsCall call, String doing) {
        String reason = AwsReasons.of(failed);
        return new IllegalStateException(
                advice(failed, call) + ": Athena did not " + doing + " (" + reason + ")", failed);
    }

    private static String advice(SdkException failed, AwsCall call) {
        if (!(failed instanceof AwsServiceException answered)) {
            return "Look at AWS access";
        }
        String code = answered.awsErrorDetails() == null
                ? ""
                : answered.awsErrorDetails().errorCode();
        if (answered.statusCode() == 403 || code.contains("AccessDenied")) {
            return "Give the server permission " + call.action();
        }
        if (code.contains("ExpiredToken") || code.contains("UnrecognizedClient")) {
            return "Renew the server's credentials";
        }
        return answered.isThrottlingException() || answered.statusCode() >= 500
                ? "Wait, Athena is busy"
                : "Look at Athena's settings";
    }
}
