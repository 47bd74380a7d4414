package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.trail.Finding.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a call touched, read from request, response, CloudTrail's own list of resources, the event's additional data and, for denied calls,
 * the error message. Nothing in an event makes it fail; what it cannot name it leaves out.
 */
final class ResourceExtractor {
    private static final int MOST = 200;
    private static final Pattern DENIED_ON = Pattern.compile("on resource: (arn:[^\\s\"',)]+)");

    private final ResourceTypes types;
    private final ArnTypes arns;

    ResourceExtractor(ResourceTypes types) {
        this.types = types;
        this.arns = new ArnTypes(types);
    }

    /** The resources of the wanted type first; then, for a part that names its whole, the whole. */
    List<Resource> extract(EventRecord event, @Nullable String type, Doing doing) {
        Map<String, Resource> found = new LinkedHashMap<>();
        if (type != null) {
            ResourceTypes.Part part = types.part(type);
            if (part == null || part.both()) {
                ofType(event, type, doing).forEach(resource -> add(found, resource));
            }
            if (part != null) {
                ofType(event, part.whole(), Doing.CHANGE).forEach(resource -> add(found, resource));
            }
        }
        listed(event, type, found);
        if (found.isEmpty() && type != null) {
            callerIfMeant(event, type).ifPresent(resource -> add(found, resource));
        }
        if (found.isEmpty() && doing != Doing.CREATE) {
            byAnyArn(event).forEach(resource -> add(found, resource));
        }
        if (found.isEmpty()) {
            fromRefusal(event, found);
        }
        return found.values().stream().limit(MOST).toList();
    }

    private static void add(Map<String, Resource> found, Resource resource) {
        found.putIfAbsent(resource.type() + ' ' + resource.id(), resource);
    }

    private List<Resource> ofType(EventRecord event, String type, Doing doing) {
        boolean fromResponse = doing == Doing.CREATE;
        List<Resource> asked = candidates(event.request(), type, event);
        List<Resource> answered = candidates(event.response(), type, event);
        List<Resource> first = fromResponse ? answered : asked;
        List<Resource> second = fromResponse ? asked : answered;
        if (first.size() == 1 && second.size() == 1) {
            return List.of(merged(first.get(0), second.get(0), asked.get(0), answered.get(0)));
        }
        if (!first.isEmpty()) {
            return first;
        }
        if (!second.isEmpty()) {
            return second;
        }
        List<Resource> besides = candidates(event.additional(), type, event);
        return besides.isEmpty() ? candidates(event.serviceEvent(), type, event) : besides;
    }

    /** One resource named twice: the answer knows its ARN best, else the one that wrote an ARN out. */
    private static Resource merged(Resource first, Resource second, Resource asked, Resource answered) {
        String arn = answered.arn() != null ? answered.arn() : asked.arn();
        return new Resource(first.type(), first.id(), arn != null ? arn : second.arn());
    }

    /** IAM's calls on users are about the caller where they name none, sign-ins always; only an account can leave its organisation. */
    private Optional<Resource> callerIfMeant(EventRecord event, String type) {
        if (type.equals("Organizations::Account") && event.name().equals("LeaveOrganization")) {
            return Optional.of(new Resource("AWS::Organizations::Account", event.accountId(), null));
        }
        boolean own = event.source().startsWith("signin.")
                || event.source().startsWith("sts.")
                || event.name().equals("ChangePassword")
                || type.equals("IAM::User") && event.source().startsWith("iam.") && Outcome.effective(event);
        return own ? Caller.of(event.identity()) : Optional.empty();
    }

