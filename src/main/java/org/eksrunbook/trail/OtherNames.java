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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The best first. */
    private static final List<String> OWN = List.of("id", "identifier", "arn", "name");

    private static final Pattern NAME_LIKE = Pattern.compile("[\\w.:/@+=~-]{1,256}");

    /** What a request for another thing's sake calls by a bare id is that other thing. */
    private static final Pattern FOR_ANOTHER = Pattern.compile(".+(?:For|To|From)[A-Z].*");

    /** Services whose things others are told to use. */
    private static final Set<String> MEANS = Set.of("kms", "iam", "sns", "s3", "logs");

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
                // What a document of Systems Manager is given is what it is run on; what others are given may be
                // anything.
                .filter(leaf -> !leaf.chosen() || leaves.event().source().startsWith("ssm."))
                .map(leaf -> new Resource(
                        "AWS::EC2::Instance", leaf.value(), arns.build("EC2::Instance", leaf.value(), leaves.event())))
                .toList();
    }

    /** Things of the service's own that the request names or declares ({@code resourceType}, {@code resourceId}), where the call's own object has no type or no name. */
    List<Resource> ofService(EventLeaves leaves) {
        String service = CallName.of(leaves.event()).service();
        List<Resource> resources = new ArrayList<>();
        JsonNode request = leaves.event().request();
        String said = Json.text(request, "resourceType");
        String id = Json.text(request, request.hasNonNull("resourceId") ? "resourceId" : "resourceName");
        String declared = said == null ? null : types.named(service, said);
        if (declared != null && id != null && !id.isBlank()) {
            resources.add(new Resource("AWS::" + declared, id, arns.build(declared, id, leaves.event())));
        }
        for (Leaf leaf : leaves.request()) {
            String type = leaf.depth() == 0 ? types.byField(service, leaf.key()) : null;
            if (type != null) {
                resources.add(known(leaf.value(), type, leaves.event()));
            }
        }
        return resources;
    }

    /** What neither request nor answer names, the additional data may: the pool whose pages somebody opened. */
    List<Resource> besides(EventLeaves leaves) {
        String service = CallName.of(leaves.event()).service();
        List<Resource> resources = new ArrayList<>();
        for (Leaf leaf : leaves.additional()) {
            // How the call came is no thing of its own.
            boolean way = leaf.key().equals("vpcendpointid");
            String type = leaf.depth() == 0 && !way ? types.byField(service, leaf.key()) : null;
            if (type != null) {
                resources.add(known(leaf.value(), type, leaves.event()));
            }
        }
        return resources;
    }

    /**
     * What a part of which the call gives no name belongs to: what CloudFormation identifies it by besides its own name (the pool of a pool's domain),
     * else the first thing of the service that the request names. EC2's requests for something new name much that it is only placed in.
     */
    List<Resource> around(EventLeaves leaves, String part, Doing doing) {
        String service = CallName.of(leaves.event()).service();
        if (!types.namespaces(service).contains(part.substring(0, part.indexOf(':')))) {
            return List.of();
        }
        boolean placed = service.equals("ec2") && doing == Doing.CREATE;
        List<Resource> beside = new ArrayList<>();
        List<Resource> others = new ArrayList<>();
        for (Leaf leaf : leaves.request()) {
            String type = leaf.depth() == 0 ? types.byField(service, leaf.key()) : null;
            if (type != null
                    && !type.equals(part)
                    && !leaf.value().equals(leaves.event().accountId())) {
                (types.isIdentifiedWith(part, leaf.key()) ? beside : others)
                        .add(known(leaf.value(), type, leaves.event()));
            }
        }
        return beside.isEmpty() && !placed ? others.stream().limit(1).toList() : beside;
    }

    private Resource known(String value, String type, EventRecord event) {
        Arn arn = Arn.of(value);
        return arn == null
                ? new Resource("AWS::" + type, value, arns.build(type, value, event))
                : arns.resource(arn, type);
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
            Optional<Leaf> field = calledLike(onlyAnswered(leaves), name);
            if (field.isPresent()) {
                return field.map(leaf -> field(leaf.value(), type));
            }
        }
        return Optional.empty();
    }

    /** Work that an answer gives an id and nothing a name. */
    static Optional<Resource> begun(EventRecord event, String type) {
        return Optional.ofNullable(Begun.job(event.response())).map(id -> new Resource("AWS::" + type, id, null));
    }

    private static List<String> words(String type) {
        return CallName.of("", type.substring(type.lastIndexOf(':') + 1)).words();
    }

    /** Without what the request called by the same name: that was there before. */
    private static List<Leaf> onlyAnswered(EventLeaves leaves) {
        Set<String> asked = leaves.request().stream()
                .filter(leaf -> leaf.depth() == 0)
                .map(Leaf::key)
                .collect(Collectors.toSet());
        return leaves.response().stream()
                .filter(leaf -> leaf.depth() > 0 || NAMES.contains(leaf.key()) || !asked.contains(leaf.key()))
                .toList();
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
        Optional<Arn> top = made == null ? Optional.empty() : answeredAtTop(leaves);
        if (top.isPresent()) {
            return top.map(arn -> new Resource("AWS::" + made, arn.text(), arn.text()));
        }
        Set<Arn> own = new LinkedHashSet<>();
        ownArns(leaves).forEach(leaf -> own.add(Arn.of(leaf.value())));
        if (own.size() != 1) {
            return Optional.empty();
        }
        Arn arn = own.iterator().next();
        String type = arns.type(arn);
        return Optional.of(type == null ? arns.unknown(arn) : arns.resource(arn, type));
    }

    /** The bare one is the thing's; before it may stand that of its version. */
    private static Optional<Arn> answeredAtTop(EventLeaves leaves) {
        Set<Leaf> fresh = Set.copyOf(onlyAnswered(leaves));
        List<Leaf> top = ownArns(leaves)
                .filter(fresh::contains)
                .filter(leaf -> leaf.depth() == 0 && leaf.key().endsWith("arn"))
                .filter(leaf -> !leaf.key().startsWith("source"))
                .toList();
        return Stream.concat(top.stream().filter(leaf -> leaf.key().equals("arn")), top.stream())
                .findFirst()
                .map(leaf -> Arn.of(leaf.value()));
    }

    private static Stream<Leaf> ownArns(EventLeaves leaves) {
        String service = CallName.of(leaves.event()).service();
        return leaves.response().stream().filter(leaf -> {
            Arn arn = Arn.of(leaf.value());
            return arn != null && arn.service().equals(service) && !leaf.chosen();
        });
    }

    /** A last resort, better than nothing for a responder: a field of the request that is called like an identifier, best one that speaks of the thing. */
    Optional<Resource> firstField(EventLeaves leaves, String type, Doing doing) {
        var fields = CallName.of("", type.substring(type.lastIndexOf(':') + 1)).words();
        String last = fields.isEmpty() ? "" : ResourceTypes.squeeze(fields.get(fields.size() - 1));
        String service = CallName.of(leaves.event()).service();
        boolean copied = doing == Doing.CREATE && Made.ofAnother(leaves.event());
        List<Leaf> request = copied ? Made.named(leaves.request(), type) : leaves.request();
        List<Leaf> named = request.stream()
                .filter(leaf -> leaf.depth() == 0 && IdentifierFields.soundsLikeOne(leaf.key()))
                // What is called like another thing of the service is that thing.
                .filter(leaf -> type.equals(Objects.requireNonNullElse(types.byField(service, leaf.key()), type)))
                .filter(leaf -> !isMeans(leaf, service))
                // What is created has a name of its own; an ARN in its request is of something that was there before.
                .filter(leaf -> doing != Doing.CREATE
                        || (copied || leaf.key().contains(last))
                                && !leaf.key().startsWith("parent")
                                && Arn.of(leaf.value()) == null)
                .filter(leaf -> Ec2Ids.tellsKind(type)
                        ? type.equals(Ec2Ids.type(leaf.value()))
                        : Ec2Ids.type(leaf.value()) == null)
                .toList();
        Optional<Leaf> spoken =
                named.stream().filter(leaf -> speaksOf(leaf, type)).findFirst();
        return spoken.or(() -> named.stream().findFirst())
                .map(leaf -> field(
                        leaf.value(),
                        spoken.isPresent() || types.knows(type) || doing == Doing.CREATE ? type : ofField(leaf, type)));
    }

    /** Whether the field's name shares a word with the type's. */
    private static boolean speaksOf(Leaf leaf, String type) {
        String thing = thing(leaf);
        return ResourceTypes.squeeze(type.substring(type.lastIndexOf(':') + 1)).contains(thing)
                || words(type).stream()
                        .map(ResourceTypes::squeeze)
                        .anyMatch(word -> word.length() > 2 && thing.contains(Leaf.singular(word)));
    }

    /** A type made from the field's own name: where the backend of an app is deleted, the {@code appId} is the app's. */
    private static String ofField(Leaf leaf, String type) {
        String thing = thing(leaf);
        return type.substring(0, type.indexOf(':')) + "::"
                + thing.substring(0, 1).toUpperCase(Locale.ROOT) + thing.substring(1);
    }

    private static String thing(Leaf leaf) {
        return leaf.key().replaceFirst("(?:id|identifier|name|arn)$", "");
    }

    /** A key, a role, a topic or a bucket that another service is told to use: nothing was done to it. */
    private static boolean isMeans(Leaf leaf, String service) {
        Arn arn = BARE.contains(leaf.key()) ? null : Arn.of(leaf.value());
        return arn != null && MEANS.contains(arn.service()) && !arn.service().equals(service);
    }

    /**
     * A bare {@code id} or {@code name} at the top of a call whose other fields speak of other things is the thing's own. What was made is best known
     * by the answer; an ARN in its request is of something that was there before.
     */
    List<Resource> bare(EventLeaves leaves, String type, Doing doing) {
        String noun = ResourceTypes.squeeze(type.substring(type.lastIndexOf(':') + 1));
        if (noun.equals("resourcepolicy")) {
            // It has no name of its own.
            return List.of();
        }
        boolean comesOrGoes = doing == Doing.CREATE || doing == Doing.DELETE;
        List<String> names = Stream.concat(OWN.stream(), comesOrGoes ? Stream.of(noun) : Stream.empty())
                .toList();
        if (doing != Doing.CREATE) {
            return bare(leaves.request(), names, leaves, type);
        }
        boolean forAnother = FOR_ANOTHER.matcher(leaves.event().name()).matches();
        List<Leaf> asked = leaves.request().stream()
                .filter(leaf -> !forAnother && Arn.of(leaf.value()) == null)
                .toList();
        List<Resource> answered = bare(leaves.response(), names, leaves, type);
        if (!answered.isEmpty()) {
            return answered;
        }
        return madeOf(leaves, type)
                .or(() -> answeredAtTop(leaves).map(arn -> new Resource("AWS::" + type, arn.text(), arn.text())))
                .map(List::of)
                .orElseGet(() -> bare(asked, names, leaves, type));
    }

    private static List<Resource> bare(List<Leaf> all, List<String> names, EventLeaves leaves, String type) {
        return names.stream()
                .map(name -> all.stream()
                        .filter(leaf -> leaf.depth() == 0 && leaf.key().equals(name))
                        .filter(leaf -> OWN.contains(name)
                                || NAME_LIKE.matcher(leaf.value()).matches())
                        .filter(leaf -> !isOfAnother(leaf, leaves))
                        .map(leaf -> own(leaf.value(), type, all))
                        .toList())
                .filter(named -> !named.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Whether the request calls the same value by another thing's name. */
    private static boolean isOfAnother(Leaf bare, EventLeaves leaves) {
        return leaves.request().stream()
                .anyMatch(leaf -> leaf.value().equals(bare.value())
                        && !leaf.key().equals(bare.key())
                        && !NAMES.contains(leaf.key())
                        && IdentifierFields.soundsLikeOne(leaf.key()));
    }

    private static Resource own(String value, String type, List<Leaf> leaves) {
        if (Arn.of(value) != null) {
            return new Resource("AWS::" + type, value, value);
        }
        return leaves.stream()
                .filter(leaf -> leaf.depth() == 0 && leaf.key().equals("arn"))
                .map(leaf -> Arn.of(leaf.value()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(arn -> new Resource("AWS::" + type, value, arn.text()))
                .orElseGet(() -> new Resource("AWS::" + type, value, null));
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
        boolean own =
                user && (always || event.source().startsWith("iam.") && !namesAUser(event) && Outcome.effective(event));
        return own ? Caller.of(event.identity()) : Optional.empty();
    }

    /** Whatever it says: a name that cannot be read is not the caller's. */
    private static boolean namesAUser(EventRecord event) {
        return event.request().properties().stream()
                .anyMatch(field -> ResourceTypes.squeeze(field.getKey()).equals("username")
                        && !field.getValue().isNull());
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
        String service = CallName.of(leaves.event()).service();
        for (Leaf leaf : leaves.request()) {
            Arn arn = leaf.depth() == 0
                            && !leaf.key().contains("role")
                            && !leaf.key().contains("policy")
                            && !isMeans(leaf, service)
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
