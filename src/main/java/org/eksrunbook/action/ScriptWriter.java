package org.eksrunbook.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Writes the script of a plan. It stops at the first failure and says in which step, takes a deletion for done where the service itself says
 * that the thing is not there, reads each thing before it changes it, leaves alone what was made anew since the approval, does nothing in an account or a cluster other than the one that is
 * meant, and can be run again. What a person does beside it is shown, and never taken for done. While the incident is held it does nothing, nor where somebody was ruled out after the plan was made.
 */
final class ScriptWriter {

    /** {@code set -f} in it: names that a list gives are words, never patterns. */
    private static final String FUNCTIONS = functions();

    private static final Set<ActionKind> DESTROYS = EnumSet.of(
            ActionKind.STOP, ActionKind.DELETE, ActionKind.DELETE_STACK, ActionKind.RESTORE, ActionKind.REPLACE);

    /** Of what stands beside a step so much is shown while the script runs; all of it stands in the script. */
    private static final int LINES_SHOWN = 12;

    private ScriptWriter() {}

    /** @param outdated whether somebody was ruled out after the plan was made, whom it may be about */
    static String write(Incident incident, Plan plan, @Nullable Approval approval, boolean outdated) {
        StringBuilder script = new StringBuilder("#!/usr/bin/env bash\n");
        head(script, incident, plan, approval);
        script.append("plan=").append(ShellWords.quote(plan.id())).append('\n');
        if (approval == null) {
            stopped(script, "this plan is not approved.");
        } else if (incident.held()) {
            stopped(script, "incident " + incident.id() + " is held. When it is released, fetch this script again.");
        } else if (outdated) {
            stopped(
                    script,
                    "somebody was ruled out after this plan was made. Complete the task as failed: what is left to do is planned anew.");
        }
        script.append(FUNCTIONS);
        String place = "";
        for (Action action : plan.actions()) {
            String account = action.target().accountId();
            String there = account + " " + action.target().region();
            if (!there.equals(place)) {
                comment(script.append('\n'), "———— account " + account + region(action) + " ————");
                script.append("account ").append(ShellWords.quote(account)).append('\n');
                place = there;
            }
            step(script, incident.scope(), plan, action, approval);
        }
        script.append("\nended ")
                .append(ShellWords.quote(ids(plan, ScriptWriter::isByHand)))
                .append(' ')
                .append(ShellWords.quote(ids(plan, ScriptWriter::isPartlyByHand)))
                .append('\n');
        return script.toString();
    }

    /** Each with a blank before it; the empty word where there are none. */
    private static String ids(Plan plan, Predicate<Action> which) {
        return plan.actions().stream()
                .filter(which)
                .map(action -> " " + action.id())
                .collect(Collectors.joining());
    }

    private static boolean isByHand(Action action) {
        return action.commands().isEmpty();
    }

    /** How it would be taken back is no part of it. */
    private static boolean isPartlyByHand(Action action) {
        return !isByHand(action)
                && !action.manual().isBlank()
                && !action.manual().startsWith("Undo: ");
    }

    /** Where what a step rests on was left out, so is the step: nothing is stopped, deleted or written over that was to be kept first. */
    private static Stream<Action> restsOn(Plan plan, Action action) {
        return !DESTROYS.contains(action.kind())
                ? Stream.empty()
                : plan.actions().stream()
                        .takeWhile(one -> !one.id().equals(action.id()))
                        .filter(one -> one.kind() == ActionKind.SNAPSHOT && !isByHand(one))
                        .filter(one -> one.target().key().equals(action.target().key()));
    }

    private static void head(StringBuilder script, Incident incident, Plan plan, @Nullable Approval approval) {
        comment(
                script,
                "Incident " + incident.id() + ", plan " + plan.id() + " ("
                        + plan.purpose().word() + ")");
        comment(script, "Hash of the plan: " + plan.hash());
        if (approval == null) {
            comment(script, "NOT APPROVED: for reading only.");
        } else {
            if (incident.held()) {
                comment(script, "HELD: for reading only.");
            }
            comment(
                    script,
                    "Approved by " + approval.by() + " on " + approval.at()
                            + (approval.breakGlass() ? " BY BREAK-GLASS: " + approval.reason() : "")
                            + " (ledger entry " + approval.seq() + ")");
        }
        comment(
                script,
                "Needs bash, the AWS CLI with credentials for each account below, and for Kubernetes a kubectl that points to the");
        comment(script, "cluster of the step. Stops at the first failure; can be run again.");
    }

