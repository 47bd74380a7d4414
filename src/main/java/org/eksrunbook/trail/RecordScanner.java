package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of JSON into records without parsing them: {@code {"Records":[…]}} and its like, lists, documents one after another, one a
 * line. Memory is bounded by the largest record allowed. A line that is no JSON is told and passed over; a broken list ends the reading.
 *
 * <p>Longer than most classes here, since the hot loop is one thing.
 */
final class RecordScanner {

    /** Receives what is found. */
    interface Sink {
        /** A record, valid until this method returns. */
        void record(RawRecord record) throws IOException;

        /** Something that could not be read, in words. */
        void broken(String reason);
    }

    static final int LARGEST_RECORD = 4 << 20;
    static final int DEEPEST = 200;
    private static final int LONGEST_TOLD = 200;
    private static final int BROKEN_LINES_IN_A_ROW = 100_000;
    private static final int MOST_LISTS = 4;
    private static final List<byte[]> LISTS = List.of(
            "Records".getBytes(UTF_8),
            "Events".getBytes(UTF_8),
            "events".getBytes(UTF_8),
            "logEvents".getBytes(UTF_8),
            "items".getBytes(UTF_8),
            "results".getBytes(UTF_8));
    private static final byte[] RECORDS = LISTS.get(0);
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long LINE_ENDS = ONES * '\n';
    private static final boolean[] DULL = new boolean[256];

    static {
        Arrays.fill(DULL, true);
        for (char structural : "\"{}[]".toCharArray()) {
            DULL[structural] = false;
        }
    }

    private final InputStream in;
    private final Sink sink;
    private final @Nullable Repeats repeats;
    private final RawRecord record = new RawRecord();
    private final long[] braces = new long[DEEPEST / 64 + 1];
    private byte[] buffer;
    private int pos;
    private int limit;
    private long before;
    // First byte of the record that is being read; -1: nothing has to be kept.
    private int mark = -1;
    private boolean tooLarge;
    private boolean tooDeep;
    private boolean inList;
    private int lists;
    // Whether the last string had an escape in it.
    private boolean escaped;

    RecordScanner(InputStream in, Sink sink) {
        this(in, sink, null);
    }

    /** @param repeats the objects that are known from other files of the same thread */
    RecordScanner(InputStream in, Sink sink, @Nullable Repeats repeats) {
        this(in, sink, repeats, 1 << 17);
    }

    /** @param expected how many bytes will come, more or less */
    RecordScanner(InputStream in, Sink sink, @Nullable Repeats repeats, int expected) {
        this.in = in;
        this.sink = sink;
        this.repeats = repeats;
        this.buffer = new byte[Math.min(1 << 17, Math.max(1 << 8, expected + 1))];
    }

    /** Reads to the end. An exception of the stream, or its end amid a record, comes through; what was found before has been handed over. */
    void scan() throws IOException {
        int brokenInARow = 0;
        while (tokenOrEnd() >= 0) {
            try {
                inList = false;
                lists = 0;
                top();
                brokenInARow = 0;
            } catch (MalformedJson broken) {
                mark = -1;
                sink.broken(broken.getMessage() + " at byte " + (before + pos));
                if (inList || ++brokenInARow == BROKEN_LINES_IN_A_ROW || !nextLine()) {
                    if (inList || brokenInARow == BROKEN_LINES_IN_A_ROW) {
                        sink.broken("the rest was not read");
                    }
                    return;
                }
            }
        }
    }

    private void top() throws IOException {
        int first = token();
        if (first == 0xef) {
            byteOrderMark();
            first = token();
        }
        if (first == '[') {
            list(true);
        } else if (first == '{') {
            begin();
            boolean held = document();
            if (!held) {
                emit();
            }
            mark = -1;
        } else {
            throw new MalformedJson("no JSON object");
        }
    }

    /** Files that were put one behind the other each bring theirs. */
    private void byteOrderMark() throws IOException {
        pos++;
        for (int expected : new int[] {0xbb, 0xbf}) {
            if (token() != expected) {
                throw new MalformedJson("no JSON object");
            }
            pos++;
        }
    }

