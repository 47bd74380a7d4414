package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The hashes of the tokens of a record that is still bytes: those that {@link EventTokens} gives for the parsed record, or more, never fewer
 * (a test compares them). Nothing is allocated for a value without escapes.
 */
final class RawTokens {

    private static final byte[] ASSUMED = ":assumed-role/".getBytes(UTF_8);
    private static final byte[] POD_BEGINNING = "eks-".getBytes(UTF_8);

    private RawTokens() {}

    static void of(RawRecord record, HashSink sink) {
        each(record, Field.ARN, Token.ARN, sink);
        each(record, Field.ACCESS_KEY, Token.KEY, sink);
        each(record, Field.PRINCIPAL_ID, Token.ID, sink);
        each(record, Field.USER_NAME, Token.NAME, sink);
        each(record, Field.ISSUER_ID, Token.ISSUER_ID, sink);
        each(record, Field.ISSUER_ARN, Token.ISSUER_ARN, sink);
        each(record, Field.ISSUER_NAME, Token.NAME, sink);
        each(record, Field.ISSUED_KEY, Token.ISSUED_KEY, sink);
        each(record, Field.ISSUED_ROLE_ARN, Token.ISSUED_ARN, sink);
        each(record, Field.ISSUED_USER_ARN, Token.ISSUED_ARN, sink);
        each(record, Field.SWITCH_FROM, Token.SWITCHED_FROM, sink);
        each(record, Field.ROLE_ARN, Token.TAKES_ROLE, sink);
        each(record, Field.IDENTITY_PROVIDER, Token.PROVIDER, sink);
        each(record, Field.SAML_PROVIDER, Token.PROVIDER, sink);
        each(record, Field.TRUST_ANCHOR, Token.PROVIDER, sink);
        each(record, Field.KUBERNETES_USER, Token.KUBERNETES_USER, sink);
        each(record, Field.IMPERSONATED, Token.KUBERNETES_USER, sink);
        each(record, Field.EXTRA_ARN, Token.ARN, sink);
        each(record, Field.EXTRA_KEY, Token.KEY, sink);
        each(record, Field.EXTRA_POD, Token.KUBERNETES_POD, sink);
        record.forEach(Field.PRINCIPAL_ID, plain((bytes, from, to) -> issuerId(bytes, from, to, sink)));
        record.forEach(Field.ARN, plain((bytes, from, to) -> session(bytes, from, to, sink)));
    }

    /** Whether only the parsed record tells all tokens: Pod Identity's tags are pairs in a list. */
    static boolean tellsMore(RawRecord record) {
        return record.is(Field.INVOKED_BY, PodIdentity.SERVICE.getBytes(UTF_8))
                || record.is(Field.EVENT_NAME, "AssumeRoleForPodIdentity".getBytes(UTF_8));
    }

    private static void each(RawRecord record, Field field, Token kind, HashSink sink) {
        record.forEach(field, plain((bytes, from, to) -> sink.add(kind.hash(bytes, from, to))));
    }

    /** Resolves escapes where there are any. */
    private static RawRecord.Place plain(RawRecord.Place place) {
        return (bytes, from, to) -> {
            for (int at = from; at < to; at++) {
                if (bytes[at] == '\\') {
                    String text = JsonText.decode(bytes, from, to);
                    byte[] resolved = (text == null ? "" : text).getBytes(UTF_8);
                    place.at(resolved, 0, resolved.length);
                    return;
                }
            }
            place.at(bytes, from, to);
        };
    }

    private static void issuerId(byte[] bytes, int from, int to, HashSink sink) {
        for (int at = from + 1; at < to; at++) {
            if (bytes[at] == ':') {
                sink.add(Token.ISSUER_ID.hash(bytes, from, at));
                return;
            }
        }
    }

    private static void session(byte[] bytes, int from, int to, HashSink sink) {
        int found = indexOf(bytes, from, to);
        if (found < 0) {
            return;
        }
        int account = found;
        while (account > from && bytes[account - 1] != ':') {
            account--;
        }
        int role = found + ASSUMED.length;
        int slash = role;
        while (slash < to && bytes[slash] != '/') {
            slash++;
        }
        if (slash == to) {
            return;
        }
        long hash = Token.add(Token.ROLE.start(), bytes, account, found);
        hash = Token.add(hash, new byte[] {':'}, 0, 1);
        sink.add(Token.spread(Token.add(hash, bytes, role, slash)));
        int name = slash + 1;
        sink.add(Token.SESSION.hash(bytes, name, to));
        if (to - name > 4 && Arrays.equals(bytes, name, name + 4, POD_BEGINNING, 0, 4)) {
            for (int at = name + 4; at < to; at++) {
                if (bytes[at] == '-') {
                    sink.add(Token.POD_SESSION.hash(bytes, name, at));
                }
            }
            sink.add(Token.POD_SESSION.hash(bytes, name, to));
        }
    }

    private static int indexOf(byte[] bytes, int from, int to) {
        for (int at = from; at <= to - ASSUMED.length; at++) {
            if (bytes[at] == ':'
                    && bytes[at + 1] == 'a'
                    && Arrays.equals(bytes, at, at + ASSUMED.length, ASSUMED, 0, ASSUMED.length)) {
                return at;
            }
        }
        return -1;
    }
}
