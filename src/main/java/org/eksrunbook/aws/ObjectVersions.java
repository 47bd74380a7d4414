package org.eksrunbook.aws;

import java.time.Instant;
import java.util.List;
import org.eksrunbook.asset.Backups.RecoveryPoint;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Scope;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** S3: versions of an object, where its bucket keeps them. */
final class ObjectVersions implements BackupKeeper {

    private static final int MOST = 50_000;

    private final AccountClients clients;

    ObjectVersions(AccountClients clients) {
        this.clients = clients;
    }

    @Override
    public boolean keeps(ResourceRef resource) {
        return resource.type().equals("AWS::S3::Object") && resource.name().indexOf('/') > 0;
    }

    @Override
    public List<RecoveryPoint> before(Scope scope, ResourceRef resource, Instant time) {
        String account = resource.accountId().isEmpty() ? scope.accountId() : resource.accountId();
        S3Client s3 = clients.of(
                scope,
                account,
                software.amazon.awssdk.regions.Region.of(scope.region()),
                S3Client.class,
                () -> S3Client.builder().crossRegionAccessEnabled(true));
        String bucket = resource.name().substring(0, resource.name().indexOf('/'));
        String key = resource.name().substring(bucket.length() + 1);
        // The versions of a key come together, the newest first; other keys that begin alike follow behind.
        return TokenPages.read(MOST, last -> {
                    ListObjectVersionsResponse page = CallFailed.naming(
                            AwsCall.S3_VERSIONS,
                            () -> s3.listObjectVersions(request -> request.bucket(bucket)
                                    .prefix(key)
                                    .keyMarker(last == null ? null : key)
                                    .versionIdMarker(last)));
                    boolean more = Boolean.TRUE.equals(page.isTruncated()) && key.equals(page.nextKeyMarker());
                    return new TokenPages.Page<>(page.versions(), more ? page.nextVersionIdMarker() : null);
                })
                // Without versions an object has one, called null: what is there now.
                .that(
                        AwsCall.S3_VERSIONS,
                        one -> one.key().equals(key)
                                && one.lastModified().isBefore(time)
                                && (!"null".equals(one.versionId()) || !Boolean.TRUE.equals(one.isLatest())))
                .stream()
                .map(one -> new RecoveryPoint(
                        "version " + one.versionId(), one.lastModified(), "version kept by the bucket", null))
                .toList();
    }
}
