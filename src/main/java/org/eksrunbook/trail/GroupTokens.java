package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What instances are started from, as the tokens of a start and of the calls that make or change it: an auto-scaling group, a node group of EKS, a version
 * of a launch template. The service that starts them says so in tags that nobody else can set (EC2 user guide, «Tag restrictions»: {@code aws:} is
 * reserved), in the request or, where they come from the template, in the answer.
 */
final class GroupTokens {

    private static final int DEEPEST = 9;
    private static final Set<String> STARTS = Set.of("RunInstances", "CreateFleet");

    private GroupTokens() {}

    static String autoScaling(EventRecord event, String name) {
        return place(event) + "aws:autoscaling:groupName/" + name;
    }

    static String nodes(EventRecord event, String cluster, String name) {
        return place(event) + "eks:nodegroup-name/" + cluster + "/" + name;
    }

    static String template(EventRecord event, String id, String version) {
        return place(event) + "aws:ec2launchtemplate/" + id + "/" + version;
    }

    private static String place(EventRecord event) {
        return event.accountId() + "/" + event.region() + "/";
    }

    /** What a start of instances came from; empty for all other events. */
    static Set<String> of(EventRecord event) {
        Set<String> found = new LinkedHashSet<>();
        if (!STARTS.contains(event.name())) {
            return found;
        }
        for (JsonNode part : new JsonNode[] {event.request(), event.response()}) {
            String group = tag(part, "aws:autoscaling:groupName", 0);
            if (group != null) {
                found.add(autoScaling(event, group));
            }
            String nodes = tag(part, "eks:nodegroup-name", 0);
            String cluster = tag(part, "eks:cluster-name", 0);
            if (nodes != null && cluster != null && ServiceAtWork.forItself(event)) {
                found.add(nodes(event, cluster, nodes));
            }
            String template = tag(part, "aws:ec2launchtemplate:id", 0);
            String version = tag(part, "aws:ec2launchtemplate:version", 0);
            if (template != null && version != null) {
                found.add(template(event, template, version));
            }
        }
        return found;
    }

    /** Whether who starts instances himself names the version by its number, whatever the default is. */
    static boolean asksFor(EventRecord start, String version) {
        return !ServiceAtWork.forItself(start)
                && version.equals(Json.text(Json.object(start.request(), "launchTemplate"), "version"));
    }

    /** A tag's value; EC2 writes tags as {@code {key, value}} below lists of several names, CreateFleet's request as {@code {Key, Value}}. */
    private static @Nullable String tag(JsonNode node, String key, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        for (String[] names : new String[][] {{"key", "value"}, {"Key", "Value"}}) {
            if (key.equals(Json.text(node, names[0]))) {
                return Json.text(node, names[1]);
            }
        }
        for (JsonNode child : node) {
            String found = child.isContainerNode() ? tag(child, key, depth + 1) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
