package org.eksrunbook.trail;

import java.util.Set;
import java.util.regex.Pattern;

/** Reads that give content back (accessed), where all others only tell what there is (recon). */
final class ContentRead {
    private static final Set<String> VERBS = Set.of(
            "Get", "Download", "Receive", "Retrieve", "Read", "Fetch", "Select", "Scan", "Query", "Export", "Decrypt");
    private static final Pattern CONTENT = Pattern.compile(
            "(?:Object|Objects|ObjectContent|SecretValue|SecretValues|Secret|Secrets|Parameter|Parameters|Item|Items|Record|Records|Message|Messages"
                    + "|Blob|File|Files|Content|Contents|Password|PasswordData|Credentials|PrivateKey|Archive|Artifact|Payload|QueryResult|QueryResults"
                    + "|StatementResult|LogEvents|Attachment|Recording|Transcript|Media|Data[Kk]ey|UserData)$");

    /** {@code StartExportTask}, {@code StartDomainExport}. */
    private static final Pattern STARTED = Pattern.compile("^(?:Query|Export)|Export(?:Job|Task)?$");

    private ContentRead() {}

    /** An unknown call whose name says that content comes back. */
    static boolean byName(CallName call) {
        String noun = call.noun();
        return VERBS.contains(call.verb())
                && (noun.isEmpty()
                        ? !call.verb().equals("Get")
                        : CONTENT.matcher(noun).find());
    }

    /** {@code ExportImage}, {@code StartQueryExecution}, {@code StartDomainExport}: what is read does not come back but lies somewhere afterwards. */
    static boolean elsewhere(CallName call) {
        boolean started =
                call.verb().equals("Start") && STARTED.matcher(call.noun()).find();
        return started || call.verb().equals("Export");
    }

    /** DescribeInstanceAttribute tells of many attributes; asked for user data it returns a script, often with secrets. */
    static boolean userData(EventRecord event, CallName call) {
        String attribute = Json.text(event.request(), "attribute");
        return call.service().equals("ec2")
                && call.name().equals("DescribeInstanceAttribute")
                && "userData".equalsIgnoreCase(attribute);
    }
}
