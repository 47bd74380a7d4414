package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One value inside a request or response, with where it stood. CloudTrail wraps lists in many ways ({@code instancesSet.items},
 * {@code DeleteFlowLogsRequest.FlowLogId {tag, content}}); such wrappers are looked through.
 *
 * @param key the field's name, squeezed, singular
 * @param parent the name of the object around it, squeezed, singular; empty at the top
 * @param group the same number for values of one object
 * @param path where in the structure, the same for all elements of a list
 * @param chosen whether it stands in a map whose keys the caller chose: a tag may be called {@code clusterName}
 */
record Leaf(String key, String parent, int depth, int group, String path, boolean chosen, String value) {
    private static final int MOST = 4_000;
    private static final int DEEPEST = 9;

    /** What AWS calls maps into which callers put what they like; in a list of that name AWS's own keys are the names. */
    private static final Pattern CHOSEN = Pattern.compile(
            ".*tags|.*labels|.*parameters|attributes|metadata|(?:client|user)metadata|.*variables|defaultarguments|.*context");

    private static final Pattern BEHEADED = Pattern.compile("aws(?:-[a-z-]+)?:[a-z0-9-]+:[a-z0-9-]*:\\d{12}:\\S+");

    private static final Pattern TAGS = Pattern.compile(".*tags|.*labels");

    /** Whether it is a tag or a label, which say nothing of what a call does. */
    boolean isTag() {
        return chosen && isInside(TAGS);
    }

    /** Whether the value stands inside an object or list whose name fits. */
    boolean isInside(Pattern name) {
        for (String step : path.split("\\.")) {
            if (name.matcher(step).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Without the values that AWS withheld. */
    static List<Leaf> of(JsonNode node) {
        return all(node).stream().filter(leaf -> !Withheld.is(leaf.value())).toList();
    }

    /** With what stands where AWS withheld a value. */
    static List<Leaf> all(JsonNode node) {
        List<Leaf> leaves = new ArrayList<>();
        walk(node, "", "", 0, "", false, new int[] {0}, leaves);
        return leaves;
    }

    private static void walk(
            JsonNode node,
            String field,
            String parent,
            int depth,
            String path,
            boolean chosen,
            int[] groups,
            List<Leaf> leaves) {
        if (leaves.size() >= MOST || depth > DEEPEST) {
            return;
        }
        int group = ++groups[0];
        boolean alone = node.size() == 1;
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            String name = ResourceTypes.squeeze(entry.getKey());
            if (isWrapped(value)) {
                value = value.get("content");
            }
            if (value.isValueNode()) {
                add(leaves, name, parent, depth, group, path, chosen, value);
            } else if (value.isArray()) {
                for (JsonNode element : value) {
                    if (element.isValueNode()) {
                        add(leaves, name, parent, depth, ++groups[0], path, chosen, element);
                    } else {
                        step(element, name, alone, parent, field, depth, path, chosen, groups, leaves);
                    }
                }
            } else {
                boolean callers = chosen || CHOSEN.matcher(name).matches();
                step(value, name, alone, parent, field, depth, path, callers, groups, leaves);
            }
        });
    }

    /** {@code {tag: 1, content: fl-1}}; a policy or a comment that has a content besides names itself by its other members. */
    private static boolean isWrapped(JsonNode value) {
        return value.path("content").isValueNode() && value.size() == (value.has("tag") ? 2 : 1);
    }

    private static void step(
            JsonNode node,
            String name,
            boolean alone,
            String parent,
            String field,
            int depth,
            String path,
            boolean chosen,
            int[] groups,
            List<Leaf> leaves) {
        boolean wrapper = name.equals("items") || name.equals("item") || alone && name.equals("member");
        boolean envelope = depth == 0 && (name.endsWith("request") || name.endsWith("response")) && name.length() > 10;
        if (wrapper || envelope) {
            walk(node, field, parent, depth, path, chosen, groups, leaves);
        } else {
            walk(node, name, singular(name), depth + 1, path + '.' + name, chosen, groups, leaves);
        }
    }

    private static void add(
            List<Leaf> leaves,
            String name,
            String parent,
            int depth,
            int group,
            String path,
            boolean chosen,
            JsonNode value) {
        String text = arn(name, value.asText());
        boolean usable = !value.isNull() && !text.isBlank() && text.length() <= 2048;
        if (usable && leaves.size() < MOST) {
            leaves.add(new Leaf(singular(name), parent, depth, group, path, chosen, text));
        }
    }

    /** Rekognition leaves out how an ARN begins ({@code collectionArn: "aws:rekognition:…"}). */
    private static String arn(String field, String text) {
        return field.endsWith("arn") && BEHEADED.matcher(text).matches() ? "arn:" + text : text;
    }

    /** {@code instanceids} → {@code instanceid}, {@code instancesset} → {@code instance}, {@code policies} → {@code policy}. */
    static String singular(String name) {
        String bare = name.endsWith("set")
                        && name.length() > 5
                        && !name.endsWith("permissionset")
                        && !name.endsWith("changeset")
                        && !name.endsWith("ruleset")
                ? name.substring(0, name.length() - 3)
                : name;
        if (bare.endsWith("ies")) {
            return bare.substring(0, bare.length() - 3) + 'y';
        }
        if (bare.equals("ids")) {
            return "id";
        }
        boolean plural = bare.endsWith("s")
                && !bare.endsWith("ss")
                && !bare.endsWith("us")
                && !bare.endsWith("is")
                && !bare.endsWith("ias")
                && bare.length() > 3;
        return plural ? bare.substring(0, bare.length() - 1) : bare;
    }
}
