package org.eksrunbook.action;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What can be done to a resource, in the order in which a plan does it. Trust and access paths come before sessions, else the attacker
 * assumes the role again; evidence is kept before anything is destroyed; a name goes back when all else is done by the one in force, and
 * what the attacker gave the old one to is gone. In a recovery what replaces a thing is there before the old one is taken out
 * ({@link #place}).
 */
public enum ActionKind {
    REMOVE_TRUST("removeTrust", "Take away who may assume it"),
    DELETE_ACCESS_ENTRY("deleteAccessEntry", "Delete the EKS access entry"),
    DELETE_POD_IDENTITY("deletePodIdentity", "Delete the EKS Pod Identity association"),
    REMOVE_ROLE_BINDING("removeRoleBinding", "Remove the Kubernetes role binding"),
    DEACTIVATE_KEY("deactivateKey", "Deactivate the access key"),
    DELETE_KEY("deleteKey", "Delete the access key"),
    REMOVE_LOGIN("removeLogin", "Remove the console password"),
    UNSHARE("unshare", "Stop sharing"),
    PUT_BACK("putBack", "Put back as it was"),
    REVOKE_SESSIONS("revokeSessions", "Revoke the live sessions"),
    SNAPSHOT("snapshot", "Keep a snapshot"),
    ISOLATE("isolate", "Isolate and keep"),
    STOP("stop", "Stop"),
    DELETE_STACK("deleteStack", "Delete the stack as a whole"),
    DELETE("delete", "Delete"),
    RENAME_BACK("renameBack", "Give the old name back"),
    RESTORE("restore", "Restore from a backup"),
    RECREATE("recreate", "Make anew from the recorded configuration"),
    NEW_RESOURCE("newResource", "Prepare a new one"),
    REPLACE("replace", "Replace"),
    SWAP_IN("swapIn", "Put the new one in the old one's place"),
    ROTATE("rotate", "Rotate the secret");

    private final String word;
    private final String label;

    ActionKind(String word, String label) {
        this.word = word;
        this.label = label;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException where no kind has this word */
    @JsonCreator
    public static ActionKind of(String word) {
        for (ActionKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of action is called " + word);
    }

    /** Where in a plan it is done: earlier ones first. A recovery keeps a snapshot, makes the new one and puts it in before all else. */
    int place(Purpose purpose) {
        boolean comesFirst = this == SNAPSHOT
                || this == RESTORE
                || this == RECREATE
                || this == NEW_RESOURCE
                || this == REPLACE
                || this == SWAP_IN;
        return purpose == Purpose.RECOVER && comesFirst ? ordinal() - values().length : ordinal();
    }

    /** Whether something may come of it that has another id than the thing it is about. */
    boolean makesNew() {
        return this == RESTORE || this == RECREATE || this == NEW_RESOURCE || this == REPLACE;
    }

    /** What it does, in words for people. */
    public String label() {
        return label;
    }
}
