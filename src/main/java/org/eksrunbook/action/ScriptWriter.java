package org.eksrunbook.action;

import java.util.List;
import org.eksrunbook.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * Writes the script of a plan. It stops at the first failure, takes «not found» on a deletion for done, reads each thing before it changes
 * it, does nothing in an account other than the one that is meant, and can be run again.
 */
final class ScriptWriter {

    /** {@code set -f}: names that a list gives are words, never patterns. */
    private static final String FUNCTIONS = """
            set -euf -o pipefail
            umask 077
            before="before-$plan"
            mkdir -p "$before"

            # A step that was finished in an earlier run is not done again.
            todo() { ! grep -qxF "$1" "$before/finished" 2>/dev/null; }
            finished() { printf '%s\\n' "$1" >> "$before/finished"; }

            # The account's own profile, where PROFILE_<account> names one; then a look that it is that account.
            account() {
              local profile="PROFILE_$1" there
              if [ -n "${!profile:-}" ]; then export AWS_PROFILE="${!profile}"; fi
              there=$(aws sts get-caller-identity --query Account --output text)
              if [ "$there" != "$1" ]; then
                echo "Stopped: these credentials are of account $there, not $1. Set PROFILE_$1 to a profile of $1." >&2
                exit 1
              fi
            }

            # A deletion of what is gone already is done.
            gone() {
              local said
              if said=$("$@" 2>&1); then
                printf '%s\\n' "$said"
              else
                case $said in
                  *NoSuch*|*NotFound*|*not\\ found*|*does\\ not\\ exist*|*\\(404\\)*) echo "  gone already" ;;
                  *) printf '%s\\n' "$said" >&2; return 1 ;;
                esac
              fi
            }

            # How it was before, into a file; what cannot be read is said.
            before() {
              local file=$1; shift
              if [ ! -s "$before/$file" ] && ! "$@" > "$before/$file" 2> "$before/$file.err"; then
                echo "  before: not readable ($before/$file.err)"
              fi
            }
            """;

    private ScriptWriter() {}

    static String write(Incident incident, Plan plan, @Nullable Approval approval) {
        StringBuilder script = new StringBuilder("#!/usr/bin/env bash\n");
        head(script, incident, plan, approval);
        script.append("plan=").append(ShellWords.quote(plan.id())).append('\n');
        if (approval == null) {
            script.append("echo 'Stopped: this plan is not approved.' >&2\nexit 1\n\n");
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
            step(script, action);
        }
        script.append("\necho 'All steps are done. Now complete the task.'\n");
        return script.toString();
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
            comment(
                    script,
                    "Approved by " + approval.by() + " on " + approval.at()
                            + (approval.breakGlass() ? " BY BREAK-GLASS: " + approval.reason() : "")
                            + " (ledger entry " + approval.seq() + ")");
        }
        comment(
                script,
                "Needs bash, the AWS CLI with credentials for each account below, and for Kubernetes a kubectl that");
        comment(
                script,
                "points to cluster " + incident.scope().clusterName()
                        + ". Stops at the first failure; can be run again.");
    }

    private static void step(StringBuilder script, Action action) {
        comment(
                script.append('\n'),
                action.id() + ". " + action.kind().label() + ": "
                        + action.target().type() + " " + action.target().id());
        comment(script, "Why: " + action.reason());
        action.manual().lines().forEach(line -> whole(script, line));
        script.append("if todo ").append(action.id()).append("; then\n");
        script.append("echo ")
                .append(ShellWords.quote(action.id() + ". " + action.kind().label() + ": "
                        + ShellWords.comment(action.target().id())))
                .append('\n');
        List<String> reads = action.before();
        for (int number = 0; number < reads.size(); number++) {
            script.append("before ")
                    .append(ShellWords.quote(action.id() + "-" + (number + 1) + ".json"))
                    .append(' ')
                    .append(reads.get(number))
                    .append('\n');
        }
        for (CommandLine command : action.commands()) {
            script.append(command.goneIsDone() ? "gone " : "")
                    .append(command.text())
                    .append('\n');
        }
        if (action.commands().isEmpty()) {
            script.append("echo '  by hand: see the script'\n");
        }
        script.append("finished ").append(action.id()).append("\nfi\n");
        action.undo().forEach(line -> whole(script, "Undo: " + line));
        if (!action.check().command().isEmpty()) {
            whole(
                    script,
                    "Look: " + action.check().command() + "  → "
                            + action.check().expected());
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
