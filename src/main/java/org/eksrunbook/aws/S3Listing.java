package org.eksrunbook.aws;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.SourceUnavailable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists one branch, page by page to its end; what stands on two pages is there once. */
final class S3Listing {

    /** In a row. Where many objects were deleted S3 may look through them for some pages without one that is there. */
    private static final int MOST_EMPTY = 100;

    private final S3Client s3;
    private final S3Location place;
    private final S3Branch branch;
    private final Set<StoredObject> objects = new LinkedHashSet<>();
    private final Set<String> folders = new LinkedHashSet<>();
    private boolean endless;

    S3Listing(S3Client s3, S3Location place, S3Branch branch) {
        this.s3 = s3;
        this.place = place;
        this.branch = branch;
    }

    /** @throws SourceUnavailable where trying again may help */
    S3Page read() {
        String refused = null;
        try {
            pages();
            if (endless) {
                refused = "the list does not end, so that further files may be missing";
            }
        } catch (SdkException failed) {
            if (AwsReasons.mayPass(failed)) {
                throw new SourceUnavailable(
                        AwsReasons.whatToDo(failed) + "S3 cannot be listed at "
                                + VisibleText.of(place.key(branch.path())) + ": " + AwsReasons.of(failed),
                        failed);
            }
            refused = "the folder cannot be listed: "
                    + (failed instanceof S3Exception answered && AwsReasons.isDenied(answered)
                            ? "access denied (s3:ListBucket)"
                            : AwsReasons.of(failed));
        }
        return new S3Page(branch, List.copyOf(objects), List.copyOf(folders), refused, endless);
    }

    private void pages() {
        String prefix = place.key(branch.path());
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(place.bucket())
                .prefix(prefix)
                .delimiter(branch.whole() ? null : "/")
                .startAfter(branch.from() == null ? null : prefix + branch.from())
                .optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS);
        Set<String> tokens = new HashSet<>();
        int empty = 0;
        String token = null;
        while (true) {
            ListObjectsV2Response page =
                    s3.listObjectsV2(request.continuationToken(token).build());
            for (CommonPrefix folder : page.commonPrefixes()) {
                folders.add(folder.prefix()
                        .substring(prefix.length(), folder.prefix().length() - 1));
            }
            for (S3Object object : page.contents()) {
                if (branch.until() != null
                        && object.key().substring(prefix.length()).compareTo(branch.until()) > 0) {
                    return;
                }
                add(object, prefix);
            }
            String next = page.nextContinuationToken();
            if (!Boolean.TRUE.equals(page.isTruncated()) || next == null) {
                return;
            }
            empty = page.contents().isEmpty() && page.commonPrefixes().isEmpty() ? empty + 1 : 0;
            if (!tokens.add(next) || empty == MOST_EMPTY) {
                endless = true;
                return;
            }
            token = next;
        }
    }

    private void add(S3Object object, String prefix) {
        String below = object.key().substring(prefix.length());
        boolean marker = below.isEmpty() || below.endsWith("/") && object.size() == 0;
        boolean direct = below.indexOf('/') < 0;
        if (!marker && (branch.directToo() || !direct)) {
            objects.add(StoredObject.of(object.key().substring(place.prefix().length()), object));
        }
    }
}
