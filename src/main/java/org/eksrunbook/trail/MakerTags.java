package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags by which services mark what they make, of one call. Nobody else can set those that begin with {@code aws:}, everybody those of Elastic Beanstalk and EKS (CloudFormation template reference,
 * «CloudFormation resource tagging»; EC2 Auto Scaling user guide, «Tag Auto Scaling groups and instances»), and they are believed in calls of a service
 * alone: what a caller writes into a request of his own is his word.
 */
final class MakerTags {

    static final String STACK_ID = "aws:cloudformation:stack-id";
    static final String STACK = "aws:cloudformation:stack-name";
    static final String GROUP = "aws:autoscaling:groupName";
    static final String ENVIRONMENT_ID = "elasticbeanstalk:environment-id";
    static final String ENVIRONMENT = "elasticbeanstalk:environment-name";
    static final String NODES = "eks:nodegroup-name";
    static final String CLUSTER = "eks:cluster-name";

    private static final Set<String> KEYS = Set.of(STACK_ID, STACK, GROUP, ENVIRONMENT_ID, ENVIRONMENT, NODES, CLUSTER);
    private static final String[][] PAIRS = {{"key", "value"}, {"Key", "Value"}, {"tagKey", "tagValue"}};
    private static final int DEEPEST = 9;

    /** What holds the tags of the thing itself, squeezed; others hold those by which other things are chosen ({@code ec2TagFilters}, {@code targetTags}). */
    private static final Set<String> TAGS = Set.of(
            "tag",
            "tags",
            "taglist",
            "tagset",
            "tagspecification",
            "tagspecifications",
            "tagspecificationset",
            "resourcetags");

    /** Nothing below is the thing's own, whatever it is called. */
    private static final Set<String> OTHERS = Set.of("filter", "filters", "filterset", "target", "targets", "stages");

    private final Map<String, String> found = new HashMap<>();

    private MakerTags() {}

    /** What was asked for stands before what was answered. */
    static MakerTags of(EventRecord event) {
        MakerTags tags = new MakerTags();
        tags.walk(event.request(), false, 0);
        tags.walk(event.response(), false, 0);
        return tags;
    }

    @Nullable
    String get(String key) {
        return found.get(key);
    }

    /** Tags are pairs in a list, or fields of an object; both below a field that is called as those are that hold a thing's own. */
    private void walk(JsonNode node, boolean inTags, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (inTags) {
            for (String[] pair : PAIRS) {
                keep(Json.text(node, pair[0]), Json.text(node, pair[1]));
            }
        }
        if (node.isArray()) {
            node.forEach(one -> walk(one, inTags, depth + 1));
        } else {
            node.properties().forEach(field -> {
                if (inTags) {
                    keep(field.getKey(), Json.text(node, field.getKey()));
                }
                String name = ResourceTypes.squeeze(field.getKey());
                if (field.getValue().isContainerNode() && !OTHERS.contains(name)) {
                    walk(field.getValue(), inTags || TAGS.contains(name), depth + 1);
                }
            });
        }
    }

    private void keep(@Nullable String key, @Nullable String value) {
        if (key != null && value != null && KEYS.contains(key)) {
            found.putIfAbsent(key, value);
        }
    }
}
