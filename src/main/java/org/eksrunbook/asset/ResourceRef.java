package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource, as one call or list names it. Nothing is validated: anonymised logs have impossible ids.
 *
 * @param type CloudFormation type, or {@code Kubernetes::<Kind>}
 * @param id name or id; where an ARN was given, that becomes the ARN too
 * @param accountId of the ARN where it has one, else as given; may be empty
 * @param region of the ARN where it has one, else as given; empty for global types and where not known
 * @param otherName what the call that made it also called it by; others may have the same name
 */
public record ResourceRef(
        String type,
        String id,
        @Nullable String arn,
        String accountId,
        String region,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String otherName) {

    public ResourceRef(String type, String id, @Nullable String arn, String accountId, String region) {
        this(type, id, arn, accountId, region, null);
    }

    public ResourceRef {
        // An access entry is called by the ARN of its principal, which is not its own.
        boolean own = !type.equals("AWS::EKS::AccessEntry");
        Arn read = Arn.read(arn != null && !arn.isBlank() ? arn : own ? id : "");
        if (read == null) {
            arn = null;
        } else {
            arn = read.text();
            accountId = read.account().isEmpty() ? accountId : read.account();
            region = read.region().isEmpty() ? region : read.region();
        }
        if (ResourceNames.isGlobal(type)) {
            region = "";
        }
    }

    /** Names the resource in decisions, plans and forms: the same whether it was called by name or by ARN. */
    @JsonIgnore
    public String key() {
        return ResourceNames.key(this, ResourceNames.canonical(this));
    }

    /** The plain name or id, without what an ARN has around it; parts of a longer id are separated by {@code |}. */
    @JsonIgnore
    public String name() {
        return ResourceNames.canonical(this);
    }

    /** Everything this resource may be called by, the canonical name first. */
    @JsonIgnore
    public Set<String> names() {
        return ResourceNames.all(this);
    }

    /** The key under each of the names, the canonical one first. */
    @JsonIgnore
    public Set<String> allKeys() {
        Set<String> keys = new LinkedHashSet<>();
        names().forEach(name -> keys.add(ResourceNames.key(this, name)));
        return keys;
    }
}
