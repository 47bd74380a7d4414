package org.eksrunbook.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a branch holds.
 *
 * @param folders names of the folders one level below, without slash; empty where the branch was listed whole
 * @param refused why the branch cannot be listed, or not to its end
 * @param endless it was not listed to its end, and may be another time
 */
record S3Page(
        S3Branch branch,
        List<StoredObject> objects,
        List<String> folders,
        @Nullable String refused,
        boolean endless) {}
