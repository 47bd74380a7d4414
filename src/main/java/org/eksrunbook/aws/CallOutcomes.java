package org.eksrunbook.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eksrunbook.trail.Permissions.Outcome;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Whether AWS let each call through when it was last made. What failed for another reason than a refusal says nothing, or that it was let through. */
final class CallOutcomes implements ExecutionInterceptor {

    private final Map<AwsCall, Outcome> outcomes = new ConcurrentHashMap<>();

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        AwsCall.of(context.request()).ifPresent(call -> outcomes.put(call, Outcome.GRANTED));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        failed(context.request(), context.exception());
    }

    private void failed(SdkRequest request, Throwable failure) {
        Optional<AwsCall> call = AwsCall.of(request);
        if (call.isPresent() && failure instanceof AwsServiceException answered) {
            if (AwsReasons.isDenied(answered)) {
                outcomes.put(call.get(), Outcome.DENIED);
            } else if (!AwsReasons.mayPass(answered)) {
                outcomes.put(call.get(), Outcome.GRANTED);
            }
        }
    }

    Outcome of(AwsCall call) {
        return outcomes.getOrDefault(call, Outcome.NOT_TRIED);
    }
}
