package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eksrunbook.trail.Finding.Resource;
import org.jspecify.annotations.Nullable;

/** From ARNs to CloudFormation types and back, where AWS's form is known (Service Authorization Reference, "Resource types"). */
final class ArnTypes {
    private static final String AWS = "AWS::";
    private final ResourceTypes types;
    private final Map<String, String> byKind = new HashMap<>();
    private final Map<String, String> forms = new HashMap<>();

    ArnTypes(ResourceTypes types) {
        this.types = types;
        for (var row : FactsFile.rows("arns.csv")) {
            String form = row.get("form");
            if (!form.isEmpty()) {
                forms.putIfAbsent(row.get("type"), form);
            }
            if (!row.get("kind").isEmpty()) {
                byKind.put(row.get("kind"), row.get("type"));
            }
        }
    }

    /** The type of what the ARN names, without {@code AWS::}; null where nothing is known. */
    @Nullable
    String type(Arn arn) {
        if (arn.service().equals("s3") && arn.account().isEmpty()) {
            return arn.name().contains("/") ? "S3::Object" : "S3::Bucket";
        }
        if (arn.service().equals("elasticloadbalancing")
                && arn.kind().equals("loadbalancer")
                && !arn.name().contains("/")) {
            return "ElasticLoadBalancing::LoadBalancer";
        }
        String known = byKind.get(arn.service() + ':' + arn.kind());
        if (known != null) {
            return known;
        }
        return arn.kind().isEmpty() ? null : named(arn.service(), arn.kind());
    }

    /** Some services' ARNs count what they name: {@code queues/default} is a Queue. */
    private @Nullable String named(String service, String kind) {
        String same = types.named(service, kind);
        return same != null ? same : types.named(service, one(kind));
    }

    private static String one(String kind) {
        if (kind.endsWith("ies")) {
            return kind.substring(0, kind.length() - 3) + 'y';
        }
        return kind.endsWith("s")
                ? kind.substring(0, Leaf.singular(kind.toLowerCase(Locale.ROOT)).length())
                : kind;
    }

    /** What a responder calls it: the name without path and the words around it, or the whole ARN where AWS identifies it so. */
    String id(Arn arn, String type) {
        if (types.identifiedByArn(type) || type.equals("IAM::ManagedPolicy")) {
            return arn.text();
        }
        String known = type(arn);
        if (known != null && !known.equals(type) || known == null && isOfAnotherService(arn, type)) {
            return arn.text();
        }
        String name = arn.name();
        return switch (type) {
            case "IAM::Role" ->
                arn.service().equals("sts") ? before(name, '/') : name.substring(name.lastIndexOf('/') + 1);
            case "IAM::User", "IAM::Group", "IAM::InstanceProfile" -> name.substring(name.lastIndexOf('/') + 1);
            case "Lambda::Function" -> before(name, ':');
            case "Logs::LogGroup" -> before(name, ':');
            case "SSM::Parameter" -> name.contains("/") ? "/" + name : name;
            case "DynamoDB::Table" -> before(name, '/');
            default -> name;
        };
    }

    /** Whom something is granted, or what it is linked with: the end of such an ARN ({@code root}) names nothing. */
    private boolean isOfAnotherService(Arn arn, String type) {
        List<String> own = types.namespaces(arn.service());
        return !own.isEmpty()
                && !own.contains(type.substring(0, Math.max(0, type.indexOf(':'))))
                && !arn.service().equals("sts");
    }

    Resource resource(Arn arn, String type) {
        return new Resource(AWS + type, id(arn, type), arn.text());
    }

    /** A resource of a kind that CloudFormation does not have: a type made from the ARN's own words. */
    Resource unknown(Arn arn) {
        String kind = arn.kind().isEmpty()
                ? "Resource"
                : arn.kind().substring(0, 1).toUpperCase(Locale.ROOT)
                        + one(arn.kind()).substring(1);
        return new Resource(AWS + types.namespace(arn.service()) + "::" + kind, arn.name(), arn.text());
    }

    /** The ARN of a resource in the account and region of the event; null where the form is not known. */
    @Nullable
    String build(String type, String id, EventRecord event) {
        String form = forms.get(type);
        if (form == null || event.accountId().isEmpty() || id.isEmpty()) {
            return null;
        }
        if (form.contains("{region}") && event.region().isEmpty()) {
            return null;
        }
        Arn caller = Arn.of(event.identity().arn());
        String partition = caller != null
                ? caller.partition()
                : event.region().startsWith("cn-")
                        ? "aws-cn"
                        : event.region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return form.replace("{partition}", partition)
                .replace("{region}", event.region())
                .replace("{account}", event.accountId())
                .replace("{id}", inArn(type, id, event));
    }

    private static String inArn(String type, String id, EventRecord event) {
        if (type.equals("SSM::Parameter") && id.startsWith("/")) {
            return id.substring(1);
        }
        if (type.equals("Events::Rule")) {
            // In another bus than the default one the ARN names it (Service Authorization Reference, Amazon
            // EventBridge).
            String named = Json.text(event.request(), "eventBusName");
            String bus = named == null
                    ? ""
                    : named.substring(named.indexOf("event-bus/") < 0 ? 0 : named.indexOf("event-bus/") + 10);
            return bus.isEmpty() || bus.equals("default") ? id : bus + '/' + id;
        }
        return id;
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
