package org.eksrunbook.asset;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a call made or deleted the resource itself or only a part of it. CreateAccessKey creates no user and DeleteBucketPolicy
 * deletes no bucket, whatever class the call has: taking the whole for the part would propose to delete what is the organisation's own.
 * The noun of the API's name decides: it ends like the type, as nearly all of AWS's names do; the others stand in a table.
 */
final class ActionWords {

    private static final Pattern VERB_NOUN = Pattern.compile("(Batch)?([A-Z][a-z]+)(.*)");
    private static final Pattern VERSION = Pattern.compile("\\d{4}_?\\d{2}_?\\d{2}(v\\d+)?$");

    /** What is copied from is read, not changed. */
    private static final Pattern COPY = Pattern.compile("^(Create|Copy|Start).*(Snapshot|Image|Backup|Export|Copy)");

    /** What is restored was there, and may be the organisation's (but for {@link #RESTORED_COPY}); of what is purged the contents go, and it stays. */
    private static final List<String> MAKING = List.of(
            "Create",
            "Run",
            "Put",
            "Register",
            "Import",
            "Copy",
            "Allocate",
            "Provision",
            "Launch",
            "Publish",
            "Request",
            "Add",
            "Start",
            "Upload",
            "Deploy",
            "Invite",
            "Accept",
            "Purchase",
            "Generate",
            "Issue",
            "Clone",
            "Complete",
            "Open",
            "Submit");

    private static final List<String> UNMAKING =
            List.of("Delete", "Terminate", "Remove", "Deregister", "Release", "Schedule", "Cancel", "End", "Destroy");

    /** Names whose noun is not the type's: action to the last word of the type. */
    private static final Map<String, String> ODD = Map.ofEntries(
            Map.entry("RunJobFlow", "Cluster"),
            Map.entry("TerminateJobFlows", "Cluster"),
            Map.entry("CreateOpenIDConnectProvider", "OIDCProvider"),
            Map.entry("DeleteOpenIDConnectProvider", "OIDCProvider"),
            Map.entry("RequestSpotInstances", "Instance"),
            Map.entry("CreateFleet", "EC2Fleet"),
            Map.entry("AllocateAddress", "EIP"),
            Map.entry("ReleaseAddress", "EIP"),
            Map.entry("CreateFunctionUrlConfig", "Url"),
            Map.entry("DeleteFunctionUrlConfig", "Url"),
            Map.entry("ScheduleKeyDeletion", "Key"),
            Map.entry("EndSecretVersionDelete", "Secret"),
            Map.entry("PutMetricAlarm", "Alarm"),
            Map.entry("PutObject", "Object"),
            Map.entry("CompleteMultipartUpload", "Object"),
            Map.entry("UploadServerCertificate", "ServerCertificate"),
            Map.entry("UploadSSHPublicKey", "SSHPublicKey"),
            Map.entry("CreateDefaultVpc", "VPC"),
            Map.entry("CreateAccount", "Account"),
            Map.entry("CreateRestApi", "RestApi"),
            Map.entry("CreateEnvironmentEC2", "EnvironmentEC2"));

    /** {@code DeregisterInstancesFromLoadBalancer}: neither what is taken out nor what it is taken out of ends. */
    private static final Pattern TAKEN_OUT = Pattern.compile("(Deregister|Remove)[A-Z].*[a-z]From[A-Z].*");

    /** {@code DeleteColumnStatisticsForTable}: what stands behind is what it belonged to, and stays. */
    private static final Pattern PLACE = Pattern.compile("(?<=[a-z])(From|For|By)(?=[A-Z]).*");

    /** A copy of what was kept, beside what is there; out of a recycle bin comes the thing itself. */
    private static final Pattern RESTORED_COPY =
            Pattern.compile("Restore([A-Z]\\w*?)(?:From\\w*(?:Snapshot|Backup|S3)|ToPointInTime)");

    /** Verbs of making that make nothing of their noun: a product is there before it is provisioned. */
    private static final Set<String> OF_WHAT_IS_THERE = Set.of("ProvisionProduct", "LaunchApp");

    private ActionWords() {}

    static boolean makes(String action, String type) {
        // What is published is there, but for the version that publishing makes.
        boolean published = action.startsWith("Publish") && !type.endsWith("Version");
        Matcher copy = RESTORED_COPY.matcher(action);
        if (copy.matches()) {
            return alike(copy.group(1).toLowerCase(Locale.ROOT), lastWord(type));
        }
        return !published && !OF_WHAT_IS_THERE.contains(action) && names(action, type, MAKING);
    }

    static boolean unmakes(String action, String type) {
        return !TAKEN_OUT.matcher(action).matches()
                && names(PLACE.matcher(action).replaceFirst(""), type, UNMAKING);
    }

    /** What a call did to this resource, where its class is the call's as a whole. */
    static List<Change> to(String type, String action, List<Change> changes) {
        Set<Change> done = EnumSet.noneOf(Change.class);
        for (Change change : changes) {
            boolean part = (change == Change.CREATED && !makes(action, type))
                    || (change == Change.DELETED && !unmakes(action, type));
            done.add(!part ? change : COPY.matcher(action).find() ? Change.ACCESSED : Change.MODIFIED);
        }
        return List.copyOf(done);
    }

    private static boolean names(String action, String type, List<String> verbs) {
        if (type.startsWith("Kubernetes::")) {
            // The audit log's verbs are create, update, delete; sub-resources are objects of their own.
            return true;
        }
        String plain = VERSION.matcher(action).replaceFirst("");
        Matcher parts = VERB_NOUN.matcher(plain);
        if (!parts.matches() || !verbs.contains(parts.group(2))) {
            return false;
        }
        String noun = ODD.getOrDefault(plain, parts.group(3)).toLowerCase(Locale.ROOT);
        return alike(noun, lastWord(type));
    }

    private static String lastWord(String type) {
        return type.substring(type.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean alike(String noun, String last) {
        for (String one : List.of(noun, singular(noun))) {
            if (!one.isEmpty() && (one.endsWith(last) || last.endsWith(one))) {
                return true;
            }
        }
        return false;
    }

    private static String singular(String noun) {
        if (noun.endsWith("ies")) {
            return noun.substring(0, noun.length() - 3) + "y";
        }
        return noun.endsWith("s") ? noun.substring(0, noun.length() - 1) : noun;
    }
}
