package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pages, and what is done to them: empty ones with a token, and one that follows itself. */
public final class Paging {

    private static final List<String> TOKENS = List.of("NextToken", "nextToken", "Marker", "marker");
    private static final String BEHIND_EMPTY = "behind-an-empty-page-";
    private static final String SAME = "the-same-page-again-and-again";

    private Paging() {}

    /** The member that carries the token, where the operation has pages. */
    static Optional<String> token(Shapes shapes, String operation) {
        return TOKENS.stream()
                .filter(name -> shapes.input(operation).node().path("members").has(name)
                        && shapes.output(operation).node().path("members").has(name))
                .findFirst();
    }

    /** Takes off the token what a fault had put on it. */
    static void unwrap(ObjectNode input, String member) {
        String token = input.path(member).asText();
        while (token.startsWith(BEHIND_EMPTY)) {
            token = token.substring(BEHIND_EMPTY.length());
            input.put(member, token);
        }
        if (input.has(member) && (token.isEmpty() || token.equals(SAME))) {
            input.remove(member);
        }
    }

    static void empty(ObjectNode answer, String member, @Nullable String token) {
        clear(answer);
        more(answer, member, BEHIND_EMPTY + (token == null ? "" : token));
    }

    /** Lists may lie a level deeper, as rows of a result do. */
    private static void clear(ObjectNode object) {
        object.forEach(value -> {
            if (value instanceof ArrayNode list) {
                list.removeAll();
            } else if (value instanceof ObjectNode inner) {
                clear(inner);
            }
        });
    }

    static void followedByItself(ObjectNode answer, String member) {
        more(answer, member, SAME);
    }

    private static void more(ObjectNode answer, String member, String token) {
        answer.put(member, token);
        if (answer.has("IsTruncated")) {
            answer.put("IsTruncated", true);
        }
    }

    /**
     * Puts a page of items into an answer.
     *
     * @param token as the request carries it; empty: the first page
     */
    public static void page(
            ObjectNode answer, String items, String tokenMember, List<? extends JsonNode> all, String token, int size) {
        int from = token.isEmpty() ? 0 : Integer.parseInt(token);
        int until = Math.min(all.size(), from + size);
        ArrayNode list = answer.putArray(items);
        all.subList(Math.min(from, until), until).forEach(list::add);
        if (until < all.size()) {
            answer.put(tokenMember, Integer.toString(until));
        }
    }
}
