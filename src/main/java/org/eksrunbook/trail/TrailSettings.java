package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of reading the trail, {@code runbook.trail.*}.
 *
 * @param workFolder for parts in the making; {@code null}: the system's temporary folder
 * @param groupFiles files of one step at most
 * @param groupBytes compressed bytes of one step at most, unless one file alone is larger
 * @param largestFile bytes that may come out of one compressed file
 * @param largestRatio bytes out for each byte in
 * @param libdeflate whether small compressed files are unpacked by the system's libdeflate where it has one, instead of by Java
 * @param integrity whether CloudTrail's digests are checked where they lie beside the logs
 * @param digestKeys file with CloudTrail's public keys, as {@code aws cloudtrail list-public-keys} prints them; {@code null}: an archive in S3
 *     asks AWS for them, a folder's signatures are not checked
 * @param mostRounds rounds after which the investigation stops although new principals came up; told in the coverage
 */
@ConfigurationProperties("runbook.trail")
record TrailSettings(
        @Nullable String workFolder,
        @DefaultValue("500") int groupFiles,
        @DefaultValue("67108864") long groupBytes,
        @DefaultValue("8589934592") long largestFile,
        @DefaultValue("300") int largestRatio,
        @DefaultValue("20") int mostRounds,
        @DefaultValue("true") boolean libdeflate,
        @DefaultValue("true") boolean integrity,
        @Nullable String digestKeys) {

    Unpacking unpacking() {
        return new Unpacking(largestFile, largestRatio, libdeflate);
    }
}
