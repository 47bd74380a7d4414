package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths of {@link Field} as a tree, for walking a record's keys byte by byte. */
final class FieldTree {

    static final FieldTree ROOT = build();

    private byte[] key = {};
    private @Nullable Field field;
    private FieldTree[] children = {};

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
        List<FieldTree> more = new ArrayList<>(Arrays.asList(children));
        more.add(made);
        children = more.toArray(FieldTree[]::new);
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
        for (FieldTree child : children) {
            if (child.key.length == to - from && Arrays.equals(child.key, 0, child.key.length, buffer, from, to)) {
                return child;
            }
        }
        return null;
    }
}
