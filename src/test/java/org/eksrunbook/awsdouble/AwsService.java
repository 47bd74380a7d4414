package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One service of the double: thin, with the state that its answers need. */
public interface AwsService {

    /** As it is signed: {@code cloudtrail}, {@code logs}, {@code ec2}. */
    String name();

    /** Its model in aws-java-sdk-models: {@code cloudtrail-2013-11-01}. */
    String model();

    /**
     * Answers one request; the request fits the model, and so must the answer. Both are objects by the members' names, times are seconds since
     * 1970.
     *
     * @throws AwsRefusal for an error that AWS would answer
     */
    JsonNode answer(AwsRequest request);

    /**
     * A fault of the service's own, which a test put in front of it.
     *
     * @throws AwsRefusal for an error that AWS would answer
     */
    default @Nullable AwsFault fault(AwsRequest request) {
        return null;
    }
}
