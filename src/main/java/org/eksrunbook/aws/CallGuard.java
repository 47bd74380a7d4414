package org.eksrunbook.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Lets no call out that does not stand in {@link AwsCall}: whatever the code above asks for, the list of permissions stays true. */
final class CallGuard implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        // software.amazon.awssdk.services.<service>.model.<Operation>Request
        Class<?> request = context.request().getClass();
        String[] steps = request.getPackageName().split("\\.", -1);
        String service = steps[steps.length - 2];
        String operation = request.getSimpleName().replaceFirst("Request$", "");
        if (AwsCall.of(service, operation).isEmpty()) {
            throw new IllegalStateException(service + " " + operation + " is no call that this server makes: AwsCall");
        }
    }
}
