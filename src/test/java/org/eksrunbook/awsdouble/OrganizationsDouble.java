package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One organization: its management account and its delegated administrators may list the accounts, twenty a page. */
public final class OrganizationsDouble implements AwsService {

    private static final int PAGE = 20;

    private final Set<String> mayList;
    private final List<ObjectNode> accounts = new ArrayList<>();

    public OrganizationsDouble(String... mayList) {
        this.mayList = Set.of(mayList);
    }

    public OrganizationsDouble with(String id, String name) {
        return with(id, name, "ACTIVE");
    }

    public synchronized OrganizationsDouble with(String id, String name, String status) {
        accounts.add(JsonWire.JSON
                .createObjectNode()
                .put("Id", id)
                .put("Arn", "arn:aws:organizations::" + id + ":account/o-exampleorgid/" + id)
                .put("Email", "aws+" + id + "@example.com")
                .put("Name", name)
                .put("Status", status)
                .put("JoinedMethod", "CREATED")
                .put("JoinedTimestamp", 1600000000));
        return this;
    }

    @Override
    public String name() {
        return "organizations";
    }

    @Override
    public String model() {
        return "organizations-2016-11-28";
    }

    @Override
    public synchronized JsonNode answer(AwsRequest request) {
        if (!request.operation().equals("ListAccounts")) {
            throw new AwsRefusal("UnknownOperationException", request + " is not played");
        }
        if (!mayList.contains(request.account())) {
            throw new AwsRefusal("AccessDeniedException", "You don't have permissions to access this resource.");
        }
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        int size = Math.min(PAGE, request.input().path("MaxResults").asInt(PAGE));
        Paging.page(answer, "Accounts", "NextToken", accounts, request.text("NextToken"), size);
        return answer;
    }
}
