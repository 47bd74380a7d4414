package org.eksrunbook.trail;

import java.util.function.Consumer;

/** Pod Identity names its sessions {@code eks-<cluster>-<pod>-<uuid>}, cut at 64 characters: where the pod's name ends cannot be told. */
final class PodSessions {

    private static final String BEGINNING = "eks-";
    private static final int LONGEST = 64;

    private PodSessions() {}

    /** Every beginning of the name that ends before a hyphen, and the whole; nothing for other sessions. */
    static void prefixes(String sessionName, Consumer<String> each) {
        if (!sessionName.startsWith(BEGINNING) || sessionName.length() > LONGEST) {
            return;
        }
        for (int hyphen = sessionName.indexOf('-', BEGINNING.length());
                hyphen > 0;
                hyphen = sessionName.indexOf('-', hyphen + 1)) {
            each.accept(sessionName.substring(0, hyphen));
        }
        each.accept(sessionName);
    }

    /** How the sessions of a pod begin. */
    static String prefix(String cluster, String pod) {
        String prefix = BEGINNING + cluster + "-" + pod;
        return prefix.length() > LONGEST ? prefix.substring(0, LONGEST) : prefix;
    }
}
