package org.eksrunbook.trail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.eksrunbook.incident.ByteSize;
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
 * @param comparedWith with whose earlier calls it was compared: the role, user, session or key; {@code null}: nothing is known of them before the
 *     compromise, so that nothing can be said to be new
 * @param unseen in what it is new for them; never a reason for a class
 * @param sensitivity 0 to 100: what a read of such a thing weighs; 0 where nothing was to be read
 * @param bytesOut how many bytes the log says were handed out; {@code null} where it does not say
 * @param bytesDoubted the log says something there that is no number of bytes
 * @param madeBy what made the call by itself, the innermost first: the call's things belong to it; empty where somebody called himself or the log does not tell
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
    "ruleVersion",
    "comparedWith",
    "unseen",
    "sensitivity",
    "bytesOut",
    "bytesDoubted",
    "madeBy"
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
        String ruleVersion,
        @Nullable String comparedWith,
        List<Aspect> unseen,
        int sensitivity,
        @Nullable Long bytesOut,
        boolean bytesDoubted,
        List<Maker> madeBy) {

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

    @JsonCreator
    public Finding {
        if (categories.isEmpty() || categories.get(0) != category) {
            throw new IllegalArgumentException("A finding's category is the first of its categories, not " + category);
        }
        categories = List.copyOf(categories);
        resources = List.copyOf(resources);
        attack = List.copyOf(attack);
        // Findings of earlier versions were compared with nothing.
        unseen = unseen == null ? List.of() : List.copyOf(unseen);
        madeBy = madeBy == null ? List.of() : List.copyOf(madeBy);
    }

    /** One that was compared with nothing, and of which the log does not say how much was handed out. */
    public Finding(
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
        this(
                eventId,
                source,
                eventTime,
                eventSource,
                eventName,
                region,
                accountId,
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
                ruleVersion,
                null,
                List.of(),
                Sensitivity.of(categories, resources),
                null,
                false,
                List.of());
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

    /** The same under another id, and with another reason. */
    Finding with(String id, String reason) {
        return copy(id, resources, reason, comparedWith, unseen, bytesOut, bytesDoubted, madeBy);
    }

    /** The same, compared with what was done before. */
    Finding against(@Nullable String before, List<Aspect> others) {
        return copy(eventId, resources, why, before, others, bytesOut, bytesDoubted, madeBy);
    }

    /** The same with what the log says of how much was handed out. */
    Finding handingOut(BytesOut told) {
        return copy(eventId, resources, why, comparedWith, unseen, told.count(), told.doubted(), madeBy);
    }

    /** The same, made by something that the attacker had set up. */
    Finding madeBy(List<Maker> makers) {
        return copy(eventId, resources, why, comparedWith, unseen, bytesOut, bytesDoubted, makers);
    }

    /** The same naming some of the things alone. */
    public Finding naming(List<Resource> some) {
        return copy(eventId, some, why, comparedWith, unseen, bytesOut, bytesDoubted, madeBy);
    }

    private Finding copy(
            String id,
            List<Resource> things,
            String reason,
            @Nullable String before,
            List<Aspect> others,
            @Nullable Long bytes,
            boolean doubted,
            List<Maker> makers) {
        return new Finding(
                id,
                source,
                eventTime,
                eventSource,
                eventName,
                region,
                accountId,
                principal,
                accessKeyId,
                sourceIp,
                userAgent,
                category,
                categories,
                effective,
                errorCode,
                things,
                attack,
                reason,
                ruleVersion,
                before,
                others,
                // Of what is named: another weight would tell of what is left out.
                Sensitivity.of(categories, things),
                bytes,
                doubted,
                makers);
    }

    /** What is new in it for its principal, as people write it; never «new» where there is nothing to compare with. */
    public String newness() {
        return Aspect.words(comparedWith != null, unseen);
    }

    /** How much was handed out, as people write it. */
    public String volume() {
        return bytesOut != null
                ? ByteSize.words(bytesOut)
                : bytesDoubted
                        ? "what the log says of how much is no number of bytes"
                        : "the log does not say how much";
    }

    /** The call's own object. Objects of S3 come and go by the thousand: their bucket stands for them. */
    @Nullable
    Resource place() {
        if (resources.isEmpty()) {
            return null;
        }
        Resource first = resources.get(0);
        return first.type().equals("AWS::S3::Object")
                ? new Resource("AWS::S3::Bucket", first.id().replaceFirst("(?s)/.*", ""), null)
                : first;
    }

    @JsonIgnore
    public boolean is(Category wanted) {
        return categories.contains(wanted);
    }
}