    /** @param ofDocuments whether its entries may hold lists of records themselves: documents that a tool put into one list */
    private void list(boolean ofDocuments) throws IOException {
        if (++lists > MOST_LISTS) {
            throw new MalformedJson("lists in lists in lists");
        }
        inList = true;
        mark = -1;
        pos++;
        int next = token();
        if (next == ']') {
            pos++;
            lists--;
            return;
        }
        while (true) {
            if (next == '{') {
                begin();
                if (!ofDocuments) {
                    object(FieldTree.ROOT);
                    emit();
                } else if (!document()) {
                    emit();
                }
                mark = -1;
            } else if (next == '[') {
                list(false);
            } else {
                value(null);
                sink.broken("an entry of the list is no object");
            }
            next = token();
            pos++;
            if (next == ']') {
                lists--;
                return;
            }
            if (next != ',') {
                throw new MalformedJson("a list goes on without a comma");
            }
            next = token();
        }
    }

    private void begin() {
        mark = pos;
        tooLarge = false;
        tooDeep = false;
        record.clear();
    }

    private void emit() throws IOException {
        if (tooLarge) {
            sink.broken("a record of more than " + (LARGEST_RECORD >> 20) + " MB was passed over");
        } else if (tooDeep) {
            record.over(buffer, mark, pos - mark);
            sink.broken("a record nested deeper than " + DEEPEST + " was passed over" + whose());
        } else {
            record.over(buffer, mark, pos - mark);
            sink.record(record);
        }
    }

    /** What its plain fields tell of a record that is passed over: it may be looked up where the logs come from. */
    private String whose() {
        StringBuilder told = new StringBuilder();
        for (Field field : List.of(Field.EVENT_ID, Field.AUDIT_ID, Field.ARN, Field.KUBERNETES_USER)) {
            String text = record.text(field);
            if (text != null) {
                told.append(told.isEmpty() ? ": " : ", ")
                        .append(VisibleText.of(text.length() > LONGEST_TOLD ? text.substring(0, LONGEST_TOLD) : text));
            }
        }
        return told.toString();
    }

    /** Walks the members of a document; true where it held a list of records, which have been handed over then. */
    private boolean document() throws IOException {
        boolean held = false;
        for (boolean more = enter(); more; more = another()) {
            boolean kept = mark >= 0;
            if (!kept) {
                // Behind a list, or what is too large, a name is kept for as long as it is compared.
                mark = pos;
            }
            int from = name();
            boolean holdsList = from >= 0 && isList(mark + from, pos - 1) && (held || !isEvent());
            boolean holdsRecords = holdsList && matches(RECORDS, mark + from, pos - 1);
            FieldTree child = from < 0 || !kept ? null : child(FieldTree.ROOT, mark + from, pos - 1);
            if (!kept) {
                mark = -1;
            }
            colon();
            if (holdsList && token() == '[') {
                list(false);
                held = true;
            } else {
                if (holdsRecords) {
                    sink.broken("Records is no list");
                }
                value(child);
            }
        }
        return held;
    }

    /** Walks an object's members. */
    private void object(FieldTree node) throws IOException {
        KeyOrder order = repeats == null || !node.isInOrder() ? null : repeats.order(node);
        KeyOrder.Key key = order == null ? null : order.start();
        for (boolean more = enter(); more; more = another()) {
            KeyOrder.Key expected = key == null || mark < 0 ? null : KeyOrder.expected(key, buffer, pos, limit);
            if (expected != null) {
                key = expected;
                pos += key.length();
                value(key.child());
            } else {
                int from = name();
                FieldTree child = from < 0 ? null : child(node, mark + from, pos - 1);
                if (order != null && key != null && from >= 0 && pos < limit && buffer[pos] == ':') {
                    key = order.learn(key, buffer, mark + from - 1, pos + 1, child);
                }
                colon();
                value(child);
            }
        }
    }

    /** Goes to an object's first member; false: it has none. */
    private boolean enter() throws IOException {
        pos++;
        if (token() == '}') {
            pos++;
            return false;
        }
        return member();
    }

    /** Goes to an object's next member; false: it ends. */
    private boolean another() throws IOException {
        int next = token();
        pos++;
        if (next == '}') {
            return false;
        }
        if (next != ',') {
            throw new MalformedJson("an object goes on without a comma");
        }
        return member();
    }

