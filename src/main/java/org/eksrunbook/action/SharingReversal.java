package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Snapshots and images that were shared with a foreign account or with everybody: sharing stops. What was copied meanwhile stays copied. */
final class SharingReversal implements CallReversal {

    private static final String COPIED =
            "Whoever it was shared with may have copied it meanwhile: treat its data as read.";

    @Override
    public @Nullable Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        return switch (call.name()) {
            case "ModifySnapshotAttribute" ->
                ec2(resource, call, reason, "snapshot", "createVolumePermission", "--snapshot-id");
            case "ModifyImageAttribute" -> ec2(resource, call, reason, "image", "launchPermission", "--image-id");
            case "ModifyDBSnapshotAttribute" -> rds(resource, call, reason, "db-snapshot");
            case "ModifyDBClusterSnapshotAttribute" -> rds(resource, call, reason, "db-cluster-snapshot");
            default -> null;
        };
    }

    private static @Nullable Draft ec2(
            ResourceRef resource, Call call, String reason, String thing, String attribute, String option) {
        List<String> who = new ArrayList<>();
        for (JsonNode added : Fields.items(call.request().path(attribute).path("add"))) {
            if (Fields.text(added, "userId") != null) {
                who.add("{\"UserId\":\"" + digits(Fields.needed(added, "userId")) + "\"}");
            }
            if ("all".equals(Fields.text(added, "group"))) {
                who.add("{\"Group\":\"all\"}");
            }
        }
        if (who.isEmpty()) {
            return null;
        }
        String permission = attribute.equals("launchPermission") ? "--launch-permission" : "--create-volume-permission";
        String change = "ec2 modify-" + thing + "-attribute";
        String list = "[" + String.join(",", who) + "]";
        String read = Aws.in(resource, "ec2 describe-" + thing + "-attribute --attribute " + attribute)
                .option(option, resource.name())
                .text();
        return new Draft(ActionKind.UNSHARE, resource, reason)
                .before(read)
                .run(Aws.in(resource, change)
                        .option(option, resource.name())
                        .document(permission, "{\"Remove\":" + list + "}")
                        .line())
                .undo(Aws.in(resource, change)
                        .option(option, resource.name())
                        .document(permission, "{\"Add\":" + list + "}")
                        .text())
                .byHand(COPIED)
                .check(read, "those it was shared with are not in the list");
    }

    private static @Nullable Draft rds(ResourceRef resource, Call call, String reason, String thing) {
        List<String> who = new ArrayList<>();
        Fields.items(call.request().path("valuesToAdd")).forEach(one -> {
            if (one.isTextual()) {
                who.add(one.asText());
            }
        });
        if (who.isEmpty()) {
            return null;
        }
        String name = ShellWords.option("--" + thing + "-identifier", resource.name());
        Aws line = Aws.in(resource, "rds modify-" + thing + "-attribute --attribute-name restore " + name)
                .then("--values-to-remove");
        Aws undo = Aws.in(resource, "rds modify-" + thing + "-attribute --attribute-name restore " + name)
                .then("--values-to-add");
        who.forEach(one -> {
            line.operand(one);
            undo.operand(one);
        });
        String read = Aws.in(resource, "rds describe-" + thing + "-attributes " + name)
                .text();
        return new Draft(ActionKind.UNSHARE, resource, reason)
                .before(read)
                .run(line.line())
                .undo(undo.text())
                .byHand(COPIED)
                .check(read, "those it was shared with are not in the list");
    }

    private static String digits(String account) {
        if (!account.matches("[0-9A-Za-z]{1,64}")) {
            throw new UnsafeArgument("the account it was shared with has an impossible name");
        }
        return account;
    }
}
