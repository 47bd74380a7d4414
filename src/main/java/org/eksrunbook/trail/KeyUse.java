package org.eksrunbook.trail;

import java.util.Set;

/** KMS calls on behalf of a service tell of a read of what that service holds; the key itself was not modified. */
final class KeyUse {
    private static final Set<String> OPERATIONS = Set.of(
            "Decrypt",
            "ReEncrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext");

    private KeyUse() {}

    static boolean forService(EventRecord event, CallName call) {
        return call.service().equals("kms")
                && OPERATIONS.contains(call.name())
                && (event.identity().invokedBy() != null
                        || event.sourceIp() != null && event.sourceIp().endsWith(".amazonaws.com"));
    }
}
