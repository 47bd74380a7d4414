package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.trail.Finding.Resource;
import org.jspecify.annotations.Nullable;

/** Ways to name what a call touched where its kind of resource is unknown or nothing of that kind is named. */
final class OtherNames {
    private static final Pattern DENIED_ON = Pattern.compile("on resource: (arn:[^\\s\"',)]+)");

    /** IAM's older wording, without an ARN. */
    private static final Pattern DENIED_ON_NAME =
            Pattern.compile("on resource: (user|role|group|instance profile) ([\\w+=,.@-]+)");

    private static final Map<String, String> IAM_KINDS = Map.of(
            "user", "IAM::User",
            "role", "IAM::Role",
            "group", "IAM::Group",
            "instance profile", "IAM::InstanceProfile");

    /** IAM API reference, UpdateUser, UpdateGroup, UpdateServerCertificate. */
    private static final Map<String, String> NEW_NAMES = Map.of(
            "IAM::User", "newUserName",
            "IAM::Group", "newGroupName",
            "IAM::ServerCertificate", "newServerCertificateName");

    private static final Set<String> NAMES = Set.of("id", "identifier", "name", "arn");

    private static final Set<String> BARE = Set.of("arn", "resource", "resourcearn");

    private final ResourceTypes types;
    private final ArnTypes arns;

    OtherNames(ResourceTypes types, ArnTypes arns) {
        this.types = types;
        this.arns = arns;
    }

    /** Instances that an unknown call names: whatever it does, it does it to them. */
    List<Resource> instances(EventLeaves leaves) {
        return leaves.request().stream()
                .filter(leaf -> leaf.depth() <= 1 && Ec2Ids.isInstance(leaf.value()))
                .map(leaf -> new Resource(
                        "AWS::EC2::Instance", leaf.value(), arns.build("EC2::Instance", leaf.value(), leaves.event())))
                .toList();
    }

    /** Things of the service's own that the request names or declares ({@code resourceType}, {@code resourceId}), where the call's own object has no type or no name. */
    List<Resource> ofService(EventLeaves leaves) {
        String service = CallName.of(leaves.event().source(), "").service();
        List<Resource> resources = new ArrayList<>();
        JsonNode request = leaves.event().request();
        String said = Json.text(request, "resourceType");
        String id = Json.text(request, "resourceId");
        String declared = said == null ? null : types.named(service, said);
        if (declared != null && id != null && !id.isBlank()) {
            resources.add(new Resource("AWS::" + declared, id, arns.build(declared, id, leaves.event())));
        }
        for (Leaf leaf : leaves.request()) {
            String type = leaf.depth() == 0 ? types.byField(service, leaf.key()) : null;
            if (type != null) {
                Arn arn = Arn.of(leaf.value());
                resources.add(
                        arn == null
                                ? new Resource(
                                        "AWS::" + type, leaf.value(), arns.build(type, leaf.value(), leaves.event()))
                                : arns.resource(arn, type));
            }
        }
        return resources;
    }

    /**
     * What a part of no known type belongs to: a field at the request's top that is called like the beginning of the part's name
     * ({@code environmentId} where an EnvironmentMembership is deleted). An ARN beside it (the member's) is of somebody to whom nothing was done.
     */
    Optional<Resource> bearer(EventLeaves leaves, String type) {
        List<String> words = words(type);
        for (int to = words.size() - 1; to > 0; to--) {
            String name = String.join("", words.subList(0, to));
            Optional<Leaf> field = calledLike(leaves.request(), ResourceTypes.squeeze(name));
            if (field.isPresent()) {
                String own = type.substring(0, type.indexOf(':')) + "::"
                        + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                return field.map(leaf -> field(leaf.value(), own));
            }
        }
        return Optional.empty();
    }

    /** What was made, where the answer calls it by less than the call does: {@code environmentId} of a CreateEnvironmentSSH. */
    Optional<Resource> madeOf(EventLeaves leaves, String type) {
        List<String> words = words(type);
        for (int to = words.size() - 1; to > 0; to--) {
            String name = ResourceTypes.squeeze(String.join("", words.subList(0, to)));
            Optional<Leaf> field = calledLike(leaves.response(), name);
            if (field.isPresent()) {
                return field.map(leaf -> field(leaf.value(), type));
            }
        }
        return Optional.empty();
    }

    private static List<String> words(String type) {
        return CallName.of("", type.substring(type.lastIndexOf(':') + 1)).words();
    }

    /** {@code thingId}, {@code thingName}; some services wrap it, {@code domainName: {name: …}}. */
    private static Optional<Leaf> calledLike(List<Leaf> leaves, String thing) {
        return leaves.stream()
                .filter(leaf -> leaf.depth() == 0 && isNameOf(leaf.key(), thing)
                        || leaf.depth() == 1 && isNameOf(leaf.parent(), thing) && NAMES.contains(leaf.key()))
                .findFirst();
    }

    private static boolean isNameOf(String field, String thing) {
        return field.startsWith(thing) && NAMES.contains(field.substring(thing.length()));
    }

