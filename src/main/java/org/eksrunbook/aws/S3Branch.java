package org.eksrunbook.aws;

import org.jspecify.annotations.Nullable;

/**
 * A part of a bucket to be listed.
 *
 * @param path below the place, empty or ending with a slash
 * @param whole at one go, folders below included; else one level of it
 * @param from with {@code whole}: the first name below {@code path} that is wanted, {@code null}: all
 * @param until with {@code whole}: names after it are not wanted, {@code null}: all
 * @param directToo whether objects right below {@code path} are told
 */
record S3Branch(
        String path,
        boolean whole,
        @Nullable String from,
        @Nullable String until,
        boolean directToo) {

    static S3Branch level(String path) {
        return new S3Branch(path, false, null, null, true);
    }

    static S3Branch whole(String path) {
        return new S3Branch(path, true, null, null, true);
    }

    /** What is left of a level whose objects were told already. */
    static S3Branch below(String path) {
        return new S3Branch(path, true, null, null, false);
    }
}
