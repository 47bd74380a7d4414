package org.eksrunbook.trail;

import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** A stack set; its name is unique in a Region of its administrator's account (CloudFormation API reference, CreateStackSet). */
record StackSet(String accountId, @Nullable String region, String name) {

    /** The set that an operation names; {@code null}: none. */
    static @Nullable StackSet of(EventRecord operation) {
        String named = Json.text(operation.request(), "stackSetName");
        return named == null
                ? null
                : new StackSet(operation.accountId(), operation.region(), MakerCall.beforeColon(named));
    }

    String called() {
        return "the stack set " + VisibleText.of(name) + (region == null ? "" : " in " + VisibleText.of(region));
    }
}
