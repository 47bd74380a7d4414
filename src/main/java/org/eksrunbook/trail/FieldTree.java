package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of {@link Field} as a tree, for walking a record's keys byte by byte. */
final class FieldTree {

    private static final FieldTree[] NONE = {};
    // What says who made a call: the same in each record of a session, and of a role. In so many bytes lies what tells
    // one from another.
    private static final Map<List<String>, Integer> COME_AGAIN = Map.of(
            List.of("userIdentity"),
            256,
            List.of("userIdentity", "sessionContext", "sessionIssuer"),
            128,
            List.of("user"),
            256);
    private static int made;
    static final FieldTree ROOT = build();
    static final int COUNT = made;

    private final int number = made++;
    private byte[] key = {};
    private int beginning;
    private boolean inOrder;
    private @Nullable Field field;
    // By the length of the key: most keys of a record are none of ours, and their length alone says so.
    private FieldTree[][] children = {};

    private static FieldTree build() {
        FieldTree root = new FieldTree();
        for (Field field : Field.values()) {
            FieldTree node = root;
            for (String step : field.path()) {
                node = node.childOrNew(step.getBytes(UTF_8));
            }
            node.field = field;
        }
        COME_AGAIN.forEach((path, beginning) -> {
            FieldTree node = root;
            for (String step : path) {
                node = node.childOrNew(step.getBytes(UTF_8));
                node.inOrder = true;
            }
            node.beginning = beginning;
        });
        root.inOrder = true;
        return root;
    }

    private FieldTree childOrNew(byte[] step) {
        FieldTree there = child(step, 0, step.length);
        if (there != null) {
            return there;
        }
        FieldTree made = new FieldTree();
        made.key = step;
        if (step.length >= children.length) {
            int before = children.length;
            children = Arrays.copyOf(children, step.length + 1);
            Arrays.fill(children, before, children.length, NONE);
        }
        FieldTree[] same = Arrays.copyOf(children[step.length], children[step.length].length + 1);
        same[same.length - 1] = made;
        children[step.length] = same;
        return made;
    }

    /** The field that ends here, if one does. */
    @Nullable
    Field field() {
        return field;
    }

    /** From 0 to {@link #COUNT}. */
    int number() {
        return number;
    }

    /** Whether the members of the object mostly come in one order, whatever was called. */
    boolean isInOrder() {
        return inOrder;
    }

    boolean hasChildren() {
        return children.length > 0;
    }

    /** Of an object that is often the same, the length of the beginning by which one is told from another; 0: it is not. */
    int beginning() {
        return beginning;
    }

    @Nullable
    FieldTree child(byte[] buffer, int from, int to) {
        int length = to - from;
        if (length >= children.length) {
            return null;
        }
        for (FieldTree child : children[length]) {
            if (Arrays.equals(child.key, 0, length, buffer, from, to)) {
                return child;
            }
        }
        return null;
    }
}
