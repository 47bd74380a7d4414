package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The paths of {@link Field} as a tree, for walking a record's keys byte by byte. */
final class FieldTree {

    private static final FieldTree[] NONE = {};
    static final FieldTree ROOT = build();

    private byte[] key = {};
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

    boolean hasChildren() {
        return children.length > 0;
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
