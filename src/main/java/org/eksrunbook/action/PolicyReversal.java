package org.eksrunbook.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Policies on resources: back to the recorded document, or away where none was recorded. */
final class PolicyReversal implements CallReversal {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        return switch (call.name()) {
            case "PutBucketPolicy", "DeleteBucketPolicy" -> bucketPolicy(resource, call, before, reason);
            case "PutBucketPublicAccessBlock",
                    "DeleteBucketPublicAccessBlock",
                    "PutPublicAccessBlock",
                    "DeletePublicAccessBlock" -> publicAccess(resource, call, reason);
            case "PutKeyPolicy" -> keyPolicy(resource, before, reason);
            case "CreateGrant" -> grant(resource, call, reason);
            case "AddPermission20150331v2", "AddPermission20150331", "AddPermission" ->
                permission(resource, call, reason);
            case "CreateFunctionUrlConfig" -> functionUrl(resource, reason);
            default -> null;
        };
    }

    private static @Nullable Draft bucketPolicy(
            ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        if (before == null) {
            return null;
        }
        String bucket = ShellWords.option("--bucket", Fields.needed(call.request(), "bucketName"));
        String read = Aws.in(resource, "s3api get-bucket-policy " + bucket).text();
        Draft draft = new Draft(ActionKind.PUT_BACK, resource, reason).before(read);
        String document = Fields.policy(
                object(before.supplementary().path("BucketPolicy")).path("policyText"));
        if (document != null) {
            return draft.run("aws s3api put-bucket-policy " + bucket + " --policy " + ShellWords.quote(document))
                    .byHand("Undo: the picture from before.")
                    .check(read, "the policy recorded on " + before.captured());
        }
        return draft.run(new CommandLine("aws s3api delete-bucket-policy " + bucket, true))
                .byHand("It had no policy on " + before.captured() + ". Undo: the picture from before.")
                .check(read, "NoSuchBucketPolicy");
    }

    /** Closed again, whatever it was: open access that was meant is a decision for calmer days. */
    private static Draft publicAccess(ResourceRef resource, Call call, String reason) {
        String bucket = ShellWords.option("--bucket", Fields.needed(call.request(), "bucketName"));
        String read = "aws s3api get-public-access-block " + bucket;
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run("aws s3api put-public-access-block --public-access-block-configuration"
                        + " BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true "
                        + bucket)
                .byHand("Undo: the picture from before.")
                .check(read, "all four true");
    }

    private static @Nullable Draft keyPolicy(ResourceRef resource, @Nullable ConfigItem before, String reason) {
        String document =
                before == null ? null : Fields.policy(before.supplementary().path("Policy"));
        if (before == null || document == null) {
            return null;
        }
        String key = ShellWords.option("--key-id", resource.name());
        String read = Aws.in(resource, "kms get-key-policy --policy-name default " + key)
                .text();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(Aws.in(resource, "kms put-key-policy --policy-name default " + key)
                        .document("--policy", document)
                        .line())
                .byHand("Undo: the picture from before.")
                .check(read, "the policy recorded on " + before.captured());
    }

    private static Draft grant(ResourceRef resource, Call call, String reason) {
        String which = ShellWords.option("--key-id", resource.name()) + " "
                + ShellWords.option("--grant-id", Fields.needed(call.response(), "grantId"));
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(Aws.in(resource, "kms list-grants")
                        .option("--key-id", resource.name())
                        .text())
                .run(Aws.in(resource, "kms revoke-grant " + which).gone())
                .check(
                        Aws.in(resource, "kms list-grants")
                                .option("--key-id", resource.name())
                                .text(),
                        "this grant is not in the list");
    }

    private static Draft permission(ResourceRef resource, Call call, String reason) {
        String which = ShellWords.option("--function-name", resource.name()) + " "
                + ShellWords.option("--statement-id", Fields.needed(call.request(), "statementId"));
        String read = Aws.in(resource, "lambda get-policy")
                .option("--function-name", resource.name())
                .text();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(Aws.in(resource, "lambda remove-permission " + which).gone())
                .byHand("Undo: add-permission with what the picture from before shows.")
                .check(read, "the statement is not there");
    }

    private static Draft functionUrl(ResourceRef resource, String reason) {
        String name = ShellWords.option("--function-name", resource.name());
        String read = Aws.in(resource, "lambda get-function-url-config " + name).text();
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .before(read)
                .run(Aws.in(resource, "lambda delete-function-url-config " + name)
                        .gone())
                .check(read, "ResourceNotFoundException");
    }

    /** AWS Config writes some supplementary parts as text that holds JSON. */
    private static JsonNode object(JsonNode node) {
        if (node.isTextual()) {
            try {
                return JSON.readTree(node.asText());
            } catch (JsonProcessingException noJson) {
                throw new UnsafeArgument("what AWS Config recorded cannot be read");
            }
        }
        return node;
    }
}
