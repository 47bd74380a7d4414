package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request as a service sees it.
 *
 * @param service as it is signed
 * @param input by the members' names, whatever the wire; times are seconds since 1970
 * @param account of the key it was signed with
 * @param region it was signed for
 */
public record AwsRequest(
        String service, String operation, JsonNode input, String account, String region, String accessKeyId) {

    /** A member that is text; empty where it is not given. */
    public String text(String member) {
        return input.path(member).asText("");
    }

    @Override
    public String toString() {
        return service + " " + operation;
    }
}
