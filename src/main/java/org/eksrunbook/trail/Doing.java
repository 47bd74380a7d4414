package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the verb of a call's name says is done: AWS names its calls with few verbs, so an unknown call still tells. */
enum Doing {
    READ(
            "Get List Describe Head Search Lookup Query Scan Select Check View Read Validate Verify Simulate Estimate Preview Count Discover Filter Detect"
                    + " Download Receive Retrieve Fetch Poll Can Has Is Are Resolve Translate Compare Evaluate Recommend Render Classify Match Test Decode Decrypt"
                    + " Export Summarize Inspect Find Browse Scroll Show Wait Probe"),
    CREATE(
            "Create Run Allocate Import Launch Request Copy Restore Purchase Provision Clone Register Publish Upload Issue Generate Initiate New"
                    + " Subscribe Invite Make Open Deploy Submit Build Define Reserve Post"),
    DELETE(
            "Delete Terminate Deregister Release Destroy Purge Forget Discard Abort Empty Drop Close Unsubscribe Deprovision Decommission Erase Wipe Unregister"),
    ACT(
            "Send Invoke Execute Notify Signal Converse Retry Report Record Complete Login Sign Encrypt Chat Ingest Log Track Respond Ping Resend Acknowledge"
                    + " Recognize Predict Rerank"),
    CHANGE(
            "Update Modify Put Set Attach Detach Associate Disassociate Add Remove Authorize Revoke Enable Disable Start Stop Reboot Reset Replace Change"
                    + " Move Tag Untag Activate Deactivate Accept Reject Assign Unassign Apply Transfer Failover Promote Upgrade Rotate Resize Scale Grant Lock"
                    + " Unlock Cancel Leave Archive Unarchive Schedule Suspend Resume Pause Merge Switch Switchover Toggle Edit Rename Share Unshare Label Rollback"
                    + " Backtrack Link Unlink Join Connect Disconnect Configure Refresh Rebuild Undo Swap Split Continue Write Append Increase Decrease");

    private static final Map<String, Doing> BY_VERB = new HashMap<>();

    static {
        for (Doing doing : values()) {
            for (String verb : doing.verbs.split(" ")) {
                BY_VERB.putIfAbsent(verb, doing);
            }
        }
    }

    private final String verbs;

    Doing(String verbs) {
        this.verbs = verbs;
    }

    static boolean isVerb(String word) {
        return BY_VERB.containsKey(word);
    }

    /** What the call's verb says; null where the verb is none we know. */
    static @Nullable Doing of(CallName call) {
        return BY_VERB.get(call.verb());
    }
}
