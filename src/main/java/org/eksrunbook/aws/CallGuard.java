package org.eksrunbook.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Lets no call out that does not stand in {@link AwsCall}: whatever the code above asks for, the list of permissions stays true. */
final class CallGuard implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (AwsCall.of(context.request()).isEmpty()) {
            throw new IllegalStateException(
                    context.request().getClass().getName() + " is no call that this server makes: AwsCall");
        }
    }
}
