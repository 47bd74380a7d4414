package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.trail.Finding.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a call touched, read from request, response, CloudTrail's own list of resources, the event's additional data and, for denied calls,
 * the error message. Nothing in an event makes it fail; what it cannot name it leaves out.
 */
final class ResourceExtractor {
    /** Of one call; more are a sign of a record that nobody's work makes. */
    static final int MOST = 1_000;

    private final ArnTypes arns;
    private final TypedNames names;
    private final OtherNames others;

    ResourceExtractor(ResourceTypes types) {
        arns = new ArnTypes(types);
        names = new TypedNames(types, arns);
        others = new OtherNames(types, arns);
    }

    /** The resources of the subject's type first; then, for a part that names its whole, the whole. */
    List<Resource> extract(EventRecord event, Subject subject, Doing doing) {
        Map<String, Resource> found = new LinkedHashMap<>();
        var leaves = new EventLeaves(event);
        String type = subject.type();
        if (type != null && !OtherNames.ofCaller(event, type)) {
            if (subject.byItself() && !(subject.guessed() && doing == Doing.READ)) {
                int least = subject.guessed() ? IdentifierFields.BY_NOUN : 1;
                ofType(leaves, type, doing, least).forEach(resource -> add(found, resource));
            }
            if (found.isEmpty() && doing == Doing.DELETE) {
                below(event, type).forEach(resource -> add(found, resource));
            }
            for (String other : new String[] {subject.whole(), subject.also()}) {
                if (other != null) {
                    ofType(leaves, other, Doing.CHANGE, IdentifierFields.BY_NOUN)
                            .forEach(resource -> add(found, resource));
                }
            }
            if (subject.guessed() && doing != Doing.READ && !names(found, type)) {
                if (subject.whole() == null || !found.isEmpty()) {
                    Map<String, Resource> wholes = new LinkedHashMap<>(found);
                    found.clear();
                    others.bare(leaves, type, doing).stream()
                            .filter(resource -> wholes.values().stream()
                                    .noneMatch(whole -> whole.id().equals(resource.id())))
                            .forEach(resource -> add(found, resource));
                    wholes.forEach(found::putIfAbsent);
                }
            }
            if (found.isEmpty() && subject.whole() != null) {
                ofType(leaves, subject.whole(), Doing.CHANGE, 1).forEach(resource -> add(found, resource));
            }
        }
        listed(event, type, found);
        if (doing != Doing.READ && (subject.guessed() || !event.source().startsWith("ec2."))) {
            others.instances(leaves).forEach(resource -> add(found, resource));
        }
        boolean othersOnly = doing == Doing.CREATE && !subject.guessed();
        boolean unsure = found.isEmpty() || doing != Doing.READ && found.size() == 1;
        // The other things that a copy's request names are what it was made of.
        boolean ofOthers = doing == Doing.CREATE && Made.ofAnother(event);
        if (unsure && !ofOthers && (type == null || subject.guessed())) {
            others.ofService(leaves).forEach(resource -> add(found, resource));
        }
        if (found.isEmpty() && type != null && subject.guessed() && doing != Doing.READ) {
            others.bearer(leaves, type).ifPresent(resource -> add(found, resource));
        }
        if (found.isEmpty() && doing != Doing.CREATE) {
            others.byAnyArn(leaves, type).forEach(resource -> add(found, resource));
        }
        if (found.isEmpty() && type != null && doing == Doing.CREATE && subject.guessed()) {
            others.madeOf(leaves, type).ifPresent(resource -> add(found, resource));
        }
        if (found.isEmpty() && doing != Doing.READ) {
            others.answered(leaves, doing == Doing.CREATE ? type : null).ifPresent(resource -> add(found, resource));
        }
        if (found.isEmpty() && type != null && doing == Doing.CREATE) {
            OtherNames.begun(event, type).ifPresent(resource -> add(found, resource));
        }
        if (found.isEmpty()) {
            others.besides(leaves).forEach(resource -> add(found, resource));
        }
        if (found.isEmpty()) {
            others.fromRefusal(event).forEach(resource -> add(found, resource));
        }
        if (found.isEmpty() && type != null && !subject.guessed() && doing != Doing.READ && !ofOthers) {
            others.bearer(leaves, type).ifPresent(resource -> add(found, resource));
            if (found.isEmpty()) {
                others.around(leaves, type, doing).forEach(resource -> add(found, resource));
            }
        }
        if (found.isEmpty() && type != null) {
            OtherNames.callerIfMeant(event, type).ifPresent(resource -> add(found, resource));
        }
        if (found.isEmpty() && type != null && doing != Doing.READ && doing != Doing.ACT && !othersOnly) {
            others.firstField(leaves, type, doing).ifPresent(resource -> add(found, resource));
        }
        others.renamed(event, type).ifPresent(resource -> add(found, resource));
        return done(found.values(), doing == Doing.READ ? Set.of() : leaves.refused());
    }

    private static boolean names(Map<String, Resource> found, String type) {
        return found.values().stream().anyMatch(resource -> resource.type().equals("AWS::" + type));
    }

    /** Without those that the answer says were refused, as long as any other was not. */
    private static List<Resource> done(Collection<Resource> found, Set<String> refused) {
        List<Resource> done = found.stream()
                .filter(resource -> !refused.contains(resource.id())
                        && (resource.arn() == null || !refused.contains(resource.arn())))
                .toList();
        return (done.isEmpty() ? found : done).stream().limit(MOST).toList();
    }

