package org.eksrunbook.trail;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order the members of one object came in the records before: they mostly come so again, and then a name is compared with the one that
 * is expected instead of being read and looked up. For one thread.
 */
final class KeyOrder {

    private static final int MOST = 100;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<Key> keys = new ArrayList<>();
    private final Key start = new Key(new byte[0], null);

    /** A member's name with its quotes and the colon, as it stood there. */
    static final class Key {
        private final byte[] text;
        private final long beginning;
        private final long beginningMask;
        private final @Nullable FieldTree child;
        private @Nullable Key next;
        private @Nullable Key orNext;

        private Key(byte[] text, @Nullable FieldTree child) {
            this.text = text;
            this.child = child;
            byte[] eight = Arrays.copyOf(text, Long.BYTES);
            this.beginning = (long) EIGHT.get(eight, 0);
            this.beginningMask = text.length >= Long.BYTES ? -1 : (1L << 8 * text.length) - 1;
        }

        int length() {
            return text.length;
        }

        @Nullable
        FieldTree child() {
            return child;
        }

        private boolean standsAt(byte[] buffer, int from, int limit) {
            int length = text.length;
            if (limit - from < Math.max(length, Long.BYTES)
                    || ((long) EIGHT.get(buffer, from) & beginningMask) != beginning) {
                return false;
            }
            for (int at = Long.BYTES; at < length; at += Long.BYTES) {
                // The last eight bytes may overlap those before.
                int place = Math.min(at, length - Long.BYTES);
                if ((long) EIGHT.get(text, place) != (long) EIGHT.get(buffer, from + place)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Before an object's first member. */
    Key start() {
        return start;
    }

    /** The key that stands there, if it is one of those that came after the other before; {@code null}: it has to be read. */
    static @Nullable Key expected(Key after, byte[] buffer, int from, int limit) {
        Key next = after.next;
        if (next == null) {
            return null;
        }
        if (next.standsAt(buffer, from, limit)) {
            return next;
        }
        Key other = after.orNext;
        return other != null && other.standsAt(buffer, from, limit) ? other : null;
    }

    /** What came after a key instead of what was expected. */
    Key learn(Key after, byte[] buffer, int from, int to, @Nullable FieldTree child) {
        Key found = null;
        for (Key key : keys) {
            if (Arrays.equals(key.text, 0, key.text.length, buffer, from, to)) {
                found = key;
                break;
            }
        }
        if (found == null && keys.size() == MOST) {
            // Whoever has that many names keeps no order.
            return start;
        }
        if (found == null) {
            found = new Key(Arrays.copyOfRange(buffer, from, to), child);
            keys.add(found);
        }
        after.orNext = after.next;
        after.next = found;
        return found;
    }
}
