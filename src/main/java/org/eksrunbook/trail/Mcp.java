package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eksrunbook.trail.CallRules.Judgement;

/**
 * Tools called on an MCP server of AWS's own (Agent Toolkit for AWS user guide, «Logging AWS MCP Server API calls»). What a tool does in AWS it does by
 * calls in the caller's name, which are logged as such ({@code invokedBy: eks-mcp.amazonaws.com}); this record tells of the tool alone, and the
 * {@code id} in its request counts the messages.
 */
final class Mcp {
    private static final String TYPE = "AwsMcpEvent";

    private Mcp() {}

    static boolean isCall(EventRecord event) {
        return event.type().equals(TYPE);
    }

    static Judgement judge(EventRecord event) {
        boolean looks = event.name().equals("CallReadOnlyTool");
        return new Judgement(
                List.of(looks ? Category.RECON : Category.OTHER),
                Subject.UNKNOWN,
                looks ? Doing.READ : Doing.ACT,
                event.name() + ": a tool was called; what it did in AWS is in calls of their own");
    }

    /** An error of the tool stands in its result (Model Context Protocol, «Tools»). */
    static boolean failed(EventRecord event) {
        JsonNode answer = event.response();
        return isCall(event)
                && (answer.path("isError").asBoolean()
                        || answer.path("result").path("isError").asBoolean());
    }
}
