package org.eksrunbook.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Tags decide who owns a thing and who may touch it: they go back to the recorded ones (correction 17). */
final class TagReversal implements CallReversal {

    @Override
    public @Nullable Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        boolean tags = call.name().equals("CreateTags")
                || call.name().equals("DeleteTags")
                || call.name().startsWith("TagResource")
                || call.name().startsWith("UntagResource");
        if (!tags || before == null) {
            return null;
        }
        Map<String, String> recorded = new TreeMap<>(before.tags());
        recorded.keySet().removeIf(key -> key.startsWith("aws:"));
        if (recorded.isEmpty()) {
            return null;
        }
        Draft draft = new Draft(ActionKind.PUT_BACK, resource, reason)
                .byHand("The tags recorded on " + before.captured() + ". Take out any that the attacker added.");
        if (resource.type().startsWith("AWS::EC2::")) {
            String read = Aws.in(resource, "ec2 describe-tags")
                    .option("--filters", "Name=resource-id,Values=" + resource.name())
                    .text();
            return draft.before(read)
                    .run(Aws.in(resource, "ec2 create-tags")
                            .option("--resources", resource.name())
                            .document("--tags", listed(recorded))
                            .line())
                    .check(read, "the recorded tags");
        }
        String arn = resource.arn() != null ? resource.arn() : before.arn();
        if (arn == null) {
            return null;
        }
        String read = Aws.in(resource, "resourcegroupstaggingapi get-resources")
                .option("--resource-arn-list", arn)
                .text();
        return draft.before(read)
                .run(CommandLine.wholly(
                        Aws.in(resource, "resourcegroupstaggingapi tag-resources --query 'values(FailedResourcesMap)'")
                                .option("--resource-arn-list", arn)
                                .document("--tags", recorded)
                                .text()))
                .check(read, "the recorded tags");
    }

    private static List<Map<String, String>> listed(Map<String, String> tags) {
        List<Map<String, String>> listed = new ArrayList<>();
        tags.forEach((key, value) -> listed.add(new TreeMap<>(Map.of("Key", key, "Value", value))));
        return listed;
    }
}
