package org.eksrunbook.aws;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Lists {@code AWSLogs/[o-…/]account/Config/region/} whole (days there are written without leading zeros, so that names do not sort as days do), and
 * looks for such places in folders that nobody foresaw, not deeper than they can lie.
 */
record ConfigPlan(Set<String> accounts, Set<String> regions) implements S3Plan {

    private static final int DEEPEST = 6;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern OF_REGIONS = Pattern.compile("(^|/)Config/$");
    private static final Pattern OF_CONFIG = Pattern.compile("Config(History|Snapshot)");
    private static final Pattern NOT_CONFIG = Pattern.compile("CloudTrail.*|vpcflowlogs|elasticloadbalancing|GuardDuty"
            + "|WAFLogs|Redshift|vpcdnsquerylogs|network-firewall|exportedlogs");

    @Override
    public void next(S3Page page, Consumer<S3Branch> next, Consumer<String> leftOut) {
        String level = page.branch().path();
        boolean ofRegions = OF_REGIONS.matcher(level).find();
        boolean byAccount = page.folders().stream().anyMatch(accounts::contains);
        for (String name : page.folders()) {
            String path = level + name + "/";
            boolean otherAccount = byAccount && ACCOUNT.matcher(name).matches() && !accounts.contains(name);
            boolean otherRegion = ofRegions && !regions.isEmpty() && !regions.contains(name);
            if (NOT_CONFIG.matcher(name).matches() || otherAccount || otherRegion || depth(path) > DEEPEST) {
                leftOut.accept(level + name);
            } else {
                next.accept(
                        ofRegions || OF_CONFIG.matcher(name).matches() ? S3Branch.whole(path) : S3Branch.level(path));
            }
        }
    }

    private static long depth(String path) {
        return path.chars().filter(letter -> letter == '/').count();
    }
}
