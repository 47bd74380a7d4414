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
    private static final byte[] POD_IDENTITY = PodIdentity.SERVICE.getBytes(UTF_8);
    private static final byte[] POD_IDENTITY_SESSION = "AssumeRoleForPodIdentity".getBytes(UTF_8);
    private static final byte[] RUN_INSTANCES = "RunInstances".getBytes(UTF_8);
    private static final byte[] CREATE_SESSION = "CreateSession".getBytes(UTF_8);
    private static final byte[] POOL_CREDENTIALS = "GetCredentialsForIdentity".getBytes(UTF_8);
    private static final byte[] POOLS = HandedOut.POOLS.getBytes(UTF_8);
    private static final byte[] SERVICE_MANAGED = StackSetSessions.SERVICE_MANAGED.getBytes(UTF_8);
    private static final byte[] CREATE_FLEET = "CreateFleet".getBytes(UTF_8);

    // AWS cuts them at 64 characters; a planted one of megabytes has as many beginnings.
    private static final int LONGEST_POD_SESSION = 256;

    private RawTokens() {}

    private static final Token[] KINDS = new Token[Field.values().length];

    static {
        KINDS[Field.ARN.ordinal()] = Token.ARN;
        KINDS[Field.ACCESS_KEY.ordinal()] = Token.KEY;
        KINDS[Field.PRINCIPAL_ID.ordinal()] = Token.ID;
        KINDS[Field.USER_NAME.ordinal()] = Token.NAME;
        KINDS[Field.ON_BEHALF_OF.ordinal()] = Token.IDENTITY_USER;
        // Of whoever calls in his own account, too: the accounts of an archive are few.
        KINDS[Field.ACCOUNT.ordinal()] = Token.ACCOUNT;
        KINDS[Field.ISSUER_ID.ordinal()] = Token.ISSUER_ID;
        KINDS[Field.ISSUER_ARN.ordinal()] = Token.ISSUER_ARN;
        KINDS[Field.ISSUER_NAME.ordinal()] = Token.NAME;
        KINDS[Field.ISSUED_KEY.ordinal()] = Token.ISSUED_KEY;
        KINDS[Field.ISSUED_ROLE_ARN.ordinal()] = Token.ISSUED_ARN;
        KINDS[Field.ISSUED_USER_ARN.ordinal()] = Token.ISSUED_ARN;
        KINDS[Field.SWITCH_FROM.ordinal()] = Token.SWITCHED_FROM;
        KINDS[Field.ROLE_ARN.ordinal()] = Token.TAKES_ROLE;
        KINDS[Field.IDENTITY_PROVIDER.ordinal()] = Token.PROVIDER;
        KINDS[Field.SAML_PROVIDER.ordinal()] = Token.PROVIDER;
        KINDS[Field.TRUST_ANCHOR.ordinal()] = Token.PROVIDER;
        KINDS[Field.KUBERNETES_USER.ordinal()] = Token.KUBERNETES_USER;
        KINDS[Field.IMPERSONATED.ordinal()] = Token.KUBERNETES_USER;
        KINDS[Field.EXTRA_ARN.ordinal()] = Token.ARN;
        KINDS[Field.EXTRA_ROLE.ordinal()] = Token.ISSUER_ARN;
        KINDS[Field.EXTRA_KEY.ordinal()] = Token.KEY;
        KINDS[Field.EXTRA_POD.ordinal()] = Token.KUBERNETES_POD;
    }

    /** Whether values of the field are tokens. */
    static boolean hasAny(Field field) {
        return KINDS[field.ordinal()] != null;
    }

    /** @param escaped whether the value may hold escapes, which are resolved then */
    static void of(Field field, byte[] buffer, int from, int to, boolean escaped, HashSink sink) {
        if (escaped) {
            String text = JsonText.decode(buffer, from, to);
            byte[] plain = (text == null ? "" : text).getBytes(UTF_8);
            of(field, plain, 0, plain.length, sink);
        } else {
            of(field, buffer, from, to, sink);
        }
    }

    private static void of(Field field, byte[] plain, int from, int to, HashSink sink) {
        Token kind = KINDS[field.ordinal()];
        if (kind == null) {
            return;
        }
        sink.add(kind.hash(plain, from, to));
        if (field == Field.PRINCIPAL_ID) {
            issuerId(plain, from, to, sink);
        } else if (field == Field.ARN) {
            session(plain, from, to, sink);
        } else if (field == Field.ISSUER_NAME) {
            stackSetRole(plain, from, to, sink);
        }
    }

    /** The role of a service-managed stack set is known by the beginning of its name. */
    private static void stackSetRole(byte[] bytes, int from, int to, HashSink sink) {
        int end = from + SERVICE_MANAGED.length;
        if (end <= to && Arrays.equals(bytes, from, end, SERVICE_MANAGED, 0, SERVICE_MANAGED.length)) {
            sink.add(Token.NAME.hash(bytes, from, end));
        }
    }

    /**
     * Whether only the parsed record tells all tokens: tags are pairs in a list, so are credentials that IAM Roles Anywhere hands out, a pool's identity is a subject, and
     * an object may be written as a text.
     */
    static boolean tellsMore(RawRecord record) {
        return record.hasTextForObject()
                || record.is(Field.INVOKED_BY, POD_IDENTITY)
                || record.is(Field.EVENT_NAME, POD_IDENTITY_SESSION)
                || record.is(Field.EVENT_NAME, RUN_INSTANCES)
                || record.is(Field.EVENT_NAME, CREATE_FLEET)
                || record.is(Field.EVENT_NAME, CREATE_SESSION)
                || record.is(Field.EVENT_NAME, POOL_CREDENTIALS)
                || record.is(Field.IDENTITY_PROVIDER, POOLS);
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
        if (to - name > 4
                && to - name <= LONGEST_POD_SESSION
                && Arrays.equals(bytes, name, name + 4, POD_BEGINNING, 0, 4)) {
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
