package org.eksrunbook.action;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what the attacker's calls changed, the last call first. Each call is taken back by its opposite where the call itself says all
 * that is needed, else by what AWS Config recorded before; where neither is known, a person is told which call it was.
 */
final class PutBacks {

    private final List<CallReversal> reversals = List.of(
            new NetworkReversal(),
            new SharingReversal(),
            new IdentityReversal(),
            new PolicyReversal(),
            new SwitchReversal(),
            new ExecutionReversal(),
            new ContentReversal(),
            new TagReversal());

    List<Action> of(ResourceRef resource, List<Call> calls, @Nullable ConfigItem before, String reason) {
        List<Action> actions = new ArrayList<>();
        List<Call> latestFirst = new ArrayList<>(CalledNow.in(resource, calls));
        Collections.reverse(latestFirst);
        List<Call> unknown = new ArrayList<>();
        for (Call call : latestFirst) {
            if (call.onlyReads()) {
                continue;
            }
            Action action = reversal(resource, call, before, reason);
            if (action == null) {
                unknown.add(call);
            } else if (!action.commands().isEmpty()
                    || actions.stream().noneMatch(one -> one.manual().equals(action.manual()))) {
                actions.add(action);
            }
        }
        actions = withoutDetours(actions);
        if (!unknown.isEmpty() || actions.isEmpty()) {
            actions.add(byHand(resource, unknown, before, reason));
        }
        return actions;
    }

    /**
     * What he gave and took away again is not given once more on the way back: of two steps of which the later undoes the earlier, the later
     * alone decides how it ends, and were the script to stop between them, he would have it.
     */
    private static List<Action> withoutDetours(List<Action> actions) {
        List<Action> direct = new ArrayList<>();
        for (int place = 0; place < actions.size(); place++) {
            Action action = actions.get(place);
            if (actions.stream().skip(place + 1L).noneMatch(later -> undoes(later, action))) {
                direct.add(action);
            }
        }
        return direct;
    }

    private static boolean undoes(Action later, Action action) {
        return action.commands().size() == 1
                && !action.undo().isEmpty()
                && action.undo()
                        .equals(later.commands().stream().map(CommandLine::bare).toList());
    }

    private @Nullable Action reversal(ResourceRef resource, Call call, @Nullable ConfigItem before, String reason) {
        String told = reason + " (" + call.name() + ", event " + call.eventId() + ")";
        for (CallReversal reversal : reversals) {
            try {
                Draft draft = reversal.of(resource, call, before, told);
                if (draft != null) {
                    return draft.done();
                }
            } catch (UnsafeArgument unsafe) {
                // A name that can stand in no command: the person is told the call.
                return null;
            }
        }
        return null;
    }

    private static Action byHand(ResourceRef resource, List<Call> calls, @Nullable ConfigItem before, String reason) {
        StringBuilder words = new StringBuilder("By hand: put ")
                .append(resource.type())
                .append(' ')
                .append(ShellWords.comment(resource.id()))
                .append(" back as it was before the compromise. ");
        if (!calls.isEmpty()) {
            words.append("Changed by: ");
            calls.stream()
                    .limit(20)
                    .forEach(call -> words.append(ShellWords.comment(call.name()))
                            .append(" at ")
                            .append(call.time())
                            .append(" (event ")
                            .append(ShellWords.comment(call.eventId()))
                            .append("), "));
            words.setLength(words.length() - 2);
            words.append(calls.size() > 20 ? " and " + (calls.size() - 20) + " more. " : ". ");
        }
        if (before == null) {
            words.append("How it was before is not recorded: ask its owner, or take its template.");
        } else {
            words.append("As AWS Config recorded it on ")
                    .append(before.captured())
                    .append(":\n");
            String recorded = before.configuration().toPrettyString();
            words.append(
                    recorded.length() > 6_000
                            ? recorded.substring(0, 6_000) + "\n… (all of it: " + before.file() + ")"
                            : recorded);
        }
        return new Draft(ActionKind.PUT_BACK, resource, reason)
                .byHand(words.toString())
                .done();
    }
}
