package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * A thing of IAM that was renamed: each call names it as it was called then, a command has to name it as it is called now. All its renames are one,
 * from the name that it had before to the one that is in force.
 *
 * @param rename the call that gives another name
 * @param field in which calls name it
 * @param thing as the command line calls it
 */
record CalledNow(String rename, String field, String thing) {

    private static final Map<String, CalledNow> BY_TYPE = Map.of(
            "AWS::IAM::User", new CalledNow("UpdateUser", "userName", "user"),
            "AWS::IAM::Group", new CalledNow("UpdateGroup", "groupName", "group"),
            "AWS::IAM::ServerCertificate",
                    new CalledNow("UpdateServerCertificate", "serverCertificateName", "server-certificate"));

    /**
     * @param calls in the order of time
     * @return those of things that never had another name as they are
     */
    static List<Call> in(ResourceRef resource, List<Call> calls) {
        CalledNow named = BY_TYPE.get(resource.type());
        return named == null || calls.stream().noneMatch(named::renames) ? calls : named.rewritten(calls);
    }

    /** Gives the old name back; {@code null} where the call is not one of {@link #in}'s renames, or gave another path, too. */
    static @Nullable Draft back(ResourceRef resource, Call call, String reason) {
        CalledNow named = BY_TYPE.get(resource.type());
        return named == null || !named.renames(call) || Fields.text(call.request(), "newPath") != null
                ? null
                : named.draft(resource, call.request(), reason);
    }

    private Draft draft(ResourceRef resource, JsonNode request, String reason) {
        String was = Fields.needed(request, field);
        String now = Fields.needed(request, renamed());
        String update = "aws iam update-" + thing + " ";
        String read = "aws iam get-" + thing + " ";
        return new Draft(ActionKind.RENAME_BACK, resource, reason)
                .before(read + option("", now))
                .run(update + option("", now) + " " + option("new-", was))
                .undo(update + option("", was) + " " + option("new-", now))
                .check(read + option("", was), "it is there under this name");
    }

    private String option(String which, String name) {
        return ShellWords.option("--" + which + thing + "-name", name);
    }

    private List<Call> rewritten(List<Call> calls) {
        List<Call> renames = calls.stream().filter(this::renames).toList();
        String first = Fields.needed(renames.get(0).request(), field);
        String now = first;
        Set<String> names = new HashSet<>();
        ObjectNode whole = renames.get(0).request().deepCopy();
        for (Call call : renames) {
            String from = Fields.needed(call.request(), field);
            String to = Fields.needed(call.request(), renamed());
            names.addAll(List.of(from, to));
            now = from.equals(now) ? to : now;
            // Another path, too: a person puts both back.
            whole.setAll((ObjectNode) call.request());
        }
        whole.put(field, first).put(renamed(), now);
        List<Call> rewritten = new ArrayList<>();
        for (Call call : calls) {
            if (!renames(call)) {
                rewritten.add(new Call(
                        call.eventId(),
                        call.time(),
                        call.name(),
                        named(call.request(), names, now),
                        named(call.response(), names, now)));
            } else if (call.equals(renames.get(0)) && !now.equals(first)) {
                rewritten.add(new Call(call.eventId(), call.time(), call.name(), whole, call.response()));
            }
        }
        return rewritten;
    }

    private boolean renames(Call call) {
        return call.name().equals(rename)
                && call.request() instanceof ObjectNode request
                && Fields.text(request, field) != null
                && Fields.text(request, renamed()) != null;
    }

    private String renamed() {
        return "new" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }

    private JsonNode named(JsonNode told, Set<String> names, String now) {
        JsonNode copy = told.deepCopy();
        for (JsonNode at : copy.findParents(field)) {
            if (names.contains(at.path(field).asText())) {
                ((ObjectNode) at).put(field, now);
            }
        }
        return copy;
    }
}
