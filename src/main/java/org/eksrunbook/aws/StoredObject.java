package org.eksrunbook.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An object as a listing tells it.
 *
 * @param path below the place that was listed
 * @param modified milliseconds since 1970
 * @param asleep why it cannot be read before somebody restores it; {@code null}: it can
 */
record StoredObject(
        String path, long size, long modified, @Nullable String asleep) {

    static StoredObject of(String path, S3Object object) {
        return new StoredObject(path, object.size(), object.lastModified().toEpochMilli(), asleep(object));
    }

    private static @Nullable String asleep(S3Object object) {
        boolean archived = object.storageClass() == ObjectStorageClass.GLACIER
                || object.storageClass() == ObjectStorageClass.DEEP_ARCHIVE;
        boolean restored =
                object.restoreStatus() != null && object.restoreStatus().restoreExpiryDate() != null;
        return archived && !restored
                ? "it lies in " + object.storageClassAsString()
                        + ": restore it (RestoreObject), then look for logs again"
                : null;
    }
}
