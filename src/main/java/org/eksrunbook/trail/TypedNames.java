package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eksrunbook.trail.Finding.Resource;
import org.jspecify.annotations.Nullable;

/** Finds the resources of one type in a request or response: the fields that name such a thing best, and all of the same list. */
final class TypedNames {
    private final ResourceTypes types;
    private final ArnTypes arns;
    private final Map<String, IdentifierFields> known = new ConcurrentHashMap<>();

    TypedNames(ResourceTypes types, ArnTypes arns) {
        this.types = types;
        this.arns = arns;
    }

    /** @param least how surely a field must name the type, see {@link IdentifierFields#score} */
    List<Resource> in(List<Leaf> leaves, String type, EventRecord event, int least) {
        if (leaves.isEmpty()) {
            return List.of();
        }
        IdentifierFields fields = fields(type);
        int best = 0;
        String path = "";
        for (Leaf leaf : leaves) {
            int score = fields.score(leaf);
            if (score > best) {
                best = score;
                path = leaf.path();
            }
        }
        if (best < least) {
            return List.of();
        }
        Map<Integer, List<Leaf>> groups = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            if (leaf.path().equals(path) && fields.score(leaf) > 0) {
                groups.computeIfAbsent(leaf.group(), g -> new ArrayList<>()).add(leaf);
            }
        }
        List<Resource> resources = new ArrayList<>();
        for (List<Leaf> group : groups.values()) {
            int most = group.stream().mapToInt(fields::score).max().orElse(0);
            if (most == best) {
                Resource named = resource(group, fields, type, event);
                if (isInNoBucket(named, event)) {
                    continue;
                }
                Arn own = beside(leaves, group.get(0), named.id());
                Resource resource = own == null ? named : new Resource(named.type(), named.id(), own.text());
                resources.add(resource.alsoCalled(otherName(group, fields, resource)));
            }
        }
        return resources;
    }

    /** The second of two identifiers that one object gives of one thing: later calls may call it by either. IAM's take names alone. */
    private static @Nullable String otherName(List<Leaf> group, IdentifierFields fields, Resource resource) {
        return group.stream()
                .filter(leaf -> fields.ownName(leaf) && Arn.of(leaf.value()) == null)
                .map(Leaf::value)
                .filter(value ->
                        !value.endsWith(resource.id()) && !resource.id().endsWith(value))
                .filter(value -> !resource.type().startsWith("AWS::IAM::"))
                .findFirst()
                .orElse(null);
    }

    /** The ARN that an answer gives beside the identifier: truer than one built for the event's region, and of kinds whose form is not known. */
    private static @Nullable Arn beside(List<Leaf> leaves, Leaf name, String id) {
        for (Leaf leaf : leaves) {
            Arn arn = leaf.group() == name.group() && leaf.key().endsWith("arn") ? Arn.of(leaf.value()) : null;
            if (arn != null && !arn.text().equals(id) && arn.isOf(id)) {
                return arn;
            }
        }
        return null;
    }

    /** Only known types are kept: names made from a log must not fill the memory. */
    private IdentifierFields fields(String type) {
        return types.knows(type)
                ? known.computeIfAbsent(type, t -> new IdentifierFields(types, t))
                : new IdentifierFields(types, type);
    }

    private Resource resource(List<Leaf> group, IdentifierFields fields, String type, EventRecord event) {
        Leaf name = null;
        Arn arn = null;
        Arn identifier = null;
        for (Leaf leaf : group) {
            Arn here = Arn.of(leaf.value());
            if (here == null) {
                name = name == null || fields.rank(leaf) > fields.rank(name) ? leaf : name;
            } else if (fields.identifier(leaf) && !fields.ownArn(leaf)) {
                identifier = here;
            } else if (arn == null || fields.ownArn(leaf)) {
                arn = here;
            }
        }
        return name == null || fields.score(name) < IdentifierFields.BY_NOUN && (arn != null || identifier != null)
                ? byArn(identifier == null ? arn : identifier, arn, group, fields, type)
                : byName(name.value(), arn != null ? arn : identifier, type, fields.score(name), event);
    }

    /** @param first the ARN that identifies the thing: its own, or the one it is known by (the principal of an access entry) */
    private Resource byArn(
            @Nullable Arn first, @Nullable Arn own, List<Leaf> group, IdentifierFields fields, String type) {
        Arn arn = Objects.requireNonNull(first, "a group holds a name or an ARN");
        String ofArn = arns.type(arn);
        if (ofArn != null && (least(group, fields) || sameName(ofArn, type))) {
            return arns.resource(arn, ofArn);
        }
        return own == null || own.equals(arn)
                ? arns.resource(arn, type)
                : new Resource("AWS::" + type, arn.text(), own.text());
    }

    private Resource byName(String written, @Nullable Arn arn, String named, int score, EventRecord event) {
        String id = bare(written, named);
        String ofArn = arn == null ? null : arns.type(arn);
        String type = ofArn != null && sameName(ofArn, named)
                ? ofArn
                : named.equals("KMS::Key") && id.startsWith("alias/") ? "KMS::Alias" : named;
        String ec2 = Ec2Ids.type(id);
        // Log streams and the like are called like the instance that they are of: a field that speaks of them is right.
        boolean calledSo = !type.startsWith("EC2::") && score >= IdentifierFields.BY_NOUN;
        if (ec2 != null && !ec2.equals(type) && !calledSo) {
            return new Resource("AWS::" + ec2, id, arns.build(ec2, id, event));
        }
        if (arn != null) {
            return types.identifiedByArn(type)
                    ? arns.resource(arn, type)
                    : new Resource("AWS::" + type, id, arn.text());
        }
        if (type.equals("S3::Object")) {
            String bucket = Json.text(event.request(), "bucketName");
            // As an ARN names it, the object is bucket and key.
            String object = bucket == null ? id : bucket + '/' + id;
            return new Resource("AWS::" + type, object, bucket == null ? null : arns.build(type, object, event));
        }
        return new Resource("AWS::" + type, id, arns.build(type, id, event));
    }

    /** A key alone is in many buckets: it names nothing. */
    private static boolean isInNoBucket(Resource named, EventRecord event) {
        return named.type().equals("AWS::S3::Object")
                && named.arn() == null
                && Json.text(event.request(), "bucketName") == null;
    }

    /** Route 53 puts the kind in front of some ids: {@code /hostedzone/Z1}. */
    private static String bare(String id, String type) {
        return type.startsWith("Route53::") && id.startsWith("/") ? id.substring(id.lastIndexOf('/') + 1) : id;
    }

    /** Whether nothing but a bare {@code resourceArn} or the like names the thing: then the ARN knows its kind best. */
    private static boolean least(List<Leaf> group, IdentifierFields fields) {
        return group.stream().mapToInt(fields::score).max().orElse(0) < IdentifierFields.BY_NOUN;
    }

    /** Two namespaces may have a type of one name: the ARN tells a load balancer of one generation from the other's. */
    private static boolean sameName(String one, String other) {
        return one.substring(one.lastIndexOf(':')).equals(other.substring(other.lastIndexOf(':')));
    }
}