    private boolean member() throws IOException {
        if (token() != '"') {
            throw new MalformedJson("a member has no name");
        }
        return true;
    }

    /** Goes behind a member's name; tells where it begins, counted from the record's first byte; -1: nothing is kept of the record. */
    private int name() throws IOException {
        int from = mark < 0 ? -1 : pos + 1 - mark;
        pos++;
        string();
        return mark < 0 ? -1 : from;
    }

    private void colon() throws IOException {
        if (token() != ':') {
            throw new MalformedJson("a member has no value");
        }
        pos++;
    }

    /** What is an event itself, as far as it is read, is not a tool's answer that holds events, whatever its members are called. */
    private boolean isEvent() {
        return record.has(Field.EVENT_NAME) || record.has(Field.EVENT_ID) || record.has(Field.AUDIT_ID);
    }

    private boolean isList(int from, int to) {
        for (byte[] name : LISTS) {
            if (matches(name, from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] name, int from, int to) {
        return Arrays.equals(name, 0, name.length, buffer, from, to);
    }

    private @Nullable FieldTree child(FieldTree node, int from, int to) {
        if (escaped) {
            String name = JsonText.decode(buffer, from, to);
            byte[] plain = (name == null ? "" : name).getBytes(UTF_8);
            return node.child(plain, 0, plain.length);
        }
        return node.child(buffer, from, to);
    }

    private void value(@Nullable FieldTree node) throws IOException {
        Field field = node == null ? null : node.field();
        int first = token();
        int from = pos - mark;
        if (first == '{') {
            if (node != null && node.hasChildren() && mark >= 0) {
                if (node.beginning() > 0 && repeats != null) {
                    perhapsAgain(node, repeats);
                } else {
                    object(node);
                }
            } else {
                skip();
            }
            note(field, from, pos - mark, true);
        } else if (first == '[') {
            if (field != null && node != null && mark >= 0) {
                plainList(field, node);
            } else {
                skip();
            }
            note(field, from, pos - mark, true);
        } else if (first == '"') {
            pos++;
            string();
            if (node != null && node.hasChildren()) {
                record.holdsTextForObject();
            }
            note(field, from + 1, pos - 1 - mark, false);
        } else {
            escaped = false;
            literal();
            note(field, from, pos - mark, false);
        }
    }

    private void perhapsAgain(FieldTree node, Repeats objects) throws IOException {
        int from = pos - mark;
        long known = Repeats.mark(buffer, pos, limit, node.beginning());
        Repeat again = known == 0 ? null : objects.at(known, buffer, pos, limit);
        if (again != null) {
            record.note(again, from);
            pos += again.length();
            return;
        }
        int noted = record.noted();
        object(node);
        int length = pos - mark - from;
        if (known != 0 && mark >= 0 && !tooDeep && Repeats.fits(length, node.beginning()) && objects.isSecond(known)) {
            record.isAgain(objects.keep(known, buffer, mark + from, pos, record.notedFrom(noted, from)), noted);
        }
    }

    private void note(@Nullable Field field, int from, int to, boolean container) {
        if (field != null && mark >= 0) {
            record.note(field, from, to, container, escaped);
        }
    }

    /** A list of plain values, each of which is a value of the field: Kubernetes writes what it knows of a user so. */
    private void plainList(Field field, FieldTree node) throws IOException {
        pos++;
        int next = token();
        while (next != ']') {
            if (next == '"' && mark >= 0) {
                int from = pos + 1 - mark;
                pos++;
                string();
                note(field, from, pos - 1 - mark, false);
            } else {
                value(null);
            }
            next = token();
            if (next == ',') {
                pos++;
                next = token();
            } else if (next != ']') {
                throw new MalformedJson("a list goes on without a comma");
            }
        }
        pos++;
    }

    /** Passes over an object or list: brackets have to match, more is not asked. */
    private void skip() throws IOException {
        int depth = 0;
        while (true) {
            int at = pos;
            byte[] bytes = buffer;
            int end = limit;
            while (at < end && DULL[bytes[at] & 0xff]) {
                at++;
            }
            pos = at;
            if (at == end) {
                fillOrFail();
                continue;
            }
            byte structural = bytes[at];
            pos++;
            if (structural == '"') {
                string();
            } else if (structural == '{' || structural == '[') {
                open(depth++, structural == '{');
            } else {
                close(--depth, structural == '}');
                if (depth == 0) {
                    return;
                }
            }
        }
    }

    private void open(int depth, boolean brace) {
        if (depth >= DEEPEST - 5) {
            tooDeep = true;
            return;
        }
        long bit = 1L << (depth & 63);
        braces[depth >> 6] = brace ? braces[depth >> 6] | bit : braces[depth >> 6] & ~bit;
    }

    private void close(int depth, boolean brace) throws MalformedJson {
        if (depth < DEEPEST - 5 && (braces[depth >> 6] >> (depth & 63) & 1) == 1 != brace) {
            throw new MalformedJson("brackets do not match");
        }
    }

    /** Goes behind the closing quote; the opening one has been passed. */
    private void string() throws IOException {
        escaped = false;
        while (true) {
            pos = plainUntil(buffer, pos, limit);
            if (pos == limit) {
                fillOrFail();
            } else if (buffer[pos] == '"') {
                pos++;
                return;
            } else if (buffer[pos] == '\\') {
                escaped = true;
                pos++;
                if (pos == limit) {
                    fillOrFail();
                }
                pos++;
            } else {
                throw new MalformedJson("a line ends inside a string");
            }
        }
    }

    /** The first quote, backslash or line end, eight bytes at a time; the end where there is none. */
    private static int plainUntil(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long eight = (long) EIGHT.get(bytes, at);
            long stops = zeroes(eight ^ QUOTES) | zeroes(eight ^ BACKSLASHES) | zeroes(eight ^ LINE_ENDS);
            if (stops != 0) {
                return at + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != '"' && bytes[at] != '\\' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The highest bit of the lowest byte that is zero; of bytes above it perhaps more (Warren, Hacker's Delight, 6–1). */
    private static long zeroes(long eight) {
        return eight - ONES & ~eight & HIGHEST;
    }

    private void literal() throws IOException {
        int began = pos;
        while (true) {
            if (pos == limit) {
                int moved = pos - began;
                fillOrFail();
                began = pos - moved;
            }
            byte letter = buffer[pos];
            boolean part = letter >= '0' && letter <= '9'
                    || letter >= 'a' && letter <= 'z'
                    || letter == 'E'
                    || letter == '+'
                    || letter == '-'
                    || letter == '.';
            if (!part) {
                if (pos == began) {
                    throw new MalformedJson("a value is missing");
                }
                return;
            }
            pos++;
        }
    }

    private int token() throws IOException {
        int token = tokenOrEnd();
        if (token < 0) {
            throw new EOFException("ends in the middle of a record");
        }
        return token;
    }

    private int tokenOrEnd() throws IOException {
        while (true) {
            while (pos < limit) {
                byte letter = buffer[pos];
                if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
                    return letter & 0xff;
                }
                pos++;
            }
            if (!fill()) {
                return -1;
            }
        }
    }

    private boolean nextLine() throws IOException {
        while (true) {
            while (pos < limit) {
                if (buffer[pos++] == '\n') {
                    return true;
                }
            }
            if (!fill()) {
                return false;
            }
        }
    }

    private void fillOrFail() throws IOException {
        if (!fill()) {
            throw new EOFException("ends in the middle of a record");
        }
    }

    private boolean fill() throws IOException {
        if (mark < 0) {
            before += limit;
            pos -= limit;
            limit = 0;
        } else if (mark > 0) {
            System.arraycopy(buffer, mark, buffer, 0, limit - mark);
            before += mark;
            pos -= mark;
            limit -= mark;
            mark = 0;
        }
        if (limit == buffer.length) {
            makeRoom();
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read <= 0) {
            return false;
        }
        limit += read;
        return true;
    }

    private void makeRoom() {
        if (buffer.length < LARGEST_RECORD) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        } else {
            // No record of ours is as large: from here on it is only passed over.
            tooLarge = true;
            before += limit;
            pos -= limit;
            limit = 0;
            mark = -1;
        }
    }
}