    private List<Resource> candidates(JsonNode node, String type, EventRecord event) {
        List<Leaf> leaves = Leaf.of(node);
        var fields = new IdentifierFields(types, type);
        int best = 0;
        String path = "";
        for (Leaf leaf : leaves) {
            int score = fields.score(leaf);
            if (score > best) {
                best = score;
                path = leaf.path();
            }
        }
        if (best == 0) {
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
                resources.add(resource(group, fields, type, event));
            }
        }
        return resources;
    }

    private Resource resource(List<Leaf> group, IdentifierFields fields, String type, EventRecord event) {
        Arn arn = null;
        Leaf name = null;
        for (Leaf leaf : group) {
            Arn here = Arn.of(leaf.value());
            if (here != null) {
                arn = arn == null || leaf.key().endsWith("arn") ? here : arn;
            } else if (name == null || fields.rank(leaf) > fields.rank(name)) {
                name = leaf;
            }
        }
        String known = arn == null ? null : arns.type(arn);
        if (arn != null && known != null && !known.equals(type) && name == null) {
            return arns.resource(arn, known);
        }
        if (arn != null && (name == null || types.identifiedByArn(type) || fields.score(name) < 60)) {
            return new Resource("AWS::" + type, arns.id(arn, type), arn.text());
        }
        String id = name == null ? "" : name.value();
        if (type.equals("S3::Object")) {
            String bucket = Json.text(event.request(), "bucketName");
            return new Resource("AWS::" + type, id, bucket == null ? null : arns.build(type, bucket + '/' + id, event));
        }
        return new Resource("AWS::" + type, id, arn != null ? arn.text() : arns.build(type, id, event));
    }

    /** CloudTrail's own list, which few services fill: what has the wanted type, or anything where nothing else was found. */
    private void listed(EventRecord event, @Nullable String type, Map<String, Resource> found) {
        boolean alone = found.isEmpty();
        for (JsonNode entry : event.resources()) {
            String text = Json.text(entry, "ARN");
            Arn arn = Arn.of(text != null ? text : Json.text(entry, "arn"));
            if (arn == null) {
                continue;
            }
            String said = Json.text(entry, "type");
            String ofArn = arns.type(arn);
            String kind = ofArn != null ? ofArn : said == null ? null : said.replaceFirst("^AWS::", "");
            boolean bystander =
                    kind != null && kind.equals("KMS::Key") && !event.source().startsWith("kms.");
            if (kind == null || bystander && !alone) {
                continue;
            }
            Resource resource = arns.resource(arn, kind);
            if (alone || kind.equals(type)) {
                replaceOrAdd(found, resource);
            }
        }
    }

    private static void replaceOrAdd(Map<String, Resource> found, Resource listed) {
        for (Map.Entry<String, Resource> entry : found.entrySet()) {
            Resource known = entry.getValue();
            boolean same = known.type().equals(listed.type())
                    && (known.id().equals(listed.id())
                            || listed.arn() != null && listed.arn().endsWith(known.id()));
            if (same) {
                entry.setValue(
                        new Resource(known.type(), known.id(), known.arn() != null ? known.arn() : listed.arn()));
                return;
            }
        }
        add(found, listed);
    }

    private List<Resource> byAnyArn(EventRecord event) {
        List<Resource> resources = new ArrayList<>();
        for (Leaf leaf : Leaf.of(event.request())) {
            Arn arn = leaf.depth() == 0
                            && !leaf.key().contains("role")
                            && !leaf.key().contains("policy")
                    ? Arn.of(leaf.value())
                    : null;
            String type = arn == null ? null : arns.type(arn);
            if (arn != null && type != null) {
                resources.add(arns.resource(arn, type));
            } else if (leaf.depth() <= 1 && event.source().startsWith("ec2.")) {
                String kind = Ec2Ids.type(leaf.value());
                if (kind != null) {
                    resources.add(new Resource("AWS::" + kind, leaf.value(), arns.build(kind, leaf.value(), event)));
                }
            }
        }
        return resources;
    }

    private void fromRefusal(EventRecord event, Map<String, Resource> found) {
        String told = event.errorMessage() != null ? event.errorMessage() : Json.text(event.response(), "message");
        Matcher matcher = DENIED_ON.matcher(told == null ? "" : told);
        while (matcher.find()) {
            Arn arn = Arn.of(matcher.group(1));
            String type = arn == null || arn.text().contains("*") ? null : arns.type(arn);
            if (arn != null && type != null) {
                add(found, arns.resource(arn, type));
            }
        }
    }
}
