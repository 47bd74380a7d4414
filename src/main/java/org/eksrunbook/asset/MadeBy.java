package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What made a resource by itself, for the attacker who had set it up: a stack, a stack set, a Firewall Manager policy, an auto-scaling or node group, an Elastic Beanstalk
 * environment. The resource belongs to it.
 *
 * @param type CloudFormation's
 * @param event the attacker's call that set it up; {@code null}: none is in the logs that were read
 * @param by what tells that it was this one: {@code id}, {@code tag}, {@code name} or {@code caller}, the strongest first
 * @param why all of that in words
 * @param certain otherwise it may have been another; false too where it was written down before this was told
 * @param resource key of its own row in the inventory; {@code null}: it has none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MadeBy(
        String type,
        String id,
        @Nullable String arn,
        String accountId,
        String region,
        @Nullable String event,
        String by,
        String why,
        boolean certain,
        @Nullable String resource) {

    @JsonIgnore
    ResourceRef ref() {
        return new ResourceRef(type, id, arn, accountId, region);
    }

    MadeBy at(@Nullable String key) {
        return new MadeBy(type, id, arn, accountId, region, event, by, why, certain, key);
    }
}