    private static void add(Map<String, Resource> found, Resource resource) {
        Resource named = named(resource);
        if (named != null) {
            found.putIfAbsent(named.type() + ' ' + named.id(), named);
        }
    }

    /** An ARN without a name at its end is a name itself; without any there is nothing to find the thing by. */
    private static @Nullable Resource named(Resource resource) {
        if (!resource.id().isBlank()) {
            return resource;
        }
        return resource.arn() == null || resource.arn().isBlank()
                ? null
                : new Resource(resource.type(), resource.arn(), resource.arn(), resource.name());
    }

    private List<Resource> ofType(EventLeaves leaves, String type, Doing doing, int least) {
        boolean fromResponse = doing == Doing.CREATE;
        // A message or an event that was sent is no thing; the id that the answer gives it leads nowhere.
        boolean sent = doing == Doing.ACT && least >= IdentifierFields.BY_NOUN;
        boolean copied = fromResponse && Made.ofAnother(leaves.event());
        List<Leaf> request = copied ? Made.itself(leaves.request(), type) : leaves.request();
        List<Leaf> response = copied
                ? Made.itself(leaves.response(), type)
                : doing == Doing.DELETE ? shallow(leaves.response()) : leaves.response();
        List<Resource> asked = names.in(request, type, leaves.event(), least);
        List<Resource> answered = sent ? List.of() : answered(response, leaves.event(), type, least);
        List<Resource> first = fromResponse ? answered : asked;
        List<Resource> second = fromResponse ? asked : answered;
        if (first.size() == 1 && second.size() == 1) {
            Resource merged = merged(first.get(0), second.get(0), asked.get(0), answered.get(0));
            return List.of(
                    // Elsewhere the answer may name another thing of the kind: what was replaced, what is left.
                    fromResponse ? merged.alsoCalled(second.get(0).id()) : merged);
        }
        if (!first.isEmpty()) {
            return first;
        }
        if (!second.isEmpty()) {
            return second;
        }
        List<Resource> besides = names.in(leaves.additional(), type, leaves.event(), least);
        return besides.isEmpty() ? names.in(leaves.serviceEvent(), type, leaves.event(), least) : besides;
    }

    /** A bare {@code arn} in an answer may be of anything; where its kind is the wanted one, it is the thing's own. */
    private List<Resource> answered(List<Leaf> response, EventRecord event, String type, int least) {
        List<Resource> sure = names.in(response, type, event, least);
        return !sure.isEmpty() || least < IdentifierFields.BY_NOUN
                ? sure
                : names.in(response, type, event, 1).stream()
                        .filter(one -> one.arn() != null && isOfKind(one.arn(), type))
                        .toList();
    }

    /** What a deletion answers deep inside is the whole as it is left, with the parts that it still has. */
    private static List<Leaf> shallow(List<Leaf> response) {
        return response.stream().filter(leaf -> leaf.depth() <= 1).toList();
    }

    private boolean isOfKind(String arn, String type) {
        Arn known = Arn.of(arn);
        return known != null && type.equals(arns.type(known));
    }

    /** One resource named twice: the answer knows its ARN best, else the one that wrote an ARN out. */
    private static Resource merged(Resource first, Resource second, Resource asked, Resource answered) {
        String arn = answered.arn() != null ? answered.arn() : asked.arn();
        return new Resource(first.type(), first.id(), arn != null ? arn : second.arn(), first.name())
                .alsoCalled(second.name());
    }

    /** Things deleted in bulk: CloudTrail lists not each of them but where they lay ({@code ARNPrefix}), so all below it are named as one. */
    private List<Resource> below(EventRecord event, String type) {
        List<Resource> all = new ArrayList<>();
        for (JsonNode entry : event.resources()) {
            String prefix = Json.text(entry, "ARNPrefix");
            if (prefix != null && ("AWS::" + type).equals(Json.text(entry, "type"))) {
                Arn arn = Arn.of(prefix + '*');
                if (arn != null) {
                    all.add(arns.resource(arn, type));
                }
            }
        }
        return all;
    }

    /** CloudTrail's own list, which few services fill: what has the wanted type, or anything where nothing else was found. */
    private void listed(EventRecord event, @Nullable String type, Map<String, Resource> found) {
        boolean alone = found.isEmpty();
        for (JsonNode entry : event.resources()) {
            Arn arn = Arn.of(arn(entry));
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

    /** Services do not agree on the letters. */
    private static @Nullable String arn(JsonNode entry) {
        for (Map.Entry<String, JsonNode> field : entry.properties()) {
            if (field.getKey().equalsIgnoreCase("ARN") && field.getValue().isTextual()) {
                return field.getValue().asText();
            }
        }
        return null;
    }

    private static void replaceOrAdd(Map<String, Resource> found, Resource listed) {
        for (Map.Entry<String, Resource> entry : found.entrySet()) {
            Resource known = entry.getValue();
            boolean same = known.type().equals(listed.type())
                    && (known.id().equals(listed.id())
                            || known.id().endsWith('/' + listed.id())
                            || listed.arn() != null && listed.arn().endsWith(known.id()));
            if (same) {
                entry.setValue(new Resource(
                        known.type(), known.id(), known.arn() != null ? known.arn() : listed.arn(), known.name()));
                return;
            }
        }
        add(found, listed);
    }
}
