package org.eksrunbook.action;

import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Whoever ran commands on a machine may have changed anything in it: nothing can be put back there, it is replaced. */
final class ExecutionReversal implements CallReversal {

    @Override
    public @Nullable Draft of(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        return switch (call.name()) {
            case "SendCommand",
                    "StartSession",
                    "ResumeSession",
                    "SendSSHPublicKey",
                    "SendSerialConsoleSSHPublicKey",
                    "ExecuteCommand",
                    "StartAutomationExecution" ->
                new Draft(ActionKind.PUT_BACK, resource, reason)
                        .byHand("Cannot be put back: commands ran on " + ShellWords.comment(resource.id())
                                + " that the log does not show. Keep it isolated for the forensics and replace it in the"
                                + " recovery; where it must run on meanwhile, say so and why.");
            default -> null;
        };
    }
}
