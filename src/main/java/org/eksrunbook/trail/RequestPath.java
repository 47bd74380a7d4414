package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request to the Kubernetes API was about, by its path, for events from which an exporter left the object out (Kubernetes API concepts, «Resource
 * URIs»): {@code /api/v1/namespaces/shop/pods/web/exec}, {@code /apis/apps/v1/deployments}.
 */
final class RequestPath {

    private RequestPath() {}

    /** As {@code objectRef} would say it; empty where the path is of no resource ({@code /healthz}, {@code /api/v1}). */
    static JsonNode object(String uri) {
        List<String> steps = steps(uri);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (steps.size() > 3 && steps.get(0).equals("apis")) {
            object.put("apiGroup", steps.get(1)).put("apiVersion", steps.get(2));
            steps = steps.subList(3, steps.size());
        } else if (steps.size() > 2 && steps.get(0).equals("api")) {
            object.put("apiVersion", steps.get(1));
            steps = steps.subList(2, steps.size());
        } else {
            return object;
        }
        if (steps.size() > 1 && steps.get(0).equals("watch")) {
            steps = steps.subList(1, steps.size());
        }
        if (steps.size() > 1 && steps.get(0).equals("namespaces")) {
            object.put("namespace", steps.get(1));
            boolean ofItself = steps.size() == 2
                    || steps.size() == 3
                            && (steps.get(2).equals("status") || steps.get(2).equals("finalize"));
            steps = ofItself ? steps : steps.subList(2, steps.size());
        }
        object.put("resource", steps.get(0));
        if (steps.size() > 1) {
            object.put("name", steps.get(1));
        }
        if (steps.size() > 2) {
            object.put("subresource", steps.get(2));
        }
        return object;
    }

    private static List<String> steps(String uri) {
        List<String> steps = new ArrayList<>();
        for (String step : uri.replaceFirst("\\?.*", "").split("/", 12)) {
            if (!step.isEmpty()) {
                steps.add(decoded(step));
            }
        }
        return steps;
    }

    /** A name may hold a colon, which some clients encode. */
    private static String decoded(String step) {
        try {
            return URLDecoder.decode(step.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException broken) {
            return step;
        }
    }
}
