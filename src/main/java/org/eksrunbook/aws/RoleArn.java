package org.eksrunbook.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** A role's ARN, taken apart: {@code arn:aws-us-gov:iam::111122223333:role/path/name}. */
record RoleArn(String partition, String account, String name) {

    private static final Pattern ARN = Pattern.compile("arn:([a-z-]+):iam::(\\d{12}):role/([\\w+=,.@/-]{1,512})");
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@/-]{1,512}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /**
     * The reading role of an account.
     *
     * @param setting a role's name, or an ARN with {@code {account}} where the account's number belongs
     * @throws IllegalArgumentException where setting or account cannot be such
     */
    static RoleArn of(String setting, String account, Region region) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("An account is named by 12 digits");
        }
        if (!setting.startsWith("arn:")) {
            if (!NAME.matcher(setting).matches()) {
                throw new IllegalArgumentException("runbook.aws.reading-role: name a role, or give an ARN");
            }
            return new RoleArn(partition(region), account, setting);
        }
        Matcher arn = ARN.matcher(setting.replace("{account}", account));
        if (!arn.matches()) {
            throw new IllegalArgumentException("runbook.aws.reading-role: no ARN of a role");
        }
        return new RoleArn(arn.group(1), arn.group(2), arn.group(3));
    }

    /** {@code aws}, {@code aws-us-gov}, {@code aws-cn}, …: told by the region's name, also for one that the SDK does not know. */
    static String partition(Region region) {
        return PartitionMetadata.of(region).id();
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":iam::" + account + ":role/" + name;
    }
}
