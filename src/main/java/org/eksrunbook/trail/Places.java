package org.eksrunbook.trail;

import java.util.Arrays;

/** Where fields stand in a record or an object, in the order in which they were noted. A list without boxing. */
final class Places {

    private static final Field[] FIELDS = Field.values();

    private int count;
    private int[] fields;
    private int[] starts;
    private int[] ends;
    private boolean[] containers;
    private boolean[] escapes;

    Places(int room) {
        fields = new int[room];
        starts = new int[room];
        ends = new int[room];
        containers = new boolean[room];
        escapes = new boolean[room];
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    void add(Field field, int from, int to, boolean container, boolean escaped) {
        if (count == fields.length) {
            int room = Math.max(8, count * 2);
            fields = Arrays.copyOf(fields, room);
            starts = Arrays.copyOf(starts, room);
            ends = Arrays.copyOf(ends, room);
            containers = Arrays.copyOf(containers, room);
            escapes = Arrays.copyOf(escapes, room);
        }
        fields[count] = field.ordinal();
        starts[count] = from;
        ends[count] = to;
        containers[count] = container;
        escapes[count++] = escaped;
    }

    /** Those from one on, counted from another byte. */
    Places from(int first, int origin) {
        Places some = new Places(count - first);
        for (int place = first; place < count; place++) {
            some.add(field(place), starts[place] - origin, ends[place] - origin, containers[place], escapes[place]);
        }
        return some;
    }

    Field field(int place) {
        return FIELDS[fields[place]];
    }

    int start(int place) {
        return starts[place];
    }

    int end(int place) {
        return ends[place];
    }

    /** Whether an object or a list stands there. */
    boolean isContainer(int place) {
        return containers[place];
    }

    /** Whether there may be escapes in the value. */
    boolean isEscaped(int place) {
        return escapes[place];
    }
}
