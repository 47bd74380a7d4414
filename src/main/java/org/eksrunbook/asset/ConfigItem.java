package org.eksrunbook.asset;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One state of a resource as AWS Config recorded it.
 *
 * @param type Config's name of the type, which sometimes differs from CloudFormation's
 * @param status {@code OK}, {@code ResourceDiscovered}, {@code ResourceDeleted}, … as written
 * @param configuration empty object where it is deleted or empty
 * @param supplementary policies and the like that Config keeps beside the configuration
 * @param file the delivered file it stands in, below the archive's root
 */
public record ConfigItem(
        String type,
        String resourceId,
        @Nullable String resourceName,
        @Nullable String arn,
        String accountId,
        String region,
        Instant captured,
        String status,
        Map<String, String> tags,
        JsonNode configuration,
        JsonNode supplementary,
        String file) {

    public ConfigItem {
        tags = Map.copyOf(tags);
    }

    public boolean deleted() {
        return status.startsWith("ResourceDeleted");
    }
}
