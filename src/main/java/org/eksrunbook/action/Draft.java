package org.eksrunbook.action;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.asset.ResourceRef;

/** Puts an action together. */
final class Draft {

    private final ActionKind kind;
    private final ResourceRef target;
    private final String reason;
    private final List<CommandLine> commands = new ArrayList<>();
    private final List<String> undo = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private String manual = "";
    private Check check = new Check("", "A person looks and says so");

    Draft(ActionKind kind, ResourceRef target, String reason) {
        this.kind = kind;
        this.target = target;
        this.reason = reason;
    }

    Draft run(CommandLine line) {
        commands.add(line);
        return this;
    }

    Draft run(String line) {
        return run(new CommandLine(line, false));
    }

    Draft undo(String line) {
        undo.add(line);
        return this;
    }

    Draft before(String line) {
        before.add(line);
        return this;
    }

    Draft byHand(String words) {
        manual = words;
        return this;
    }

    Draft check(String command, String expected) {
        check = new Check(command, expected);
        return this;
    }

    /** More of the words and of the check. */
    Draft also(String words, String command, String expected) {
        manual = manual + " " + words;
        check = new Check(check.command() + "; " + command, check.expected() + "; " + expected);
        return this;
    }

    Action done() {
        return new Action("", kind, target, reason, commands, manual, undo, before, check);
    }
}
