package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a resource that makes others by itself has made.
 *
 * @param listed how many rows of the inventory it made
 * @param lookUp the command that lists what AWS knows of what it made, and changes nothing; {@code null}: the logs tell too little for one, or its name has characters
 *     that belong in none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Making(int listed, @Nullable String lookUp) {

    /** AWS CLI command reference; each reads alone. Auto Scaling tells its activities of six weeks, those of deleted groups too. */
    private static final Map<String, String> COMMANDS = Map.of(
            "AWS::CloudFormation::Stack",
            "aws cloudformation list-stack-resources --stack-name {arn}",
            "AWS::CloudFormation::StackSet",
            "aws cloudformation list-stack-instances --stack-set-name {name}",
            "AWS::FMS::Policy",
            "aws fms list-compliance-status --policy-id {name}",
            "AWS::AutoScaling::AutoScalingGroup",
            "aws autoscaling describe-scaling-activities --include-deleted-groups --auto-scaling-group-name {name}",
            "AWS::EKS::Nodegroup",
            "aws eks describe-nodegroup --cluster-name {first} --nodegroup-name {second} --query nodegroup.resources",
            "AWS::ElasticBeanstalk::Environment",
            "aws elasticbeanstalk describe-environment-resources --environment-{kind} {name}");

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:/=+@-]{0,1023}");
    private static final Pattern POLICY_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ENVIRONMENT_ID = Pattern.compile("e-[a-z0-9]{10}");

    static boolean isMaker(String type) {
        return COMMANDS.containsKey(type);
    }

    /** Of a resource whose type {@link #isMaker}. */
    static Making of(InventoryRow row, int listed) {
        ResourceRef maker = row.resource();
        String name = maker.name();
        String arn = maker.arn() == null ? name : maker.arn();
        String[] parts = name.split("\\|", -1);
        boolean node = maker.type().equals("AWS::EKS::Nodegroup");
        boolean safe = SAFE.matcher(maker.region()).matches()
                && (node
                        ? parts.length == 2
                                && SAFE.matcher(parts[0]).matches()
                                && SAFE.matcher(parts[1]).matches()
                        : SAFE.matcher(name).matches() && SAFE.matcher(arn).matches());
        String command = COMMANDS.get(maker.type());
        if (!safe || command == null) {
            return new Making(listed, null);
        }
        if (maker.type().equals("AWS::FMS::Policy") && !POLICY_ID.matcher(name).matches()) {
            // Logs call a policy by its name; the command wants the id.
            command = command.replace(
                    "{name}",
                    "\"$(aws fms list-policies --region " + maker.region() + " --query \"PolicyList[?PolicyName=='"
                            + name + "'].PolicyId\" --output text)\"");
        }
        return new Making(
                listed,
                command.replace("{arn}", arn)
                                .replace("{kind}", ENVIRONMENT_ID.matcher(name).matches() ? "id" : "name")
                                .replace("{name}", name)
                                .replace("{first}", parts[0])
                                .replace("{second}", parts[parts.length - 1])
                        + " --region " + maker.region());
    }

    /** For people: what of it is listed, and how to look up the rest. */
    @JsonIgnore
    public String words() {
        return (listed == 0
                        ? "Nothing that it made is in the logs that were read. "
                        : listed + (listed == 1 ? " of the resources here was" : " of the resources here were")
                                + " made by it. ")
                + (lookUp == null
                        ? "What AWS knows of what it made is to be looked up by hand: the logs tell too little for a command, or its name has characters that"
                                + " belong in none."
                        : "What AWS knows of what it made: " + lookUp);
    }
}
