package org.eksrunbook.trail;

import java.util.Locale;
import java.util.Set;

/** What a file in a logs' folder is, as far as its name tells. */
enum FileKind {
    /** CloudTrail's, by its folder or name. */
    CLOUDTRAIL,
    /** Perhaps a log: it has to be opened. */
    UNTOLD,
    DIGEST,
    INSIGHT,
    CONFIG,
    /** Another service's log, or no log at all. */
    OTHER;

    private static final Set<String> OTHER_SERVICES = Set.of(
            "vpcflowlogs",
            "elasticloadbalancing",
            "GuardDuty",
            "WAFLogs",
            "Redshift",
            "CloudTrail-Aggregated",
            "vpcdnsquerylogs",
            "network-firewall");
    private static final Set<String> NO_LOGS = Set.of(
            ".parquet",
            ".orc",
            ".avro",
            ".zip",
            ".tar",
            ".tgz",
            ".md",
            ".html",
            ".pdf",
            ".png",
            ".jpg",
            ".metadata",
            ".sha256",
            ".sig",
            ".yaml",
            ".yml",
            ".swp",
            ".tmp");

    private static final Set<String> LOGS = Set.of(".gz", ".json", ".jsonl", ".ndjson", ".log", ".csv");

    /** By the path below the archive's root, with slashes. */
    static FileKind of(String path) {
        String[] steps = path.split("/", -1);
        String name = steps[steps.length - 1];
        FileKind byName = ofName(name);
        if (byName != UNTOLD) {
            return byName;
        }
        FileKind kind = UNTOLD;
        for (int at = 0; at < steps.length - 1; at++) {
            String step = steps[at];
            if (step.equals("CloudTrail-Digest")) {
                return DIGEST;
            } else if (step.equals("CloudTrail-Insight")) {
                return INSIGHT;
            } else if (OTHER_SERVICES.contains(step)) {
                return OTHER;
            } else if (step.equals("CloudTrail")) {
                kind = CLOUDTRAIL;
            } else if (step.equals("ConfigHistory")
                    || step.equals("ConfigSnapshot")
                    || step.equals("Config") && at > 0 && steps[at - 1].matches("\\d{12}")) {
                return CONFIG;
            }
        }
        return kind;
    }

    private static FileKind ofName(String name) {
        if (name.contains("_CloudTrail-Digest_")) {
            return DIGEST;
        }
        if (name.contains("_CloudTrail-Insight_")) {
            return INSIGHT;
        }
        if (name.contains("_ConfigHistory_")
                || name.contains("_ConfigSnapshot_")
                || name.equals("ConfigWritabilityCheckFile")) {
            return CONFIG;
        }
        if (name.contains("_CloudTrail_")) {
            return CLOUDTRAIL;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        boolean noLog = lower.startsWith(".") || dot >= 0 && NO_LOGS.contains(lower.substring(dot));
        return noLog || lower.equals("aws-logs-write-test") ? OTHER : UNTOLD;
    }

    /** Whether people would take it for a log, so that they have to be told where it is none. */
    static boolean namedLikeALog(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        return of(path) == CLOUDTRAIL || dot >= 0 && LOGS.contains(lower.substring(dot));
    }

    boolean isRead() {
        return this == CLOUDTRAIL || this == UNTOLD;
    }

    String words() {
        return switch (this) {
            case CLOUDTRAIL -> "CloudTrail log";
            case UNTOLD -> "file of unknown kind";
            case DIGEST -> "CloudTrail digest";
            case INSIGHT -> "CloudTrail Insights";
            case CONFIG -> "AWS Config file";
            case OTHER -> "other file";
        };
    }
}
