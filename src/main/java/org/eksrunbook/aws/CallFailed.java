package org.eksrunbook.aws;

import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call that failed, with the permission that it needs. */
final class CallFailed extends RuntimeException {

    /** As EKS and IAM say it. */
    private static final Set<String> GONE =
            Set.of("ResourceNotFoundException", "NoSuchEntity", "NoSuchEntityException");

    private final String why;
    private final boolean refused;

    private CallFailed(AwsCall call, SdkException failed) {
        super(failed);
        this.why = AwsReasons.naming(failed, call.action());
        this.refused = !AwsReasons.mayPass(failed);
    }

    /** A list whose pages follow themselves, which may pass. */
    static CallFailed endless(AwsCall call) {
        return new CallFailed(call, endlessList());
    }

    /** As {@link #endless}, where the call is named by whoever catches it. */
    static SdkException endlessList() {
        return SdkClientException.create("AWS gives the same or empty pages of the list again and again");
    }

    /** @throws CallFailed in place of whatever the SDK throws */
    static <T> T naming(AwsCall call, Supplier<T> made) {
        try {
            return made.get();
        } catch (SdkException failed) {
            throw new CallFailed(call, failed);
        }
    }

    /** In words for people, with the permission. */
    String why() {
        return why;
    }

    /** AWS answered, and neither «denied» nor that it cannot now: the call would be let through. */
    boolean answeredOtherwise() {
        return getCause() instanceof AwsServiceException answered && !AwsReasons.isDenied(answered) && refused;
    }

    /** AWS answered that what was asked about is not there (any more). */
    boolean gone() {
        return getCause() instanceof AwsServiceException answered && GONE.contains(AwsReasons.code(answered));
    }

    /** Whether the same call would fail again. */
    boolean refused() {
        return refused;
    }
}