    /**
     * What a call answers with: the ARN at its top, in the service's own name; else the only such ARN in the answer, which says itself of what it is.
     */
    Optional<Resource> answered(EventLeaves leaves, @Nullable String made) {
        String service = CallName.of(leaves.event().source(), "").service();
        Set<Arn> own = new LinkedHashSet<>();
        Arn top = null;
        for (Leaf leaf : leaves.response()) {
            Arn arn = Arn.of(leaf.value());
            if (arn == null || !arn.service().equals(service)) {
                continue;
            }
            own.add(arn);
            // The bare one is the thing's; before it may stand that of its version.
            if (leaf.depth() == 0
                    && (leaf.key().equals("arn") || top == null && leaf.key().endsWith("arn"))) {
                top = arn;
            }
        }
        if (made != null && top != null) {
            return Optional.of(new Resource("AWS::" + made, top.text(), top.text()));
        }
        if (own.size() != 1) {
            return Optional.empty();
        }
        Arn arn = own.iterator().next();
        String type = arns.type(arn);
        return Optional.of(type == null ? arns.unknown(arn) : arns.resource(arn, type));
    }

    /** A last resort, better than nothing for a responder: the first field of the request that is called like an identifier. */
    Optional<Resource> firstField(EventLeaves leaves, String type, Doing doing) {
        var fields = CallName.of("", type.substring(type.lastIndexOf(':') + 1)).words();
        String last = fields.isEmpty() ? "" : ResourceTypes.squeeze(fields.get(fields.size() - 1));
        return leaves.request().stream()
                .filter(leaf -> leaf.depth() == 0 && IdentifierFields.soundsLikeOne(leaf.key()))
                // What is created has a name of its own; an ARN in its request is of something that was there before.
                .filter(leaf -> doing != Doing.CREATE || leaf.key().contains(last) && Arn.of(leaf.value()) == null)
                .filter(leaf -> !Ec2Ids.tellsKind(type) || type.equals(Ec2Ids.type(leaf.value())))
                .findFirst()
                .map(leaf -> field(leaf.value(), type));
    }

    private Resource field(String value, String type) {
        Arn arn = Arn.of(value);
        String known = arn == null ? null : arns.type(arn);
        if (arn == null) {
            return new Resource("AWS::" + type, value, null);
        }
        return known == null ? arns.unknown(arn) : arns.resource(arn, known);
    }

    /** A token of STS is the calling user's own; the name in its request is the session's. The user who signs in to the portal is none of IAM's. */
    static boolean ofCaller(EventRecord event, String type) {
        boolean portal = event.source().startsWith("signin.") && Caller.isOfPortal(event.identity());
        return type.equals("IAM::User") && (event.source().startsWith("sts.") || portal);
    }

    /** IAM's calls on users are about the caller where they name none, sign-ins always; only an account can leave its organisation. */
    static Optional<Resource> callerIfMeant(EventRecord event, String type) {
        if (type.equals("Organizations::Account") && event.name().equals("LeaveOrganization")) {
            return Optional.of(new Resource("AWS::Organizations::Account", event.accountId(), null));
        }
        boolean user = type.equals("IAM::User") || event.source().startsWith("signin.");
        boolean always = event.source().startsWith("signin.")
                || event.source().startsWith("sts.")
                || event.name().equals("ChangePassword");
        boolean own = user && (always || event.source().startsWith("iam.") && Outcome.effective(event));
        return own ? Caller.of(event.identity()) : Optional.empty();
    }

    /** The name that a thing of IAM gets; the one that it had stands before it. */
    Optional<Resource> renamed(EventRecord event, @Nullable String type) {
        String field = type == null || !event.source().startsWith("iam.") ? null : NEW_NAMES.get(type);
        String name = field == null ? null : Json.text(event.request(), field);
        return name == null || type == null || name.isBlank()
                ? Optional.empty()
                : Optional.of(new Resource("AWS::" + type, name, arns.build(type, name, event)));
    }

    /** Whatever ARN the request names at its top, whatever its kind; for EC2 whatever id tells its kind. */
    List<Resource> byAnyArn(EventLeaves leaves, @Nullable String subject) {
        List<Resource> resources = new ArrayList<>();
        for (Leaf leaf : leaves.request()) {
            Arn arn = leaf.depth() == 0
                            && !leaf.key().contains("role")
                            && !leaf.key().contains("policy")
                    ? Arn.of(leaf.value())
                    : null;
            String type = arn == null ? null : arns.type(arn);
            if (arn != null && type != null) {
                resources.add(arns.resource(arn, type));
            } else if (arn != null && BARE.contains(leaf.key())) {
                boolean itself = leaf.key().equals("arn") && subject != null;
                resources.add(itself ? new Resource("AWS::" + subject, arn.text(), arn.text()) : arns.unknown(arn));
            } else if (leaf.depth() <= 1 && leaves.event().source().startsWith("ec2.")) {
                String kind = Ec2Ids.type(leaf.value());
                if (kind != null) {
                    resources.add(
                            new Resource("AWS::" + kind, leaf.value(), arns.build(kind, leaf.value(), leaves.event())));
                }
            }
        }
        return resources;
    }

    /** A denied call without parameters still says in its message on what. */
    List<Resource> fromRefusal(EventRecord event) {
        List<Resource> found = new ArrayList<>();
        String told = event.errorMessage() != null ? event.errorMessage() : Json.text(event.response(), "message");
        Matcher named = DENIED_ON_NAME.matcher(told == null ? "" : told);
        if (named.find()) {
            String type = Objects.requireNonNull(IAM_KINDS.get(named.group(1)));
            found.add(new Resource("AWS::" + type, named.group(2), arns.build(type, named.group(2), event)));
        }
        Matcher matcher = DENIED_ON.matcher(told == null ? "" : told);
        while (matcher.find()) {
            Arn arn = Arn.of(matcher.group(1));
            String type = arn == null || arn.text().contains("*") ? null : arns.type(arn);
            if (arn != null && type != null) {
                found.add(arns.resource(arn, type));
            }
        }
        return found;
    }
}
