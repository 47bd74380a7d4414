package org.eksrunbook.action;

import java.util.Set;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** What was deleted from or written into a bucket: comes back from the bucket's versions, object by object. */
final class ContentReversal implements CallReversal {

    private static final Set<String> WRITES = Set.of(
            "DeleteObject",
            "DeleteObjects",
            "PutObject",
            "CopyObject",
            "CompleteMultipartUpload",
            "DeleteObjectVersion");

    @Override
    public @Nullable Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        if (!resource.type().equals("AWS::S3::Bucket") || !WRITES.contains(call.name())) {
            return null;
        }
        String bucket = ShellWords.option("--bucket", resource.name());
        return new Draft(ActionKind.PUT_BACK, resource, "Objects in it were deleted or written")
                .run(Aws.in(resource, "s3api list-object-versions " + bucket).line())
                .byHand(
                        "The bucket itself is as it was; its objects are rows of their own. In a bucket with versions take the"
                                + " delete markers and versions of the attacker away; without versions they come from a backup.")
                .check("", "The objects are those of before the compromise");
    }
}
