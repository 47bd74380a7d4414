package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a resource that makes others by itself has made.
 *
 * @param listed how many rows of the inventory it made, as far as is known for certain
 * @param perhaps how many more it may have made
 * @param account in which the command is to be run; {@code null}: not known
 * @param lookUp the command that lists what AWS knows of what it made, and changes nothing; {@code null}: the logs tell too little for one, AWS has none, or its name
 *     has characters that belong in none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Making(
        int listed,
        int perhaps,
        @Nullable String account,
        @Nullable String lookUp) {

    /** No command of AWS lists what Firewall Manager made for a policy: compliance is another matter. */
    private static final String NONE = "";

    /** AWS CLI command reference; each reads alone. Auto Scaling tells its activities of six weeks, those of deleted groups too. */
    private static final Map<String, String> COMMANDS = Map.of(
            "AWS::CloudFormation::Stack",
            "aws cloudformation list-stack-resources --stack-name {arn}",
            "AWS::CloudFormation::StackSet",
            "aws cloudformation list-stack-instances --stack-set-name {name}",
            "AWS::FMS::Policy",
            NONE,
            "AWS::AutoScaling::AutoScalingGroup",
            "aws autoscaling describe-scaling-activities --include-deleted-groups --auto-scaling-group-name {name}",
            "AWS::EKS::Nodegroup",
            "aws eks describe-nodegroup --cluster-name {first} --nodegroup-name {second} --query nodegroup.resources",
            "AWS::ElasticBeanstalk::Environment",
            "aws elasticbeanstalk describe-environment-resources --environment-{kind} {name}");

    /** Without a colon: the AWS CLI reads a file for {@code file://} (AWS CLI user guide, «Loading a parameter from a file»). */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./=+@-]{0,1023}");

    private static final Pattern SAFE_ARN = Pattern.compile("arn:aws[a-z-]*:[A-Za-z0-9_.:/=+@-]{1,1023}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern ENVIRONMENT_ID = Pattern.compile("e-[a-z0-9]{10}");

    static boolean isMaker(String type) {
        return COMMANDS.containsKey(type);
    }

    /** Of a resource whose type {@link #isMaker}. */
    static Making of(InventoryRow row, int listed, int perhaps) {
        ResourceRef maker = row.resource();
        String name = maker.name();
        String arn = maker.arn();
        String[] parts = name.split("\\|", -1);
        boolean node = maker.type().equals("AWS::EKS::Nodegroup");
        boolean safe = isSafe(maker.region())
                && (arn == null || SAFE_ARN.matcher(arn).matches())
                && (node ? parts.length == 2 && isSafe(parts[0]) && isSafe(parts[1]) : isSafe(name));
        String account = ACCOUNT.matcher(maker.accountId()).matches() ? maker.accountId() : null;
        String command = COMMANDS.getOrDefault(maker.type(), NONE);
        if (!safe || command.isEmpty()) {
            return new Making(listed, perhaps, account, null);
        }
        return new Making(
                listed,
                perhaps,
                account,
                command.replace("{arn}", arn == null ? name : arn)
                                .replace("{kind}", ENVIRONMENT_ID.matcher(name).matches() ? "id" : "name")
                                .replace("{name}", name)
                                .replace("{first}", parts[0])
                                .replace("{second}", parts[parts.length - 1])
                        + " --region " + maker.region());
    }

    private static boolean isSafe(String name) {
        return SAFE.matcher(name).matches();
    }

    /** For people: what of it is listed, and how to look up the rest. */
    @JsonIgnore
    public String words() {
        String known = listed == 0
                ? "Of no resource here the logs tell that it made it"
                : listed + (listed == 1 ? " of the resources here was" : " of the resources here were") + " made by it";
        return known
                + (perhaps == 0 ? ". " : ", perhaps of " + perhaps + (listed == 0 ? ". " : " more. "))
                + (lookUp == null
                        ? "What AWS knows of what it made is to be looked up by hand: the logs tell too little for a command, AWS has none (for a policy of Firewall"
                                + " Manager), or its name has characters that belong in none."
                        : "What AWS knows of what it made" + (account == null ? ": " : ", in account " + account + ": ")
                                + lookUp);
    }
}
