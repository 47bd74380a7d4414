package org.eksrunbook.aws;

import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import org.eksrunbook.incident.VisibleText;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Why a call to AWS failed, in words for people, on one line; and whether the same call may succeed later. */
final class AwsReasons {

    private static final Set<String> OF_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "TokenRefreshRequired",
            "RequestExpired",
            "InvalidToken",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch");
    private static final Set<String> OF_THE_CLOCK = Set.of("RequestTimeTooSkewed", "RequestInTheFuture");
    private static final String ROLE = "sts:AssumeRole of the reading role, its trust policy";
    private static final int LONGEST = 300;

    private AwsReasons() {}

    static String of(Exception failed) {
        if (failed instanceof AwsServiceException answered) {
            return of(answered);
        }
        if (failed instanceof ApiCallTimeoutException || failed instanceof ApiCallAttemptTimeoutException) {
            return "AWS did not answer in time";
        }
        String message = text(failed.getMessage());
        if (failed instanceof SdkClientException && message.contains("Unable to load credentials")) {
            return "the server has no AWS credentials: give it a role or a profile";
        }
        if (failed instanceof SdkClientException && message.contains("Unable to load region")) {
            return "the server knows no AWS region: set AWS_REGION";
        }
        return message;
    }

    /**
     * With the permission that the call needs: where already the role was refused, by which an account is read, that one.
     *
     * @param permission of the call itself
     */
    static String naming(Exception failed, String permission) {
        return of(failed) + " (" + (failed instanceof StsException ? ROLE : permission) + ")";
    }

    /** Of a client that could not even be made, or a call that somebody else names: with the permission to take the role where that was refused. */
    static String ofAccount(Exception failed) {
        return of(failed) + (failed instanceof StsException ? " (" + ROLE + ")" : "");
    }

    private static String of(AwsServiceException answered) {
        String code = code(answered);
        if (OF_CREDENTIALS.contains(code)) {
            return "the server's AWS credentials are not valid (any more): renew them (" + text(code) + ")";
        }
        if (OF_THE_CLOCK.contains(code)) {
            return "the server's clock differs from AWS's: set it (" + text(code) + ")";
        }
        if (isDenied(answered)) {
            return message(answered).toLowerCase(java.util.Locale.ROOT).contains("kms")
                    ? "access denied by KMS: the key of this data does not let the server decrypt (kms:Decrypt)"
                    : "access denied";
        }
        String shown = text(message(answered));
        return text(code) + (shown.isEmpty() ? "" : ": " + shown) + " (HTTP " + answered.statusCode() + ")";
    }

    /** The first words of what people are told of a call that may succeed later: they are all that Cockpit shows. */
    static String whatToDo(Exception failed) {
        String code = failed instanceof AwsServiceException answered ? code(answered) : "";
        if (OF_THE_CLOCK.contains(code)) {
            return "Set the server's clock: ";
        }
        return OF_CREDENTIALS.contains(code) ? "Renew the server's credentials: " : "Wait, or look at AWS access: ";
    }

    /** No credentials at all, or no way to AWS: a server that was never meant to ask AWS. Waiting does not help. */
    static boolean isOutOfReach(SdkException failed) {
        if (failed instanceof AwsServiceException) {
            return false;
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || String.valueOf(cause.getMessage()).contains("Unable to load credentials")) {
                return true;
            }
        }
        return false;
    }

    static boolean isDenied(AwsServiceException answered) {
        String code = code(answered);
        return !OF_CREDENTIALS.contains(code)
                && !OF_THE_CLOCK.contains(code)
                && (code.startsWith("AccessDenied")
                        || code.equals("UnauthorizedOperation")
                        || code.equals("NotAuthorized")
                        || code.startsWith("KMS.")
                        || answered.statusCode() == 403);
    }

    /** Network, time, throttling, a fault inside AWS, credentials that have to be renewed: trying again may help. */
    static boolean mayPass(SdkException failed) {
        if (failed instanceof AwsServiceException answered) {
            return answered.statusCode() >= 500
                    || answered.statusCode() == 429
                    || answered.isThrottlingException()
                    || answered.isClockSkewException()
                    || OF_CREDENTIALS.contains(code(answered))
                    || OF_THE_CLOCK.contains(code(answered))
                    || code(answered).equals("RequestTimeout");
        }
        return true;
    }

    /** The same call may succeed later, and this server is set up to make it. */
    static boolean mayAnswerLater(SdkException failed) {
        return mayPass(failed) && !isOutOfReach(failed);
    }

    static String code(AwsServiceException answered) {
        return answered.awsErrorDetails() == null || answered.awsErrorDetails().errorCode() == null
                ? ""
                : answered.awsErrorDetails().errorCode();
    }

    private static String message(AwsServiceException answered) {
        return answered.awsErrorDetails() == null || answered.awsErrorDetails().errorMessage() == null
                ? ""
                : answered.awsErrorDetails().errorMessage();
    }

    /** AWS repeats names that somebody else chose. */
    private static String text(@org.jspecify.annotations.Nullable String message) {
        String plain = message == null ? "" : VisibleText.of(message);
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
