package org.eksrunbook.aws;

import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import software.amazon.awssdk.core.exception.SdkException;

/** A call beside the logs that failed, and may succeed later: the step is tried again, unless people went on without it. */
final class PassingFault {

    private PassingFault() {}

    /** @throws FactsUnavailable where the same call may be answered later, and is waited for */
    static void failIf(Unanswered unanswered, FactSource source, RuntimeException failed) {
        failIf(
                unanswered,
                source,
                failed,
                failed instanceof CallFailed named ? named.why() : AwsReasons.ofAccount(failed));
    }

    /** @param why in words for people, with the permission that the call needs */
    static void failIf(Unanswered unanswered, FactSource source, RuntimeException failed, String why) {
        SdkException fault = failed.getCause() instanceof SdkException cause && failed instanceof CallFailed
                ? cause
                : failed instanceof SdkException own ? own : null;
        if (unanswered == Unanswered.FAILS && fault != null && AwsReasons.mayAnswerLater(fault)) {
            throw new FactsUnavailable(
                    source, AwsReasons.whatToDo(fault) + source.shown() + " cannot be read: " + why, failed);
        }
    }
}
