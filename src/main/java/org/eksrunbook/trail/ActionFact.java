package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;

/**
 * What AWS's own documents say about a call.
 *
 * @param level access level of the Service Authorization Reference; null where the name says it already
 * @param role what CloudFormation uses the call for: to create, update or delete a resource of the type; null where it does not
 * @param type CloudFormation type without {@code AWS::}; null where none is known
 * @param also a second type that the call connects with the first (an instance with its volume); null mostly
 */
record ActionFact(
        @Nullable Level level,
        @Nullable Doing role,
        @Nullable String type,
        @Nullable String also) {
    enum Level {
        READ,
        WRITE,
        TAGGING,
        PERMISSIONS
    }
}