    private static void stopped(StringBuilder script, String why) {
        script.append("echo ").append(ShellWords.quote("Stopped: " + why)).append(" >&2\nexit 1\n\n");
    }

    private static void step(StringBuilder script, Scope scope, Plan plan, Action action, @Nullable Approval approval) {
        comment(
                script.append('\n'),
                action.id() + ". " + action.kind().label() + ": "
                        + action.target().type() + " " + action.target().id());
        comment(script, "Why: " + action.reason());
        action.manual().lines().forEach(line -> whole(script, line));
        script.append("if todo ").append(action.id());
        restsOn(plan, action).forEach(one -> script.append(' ').append(one.id()));
        script.append("; then\n");
        script.append("step=").append(action.id()).append('\n');
        script.append("echo ")
                .append(ShellWords.quote(action.id() + ". " + action.kind().label() + ": "
                        + ShellWords.comment(action.target().id())))
                .append('\n');
        words(script, action);
        if (Kubernetes.asks(action)) {
            script.append(cluster(scope, action.target())).append('\n');
        }
        if (approval != null) {
            SameThing.line(action, approval.at())
                    .ifPresent(line -> script.append(line).append('\n'));
        }
        List<String> reads = action.before();
        for (int number = 0; number < reads.size(); number++) {
            script.append("before ")
                    .append(ShellWords.quote(action.id() + "-" + (number + 1) + ".json"))
                    .append(' ')
                    .append(reads.get(number))
                    .append('\n');
        }
        if (!isByHand(action) && action.manual().strip().endsWith(":")) {
            script.append("first ").append(action.id()).append('\n');
        }
        for (CommandLine command : action.commands()) {
            script.append(command.goneIsDone() ? "gone " : "")
                    .append(command.text())
                    .append('\n');
        }
        // What a person has to do is told again in each run: the script does not know when it was done.
        script.append(isByHand(action) ? "" : "finished " + action.id() + "\n").append("step=\nfi\n");
        action.undo().forEach(line -> whole(script, "Undo: " + line));
        if (!action.check().command().isEmpty()) {
            whole(
                    script,
                    "Look: " + action.check().command() + "  → "
                            + action.check().expected());
        }
    }

    /** A comment alone would be read by nobody who runs the script. */
    private static void words(StringBuilder script, Action action) {
        if (!isByHand(action) && !isPartlyByHand(action)) {
            return;
        }
        List<String> lines = action.manual().lines().toList();
        script.append("words");
        lines.stream()
                .limit(LINES_SHOWN)
                .forEach(line -> script.append(' ').append(ShellWords.quote(ShellWords.oneLine(line))));
        if (lines.size() > LINES_SHOWN) {
            script.append(" '… (all of it stands in the script)'");
        }
        script.append('\n');
    }

    /** The cluster that the object's name tells, else the one of the incident. */
    private static String cluster(Scope scope, ResourceRef object) {
        String told = Kubernetes.cluster(object);
        String name = told != null ? told : scope.clusterName();
        return "cluster " + (name == null ? "\"${CLUSTER:-}\"" : ShellWords.quote(name)) + " "
                + ShellWords.quote(object.accountId()) + " " + ShellWords.quote(scope.region());
    }

    private static String functions() {
        try (InputStream file =
                Objects.requireNonNull(ScriptWriter.class.getResourceAsStream("/action/functions.sh"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("The functions of a script cannot be read", broken);
        }
    }

    private static String region(Action action) {
        return action.target().region().isEmpty()
                ? ""
                : ", region " + action.target().region();
    }

    /** A command in a comment is not cut short. */
    private static void whole(StringBuilder script, String text) {
        script.append("# ").append(ShellWords.oneLine(text)).append('\n');
    }

    private static void comment(StringBuilder script, String text) {
        script.append("# ").append(ShellWords.comment(text)).append('\n');
    }
}
