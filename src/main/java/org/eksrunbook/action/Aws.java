package org.eksrunbook.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Set;
import java.util.regex.Pattern;
import org.eksrunbook.asset.ResourceRef;

/**
 * Builds one line for the AWS CLI in the resource's region. Without one the CLI would take whatever region it is set to, and «not found» there
 * says nothing: where no log told the region there is no command.
 */
final class Aws {

    /** Keys in order: maps iterate differently in every process, and the text of a command is part of its plan's hash. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Services that are in no region (AWS General Reference, «Service endpoints»), and S3, which finds a bucket's region. */
    private static final Set<String> GLOBAL =
            Set.of("iam", "sts", "s3", "s3api", "route53", "cloudfront", "organizations");

    /** Types of such services, which Cloud Control takes in a region all the same. */
    private static final Pattern IN_NO_REGION = Pattern.compile("AWS::(IAM|Route53|CloudFront|Organizations)::.*");

    private final StringBuilder line = new StringBuilder("aws");
    private final String region;

    private Aws(String region) {
        this.region = region;
    }

    /**
     * @param words service, operation and fixed options: ours, not others'
     * @throws UnsafeArgument where the service is in regions and the resource's is not known
     */
    static Aws in(ResourceRef resource, String words) {
        boolean global = GLOBAL.contains(words.substring(0, words.indexOf(' ')));
        if (!resource.region().isEmpty() || global) {
            return new Aws(resource.region()).then(words);
        }
        if (words.startsWith("cloudcontrol ")
                && IN_NO_REGION.matcher(resource.type()).matches()) {
            return new Aws(homeRegion(resource)).then(words);
        }
        throw new UnsafeArgument("no log told its region");
    }

    /** Where the partition of a thing that is in no region has its control planes. */
    private static String homeRegion(ResourceRef resource) {
        String arn = resource.arn() == null ? "" : resource.arn();
        return arn.startsWith("arn:aws-cn:")
                ? "cn-north-1"
                : arn.startsWith("arn:aws-us-gov:") ? "us-gov-west-1" : "us-east-1";
    }

    Aws then(String words) {
        line.append(' ').append(words);
        return this;
    }

    Aws option(String name, String value) {
        return then(ShellWords.option(name, value));
    }

    Aws operand(String value) {
        return then(ShellWords.operand(value));
    }

    /** A document that we made, or the organisation's own as AWS Config recorded it. */
    Aws document(String name, Object document) {
        try {
            String text = document instanceof String written ? written : JSON.writeValueAsString(document);
            return then(name + " " + ShellWords.quote(text));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A document of a command cannot be written", impossible);
        }
    }

    String text() {
        if (!region.isEmpty()) {
            line.append(' ').append(ShellWords.option("--region", region));
        }
        return line.toString();
    }

    CommandLine line() {
        return new CommandLine(text(), false);
    }

    /** A deletion: «not found» means done. */
    CommandLine gone() {
        return new CommandLine(text(), true);
    }
}
