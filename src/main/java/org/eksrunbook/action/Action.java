package org.eksrunbook.action;

import java.util.List;
import org.eksrunbook.asset.ResourceRef;

/**
 * One step of a plan, ready for a person to perform.
 *
 * @param id within its plan: {@code a1}, {@code a2}, …; empty until a plan gives it
 * @param kind what is done; also fixes the place in the order
 * @param target the resource it changes
 * @param reason why, in plain words
 * @param commands exact lines for bash; empty: a step by hand, told in {@code manual}
 * @param manual what a person does where there is no command, or has to know beside it; may be empty. Where it ends with a colon, it is done
 *     before the commands
 * @param undo lines that take it back; empty: cannot be taken back
 * @param before lines that read how it is before it is changed
 */
public record Action(
        String id,
        ActionKind kind,
        ResourceRef target,
        String reason,
        List<CommandLine> commands,
        String manual,
        List<String> undo,
        List<String> before,
        Check check) {

    public Action {
        commands = List.copyOf(commands);
        undo = List.copyOf(undo);
        before = List.copyOf(before);
        if (commands.isEmpty() && manual.isBlank()) {
            throw new IllegalArgumentException("An action has a command, or says what a person does");
        }
    }

    /** The commands as one text, a line each; where there are none, the words. */
    public String commandText() {
        return commands.isEmpty()
                ? manual
                : String.join("\n", commands.stream().map(CommandLine::bare).toList());
    }

    /** In the account that its call told; where none did, in this one. */
    Action in(String accountId) {
        if (!target.accountId().isEmpty()) {
            return this;
        }
        ResourceRef there = new ResourceRef(target.type(), target.id(), target.arn(), accountId, target.region());
        return new Action(id, kind, there, reason, commands, manual, undo, before, check);
    }

    Action numbered(String newId) {
        return new Action(newId, kind, target, reason, commands, manual, undo, before, check);
    }
}
