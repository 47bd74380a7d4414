package org.eksrunbook.aws;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

/** What Athena did not do, in words that say what to do. The first four words are all that Cockpit shows. */
final class AthenaFailures {

    /** {@code AthenaError.ErrorCategory}: 1 system, 2 user, 3 other. */
    private static final int SYSTEM = 1;

    private static final int LONGEST = 600;

    /** What Athena says, in lower case, and what to do about it: the first that is in a message counts. */
    private static final Map<String, String> ADVICE = new LinkedHashMap<>();

    static {
        ADVICE.put(
                "enforces a centralized output location",
                "Choose a workgroup (runbook.athena.workgroup) that does not enforce an output location of its own, or switch that off");
        ADVICE.put("bytes scanned limit", "Raise the workgroup's limit of bytes for a query, or narrow the scope");
        ADVICE.put("output location", "Set runbook.athena.output to a folder that the server may write into");
        ADVICE.put("output bucket", "Set runbook.athena.output to a folder that the server may write into");
        ADVICE.put("writing output", "Give the server s3:PutObject below runbook.athena.output");
        ADVICE.put("permission denied on s3", "Give the server s3:GetObject and s3:ListBucket on the trail's bucket");
        ADVICE.put("exhausted resources", "Narrow the scope or the windows: the query is too large for Athena");
        ADVICE.put("path_already_exists", "Empty the folder that the message names");
    }

    private AthenaFailures() {}

    /** A call that Athena refused, or that did not reach it. */
    static IllegalStateException of(SdkException failed, AwsCall call, String doing) {
        return new IllegalStateException(
                advice(failed, call) + ": Athena did not " + doing + " (" + AwsReasons.of(failed) + ")", failed);
    }

    private static String advice(SdkException failed, AwsCall call) {
        if (!(failed instanceof AwsServiceException answered)) {
            return "Look at AWS access";
        }
        String message = answered.awsErrorDetails() == null
                ? ""
                : answered.awsErrorDetails().errorMessage();
        Optional<String> known = advice(message);
        if (known.isPresent()) {
            return known.get();
        }
        if (AwsReasons.isDenied(answered)) {
            return "Give the server permission " + call.action();
        }
        return AwsReasons.mayPass(answered)
                ? "Wait, or renew the server's credentials"
                : "Look at runbook.athena's settings";
    }

    private static Optional<String> advice(@Nullable String message) {
        String said = message == null ? "" : message.toLowerCase(Locale.ROOT);
        if (said.contains("workgroup") && said.contains("not found")) {
            return Optional.of("Name an existing workgroup in runbook.athena.workgroup");
        }
        Optional<String> right = AthenaRight.namedIn(said).map(action -> "Give the server permission " + action);
        return right.isPresent()
                ? right
                : ADVICE.entrySet().stream()
                        .filter(words -> said.contains(words.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    /** Whether a query that failed may succeed when it is started anew: Athena says so itself. */
    static boolean mayPass(QueryExecutionStatus status) {
        AthenaError error = status.athenaError();
        return error != null
                && (Boolean.TRUE.equals(error.retryable())
                        || error.errorCategory() != null && error.errorCategory() == SYSTEM);
    }

    /** Why a query failed for good. */
    static String of(AthenaStep step, QueryExecutionStatus status) {
        AthenaError error = status.athenaError();
        String reason =
                error == null || error.errorMessage() == null ? status.stateChangeReason() : error.errorMessage();
        String shown = VisibleText.of(reason == null ? "no reason given" : reason);
        return advice(reason).orElse("Look at query " + step.queryId() + " in Athena's console")
                + ": query " + step.queryId() + " (" + step.step() + ") ended as " + status.stateAsString() + ", "
                + (shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown)
                + ". It is started anew when the step is tried again";
    }
}
