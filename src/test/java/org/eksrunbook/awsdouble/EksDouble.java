package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * EKS: the clusters of each account and region. A cluster is one document: {@code cluster}, and lists {@code nodegroups}, {@code fargateProfiles},
 * {@code addons}, {@code accessEntries} (each with {@code policies}) and {@code podIdentities}, as the API describes them.
 */
public final class EksDouble extends ScriptedService {

    private final Map<String, Map<String, JsonNode>> clusters = new TreeMap<>();

    public EksDouble() {
        super("eks", "eks-2017-11-01");
        on("ListClusters", request -> {
            List<TextNode> names = clusters.getOrDefault(place(request), Map.of()).keySet().stream()
                    .map(TextNode::valueOf)
                    .toList();
            return page(request, "clusters", names);
        });
        on(
                "DescribeCluster",
                request -> wrapped("cluster", cluster(request, "name").path("cluster")));
        list("ListNodegroups", "nodegroups", "nodegroups", "nodegroupName");
        one("DescribeNodegroup", "nodegroup", "nodegroups", "nodegroupName");
        list("ListFargateProfiles", "fargateProfileNames", "fargateProfiles", "fargateProfileName");
        one("DescribeFargateProfile", "fargateProfile", "fargateProfiles", "fargateProfileName");
        list("ListAddons", "addons", "addons", "addonName");
        one("DescribeAddon", "addon", "addons", "addonName");
        list("ListAccessEntries", "accessEntries", "accessEntries", "principalArn");
        one("DescribeAccessEntry", "accessEntry", "accessEntries", "principalArn");
        on("ListAssociatedAccessPolicies", request -> {
            List<JsonNode> policies =
                    all(found(request, "accessEntries", "principalArn").path("policies"));
            ObjectNode answer = page(request, "associatedAccessPolicies", policies);
            return answer.put("clusterName", request.text("clusterName"))
                    .put("principalArn", request.text("principalArn"));
        });
        on(
                "ListPodIdentityAssociations",
                request -> page(
                        request,
                        "associations",
                        all(cluster(request, "clusterName").path("podIdentities")).stream()
                                .map(EksDouble::summary)
                                .toList()));
        one("DescribePodIdentityAssociation", "association", "podIdentities", "associationId");
    }

    public EksDouble with(String account, String region, JsonNode document) {
        clusters.computeIfAbsent(account + " " + region, first -> new TreeMap<>(Comparator.naturalOrder()))
                .put(document.at("/cluster/name").asText(), document);
        return this;
    }

    private static String place(AwsRequest request) {
        return request.account() + " " + request.region();
    }

    private JsonNode cluster(AwsRequest request, String member) {
        JsonNode known = clusters.getOrDefault(place(request), Map.of()).get(request.text(member));
        if (known == null) {
            throw new AwsRefusal(
                    404, "ResourceNotFoundException", "No cluster found for name: " + request.text(member) + ".");
        }
        return known;
    }

    private void list(String operation, String member, String kind, String name) {
        on(
                operation,
                request -> page(
                        request,
                        member,
                        all(cluster(request, "clusterName").path(kind)).stream()
                                .map(one -> one.path(name))
                                .toList()));
    }

    private void one(String operation, String member, String kind, String name) {
        on(operation, request -> {
            ObjectNode described = found(request, kind, name).deepCopy();
            described.remove("policies");
            return wrapped(member, described);
        });
    }

    private ObjectNode found(AwsRequest request, String kind, String name) {
        return all(cluster(request, "clusterName").path(kind)).stream()
                .filter(one -> one.path(name).asText().equals(request.text(name)))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new AwsRefusal(
                        404,
                        "ResourceNotFoundException",
                        "No " + kind + " found for name: " + request.text(name) + "."));
    }

    /** What the list tells of an association; its roles stand in the description alone. */
    private static JsonNode summary(JsonNode association) {
        ObjectNode summary = JsonWire.JSON.createObjectNode();
        List.of("clusterName", "namespace", "serviceAccount", "associationArn", "associationId")
                .forEach(field -> summary.set(field, association.get(field)));
        summary.properties().removeIf(field -> field.getValue().isNull());
        return summary;
    }

    private static ObjectNode wrapped(String member, JsonNode value) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        answer.set(member, value);
        return answer;
    }

    private static ObjectNode page(AwsRequest request, String member, List<? extends JsonNode> all) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        int size = request.input().path("maxResults").asInt(100);
        Paging.page(answer, member, "nextToken", all, request.text("nextToken"), size);
        return answer;
    }

    private static List<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
