package org.eksrunbook.trail;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event judged: what it did, to what, whether it took effect, and which rule says so. Its JSON is the one promised in
 * {@code docs/interfaces.md}; the fields of the log are as the log wrote them, so they are never trusted and always escaped.
 *
 * @param source {@code cloudtrail} or {@code kubernetes}
 * @param eventTime ISO-8601 in UTC, as the log wrote it
 * @param principal ARN of who acted, else the best name the log gives
 * @param categories those that apply, the most serious first; {@code category} is the first of them
 * @param effective false where the call was denied or failed
 * @param attack ATT&amp;CK technique ids that public detection rules connect with this call; may be empty
 * @param why the rule that decided, in words
 */
@JsonPropertyOrder({
    "eventId",
    "source",
    "eventTime",
    "eventSource",
    "eventName",
    "region",
    "accountId",
    "principal",
    "accessKeyId",
    "sourceIp",
    "userAgent",
    "category",
    "categories",
    "effective",
    "errorCode",
    "resources",
    "attack",
    "why",
    "ruleVersion"
})
@JsonIgnoreProperties(ignoreUnknown = true)
public record Finding(
        String eventId,
        String source,
        String eventTime,
        String eventSource,
        String eventName,
        String region,
        String accountId,
        String principal,
        @Nullable String accessKeyId,
        @Nullable String sourceIp,
        @Nullable String userAgent,
        Category category,
        List<Category> categories,
        boolean effective,
        @Nullable String errorCode,
        List<Resource> resources,
        List<String> attack,
        String why,
        String ruleVersion) {

    public static final String CLOUDTRAIL = "cloudtrail";
    public static final String KUBERNETES = "kubernetes";

    /**
     * What a call touched: CloudFormation type (or {@code Kubernetes::<Kind>}), an identifier a responder can use, and the ARN where AWS has one.
     *
     * @param name what else the thing is called by, where the call tells two names of it (a key pair's id, a security group's name)
     */
    public record Resource(
            String type,
            String id,
            @Nullable String arn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String name) {

        public Resource(String type, String id, @Nullable String arn) {
            this(type, id, arn, null);
        }

        /** The same thing, also called by another name. */
        Resource alsoCalled(@Nullable String other) {
            return other == null || other.isBlank() || other.equals(id) || other.equals(arn) || name != null
                    ? this
                    : new Resource(type, id, arn, other);
        }
    }

    public Finding {
        if (categories.isEmpty() || categories.get(0) != category) {
            throw new IllegalArgumentException("A finding's category is the first of its categories, not " + category);
        }
        categories = List.copyOf(categories);
        resources = List.copyOf(resources);
        attack = List.copyOf(attack);
    }

    /**
     * What happened to one of the resources. The first named, and those of its type, bear the finding's class; a whole that is named beside a
     * part of it (the user beside his new key, the cluster beside its access entry) was modified, whatever became of the part.
     */
    public Category change(Resource resource) {
        Category main = categories.stream()
                .filter(c -> c != Category.IDENTITY)
                .findFirst()
                .orElse(Category.IDENTITY);
        boolean first =
                resources.isEmpty() || resource.type().equals(resources.get(0).type());
        return !first && (main == Category.CREATED || main == Category.DELETED) ? Category.MODIFIED : main;
    }

    /** The classes that hold for one of the resources: {@link #change} in place of the finding's own. */
    public List<Category> categoriesOf(Resource resource) {
        Category change = change(resource);
        return categories.stream()
                .map(c -> c == Category.CREATED || c == Category.DELETED ? change : c)
                .distinct()
                .toList();
    }

    /** The same finding in the account and region of the cluster, which an audit event does not tell. */
    Finding at(String account, String place) {
        return new Finding(
                eventId,
                source,
                eventTime,
                eventSource,
                eventName,
                place,
                account,
                principal,
                accessKeyId,
                sourceIp,
                userAgent,
                category,
                categories,
                effective,
                errorCode,
                resources,
                attack,
                why,
                ruleVersion);
    }

    @JsonIgnore
    public boolean is(Category wanted) {
        return categories.contains(wanted);
    }
}
