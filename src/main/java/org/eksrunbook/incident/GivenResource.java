package org.eksrunbook.incident;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A resource named at the start: what Part 2 contained ({@code before}), or what recovery alone is to bring back ({@code change}).
 *
 * @param change {@code created}, {@code modified} or {@code deleted}
 * @param before what it was before it was contained
 */
public record GivenResource(
        String type,
        String id,
        @Nullable String arn,
        @Nullable String change,
        @Nullable JsonNode before) {}
