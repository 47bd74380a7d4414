package org.eksrunbook.asset;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a resource may be called by. The same thing appears in logs, CMDBs and AWS Config by its name, its id and its ARN; forms of ARNs are
 * those of the Service Authorization Reference.
 */
final class ResourceNames {

    /** Six random characters; a plain word of six small letters is taken for a part of the name. */
    private static final Pattern SECRET_SUFFIX = Pattern.compile("-(?=[A-Za-z0-9]*[A-Z0-9])[A-Za-z0-9]{6}$");

    private ResourceNames() {}

    /**
     * Whether the type lives in no region: its events stand in one region and its Config items in another. What is in the cluster is called
     * with the cluster's region by those who contained it, and by none in its audit log.
     */
    static boolean isGlobal(String type) {
        return type.startsWith("AWS::IAM::")
                || type.startsWith("AWS::Route53::")
                || type.startsWith("AWS::CloudFront::")
                || type.startsWith("AWS::Organizations::")
                || type.startsWith("AWS::S3::")
                || type.startsWith("Kubernetes::");
    }

    static String key(ResourceRef ref, String name) {
        // A bucket's name is unique in the world, and the owner's account is not in its ARN.
        String account = ref.type().startsWith("AWS::S3::") ? "" : ref.accountId();
        return family(ref.type()) + "|" + account + "|" + ref.region() + "|" + name;
    }

    /** One name for types that AWS Config and CloudFormation call differently. */
    static String family(String type) {
        return switch (type) {
            case "AWS::IAM::Policy" -> "AWS::IAM::ManagedPolicy";
            case "AWS::Elasticsearch::Domain" -> "AWS::OpenSearchService::Domain";
            default -> type;
        };
    }

    static String canonical(ResourceRef ref) {
        Arn arn = Arn.read(ref.arn());
        if (arn == null) {
            return byId(ref.type(), ref.id());
        }
        return byArn(ref.type(), arn);
    }

    static Set<String> all(ResourceRef ref) {
        Set<String> names = new LinkedHashSet<>();
        names.add(canonical(ref));
        Arn arn = Arn.read(ref.arn());
        // An object's key alone is in many buckets: where the ARN tells the bucket, only that counts.
        if (arn == null || !ref.type().equals("AWS::S3::Object")) {
            names.add(byId(ref.type(), ref.id()));
            names.add(ref.id());
        }
        if (arn != null) {
            names.add(arn.text());
            if (ref.type().equals("AWS::SecretsManager::Secret")) {
                names.add(afterColon(arn.resource()));
            }
        }
        names.remove("");
        return names;
    }

    private static String byArn(String type, Arn arn) {
        return switch (type) {
            case "AWS::S3::Object", "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::KMS::Alias" -> arn.resource();
            case "AWS::S3::Bucket" -> segment(arn.resource(), 0);
            case "AWS::SecretsManager::Secret" ->
                SECRET_SUFFIX.matcher(afterColon(arn.resource())).replaceFirst("");
            case "AWS::Lambda::Function", "AWS::Lambda::Permission", "AWS::Lambda::Url" ->
                upToColon(afterColon(arn.resource()));
            case "AWS::Logs::LogGroup" -> upToColon(afterColon(arn.resource()));
            case "AWS::SSM::Parameter" -> parameter(arn.resource().replaceFirst("^parameter", ""));
            case "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet" -> segment(arn.resource(), 1);
            case "AWS::EKS::Nodegroup", "AWS::EKS::FargateProfile", "AWS::EKS::Addon" ->
                segment(arn.resource(), 1) + "|" + segment(arn.resource(), 2);
            case "AWS::EKS::AccessEntry", "AWS::EKS::PodIdentityAssociation" -> arn.text();
            case "AWS::IAM::OIDCProvider" -> arn.resource().replaceFirst("^oidc-provider/", "");
            case "AWS::IAM::Role" ->
                arn.resource().startsWith("assumed-role/") ? segment(arn.resource(), 1) : arn.lastSegment();
            case "AWS::ECR::Repository" -> arn.resource().replaceFirst("^repository/", "");
            case "AWS::AutoScaling::AutoScalingGroup", "AWS::AutoScaling::LaunchConfiguration" -> arn.lastSegment();
            default -> plain(arn);
        };
    }

    /** {@code db:name} and {@code alarm:a/b} are named after the colon, {@code task-definition/family:1} after the last slash. */
    private static String plain(Arn arn) {
        int colon = arn.resource().indexOf(':');
        int slash = arn.resource().indexOf('/');
        return colon >= 0 && (slash < 0 || colon < slash) ? afterColon(arn.resource()) : arn.lastSegment();
    }

    private static String byId(String type, String id) {
        Arn arn = Arn.read(id);
        if (arn != null) {
            return byArn(type, arn);
        }
        if (type.startsWith("Kubernetes::")) {
            String kind = type.substring("Kubernetes::".length()) + "/";
            return id.startsWith(kind) ? id.substring(kind.length()) : id;
        }
        return switch (type) {
            case "AWS::SSM::Parameter" -> parameter(id);
            case "AWS::SQS::Queue" -> id.substring(id.lastIndexOf('/') + 1);
            case "AWS::Lambda::Function" -> lambda(id);
            case "AWS::CloudFormation::Stack" -> segment(id, 0);
            case "AWS::KMS::Key" -> id.replaceFirst("^key/", "");
            case "AWS::S3::Bucket" -> id.replaceFirst("^s3://", "");
            case "AWS::Route53::HostedZone" -> id.replaceFirst("^/?hostedzone/", "");
            default -> id;
        };
    }

    /** {@code 111122223333:function:name:alias}, {@code name:alias} and {@code name} are one function. */
    private static String lambda(String id) {
        int marker = id.indexOf(":function:");
        return upToColon(marker < 0 ? id : id.substring(marker + ":function:".length()));
    }

    private static String parameter(String name) {
        return name.startsWith("/") && name.indexOf('/', 1) < 0 ? name.substring(1) : name;
    }

    private static String segment(String path, int number) {
        String[] segments = path.split("/", -1);
        return number < segments.length ? segments[number] : path;
    }

    private static String afterColon(String text) {
        return text.substring(text.indexOf(':') + 1);
    }

    private static String upToColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }
}
