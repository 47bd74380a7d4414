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
 * @param mostRounds rounds after which the investigation stops although new principals came up; told in the coverage
 */
@ConfigurationProperties("runbook.trail")
record TrailSettings(
        @Nullable String workFolder,
        @DefaultValue("500") int groupFiles,
        @DefaultValue("67108864") long groupBytes,
        @DefaultValue("8589934592") long largestFile,
        @DefaultValue("300") int largestRatio,
        @DefaultValue("20") int mostRounds) {

    InflateLimits inflateLimits() {
        return new InflateLimits(largestFile, largestRatio);
    }
}
