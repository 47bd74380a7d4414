package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;

/**
 * Which findings are wanted; {@code null} wants all.
 *
 * @param category any of the finding's categories
 * @param principal the principal's ARN or an access key id
 * @param resource id or ARN of a resource that the finding names
 * @param source {@code cloudtrail} or {@code kubernetes}
 */
public record FindingFilter(
        @Nullable String category,
        @Nullable String principal,
        @Nullable String resource,
        @Nullable Boolean effective,
        @Nullable String source) {

    public static final FindingFilter ALL = new FindingFilter(null, null, null, null, null);

    /** What was neither denied nor failed. */
    public static final FindingFilter EFFECTIVE = new FindingFilter(null, null, null, true, null);
}
