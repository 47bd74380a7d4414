package org.eksrunbook.action;

import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Takes back calls of one kind. */
interface CallReversal {

    /**
     * @param before the resource as recorded before the compromise
     * @return null where this knows nothing of the call, or the call does not say enough
     * @throws UnsafeArgument where a name can stand in no command
     */
    @Nullable
    Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason);
}
