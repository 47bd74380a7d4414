package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One way in which an event can be somebody's, as a text of one kind letter and a value. What a principal is looked for by, what a group's index
 * knows, and what an event is matched by are all tokens; two events or principals meet where they share one.
 */
public enum Token {
    /** The caller's ARN. */
    ARN('a'),
    /** The caller's access key id. */
    KEY('k'),
    /** The caller's unique id, for a session {@code AROA…:name}. */
    ID('p'),
    /** The unique id of the role or user behind a session. */
    ISSUER_ID('r'),
    /** The ARN of the role or user behind a session, of a Kubernetes caller too. */
    ISSUER_ARN('i'),
    /** The account of a caller from elsewhere: another than the one in whose log the call is. */
    ACCOUNT('c'),
    /** {@code <account>:<role name>} of a session. */
    ROLE('m'),
    /** User name, or the name of the role behind a session; of a web identity {@code system:serviceaccount:…}. */
    NAME('n'),
    /** The session's name, for a node its instance id. */
    SESSION('s'),
    /** The beginnings of a Pod Identity session's name, one a hyphen: {@code eks-<cluster>-<pod>}. */
    POD_SESSION('e'),
    /** {@code <namespace>/<service account>} for which Pod Identity asked for a session. */
    POD_ACCOUNT('g'),
    /** {@code <namespace>/<pod>} for which Pod Identity asked for a session. */
    POD('q'),
    /** An access key id that the event handed out. */
    ISSUED_KEY('K'),
    /** ARN of the session that the event handed out. */
    ISSUED_ARN('A'),
    /** The user of IAM Identity Center in whose name was called. */
    IDENTITY_USER('I'),
    /** The identity of an identity pool for which credentials were asked for. */
    POOL_IDENTITY('w'),
    /** The role that somebody takes on. */
    TAKES_ROLE('T'),
    /** The identity provider on whose word somebody comes in: OIDC, SAML, or a trust anchor of IAM Roles Anywhere. */
    PROVIDER('v'),
    /** The user or session from which the console switched role. */
    SWITCHED_FROM('F'),
    /** What instances were started from: {@link GroupTokens}. */
    GROUP('G'),
    /** Kubernetes user. */
    KUBERNETES_USER('u'),
    /** The pod whose token a Kubernetes caller showed. */
    KUBERNETES_POD('o');

    private static final long PRIME = 0x100000001b3L;
    private final char letter;

    Token(char letter) {
        this.letter = letter;
    }

    String of(String value) {
        return letter + value;
    }

    boolean is(String token) {
        return !token.isEmpty() && token.charAt(0) == letter;
    }

    /** The hash of the token whose value stands in the bytes. */
    long hash(byte[] buffer, int from, int to) {
        return spread(add(start(), buffer, from, to));
    }

    long start() {
        return (0xcbf29ce484222325L ^ letter) * PRIME;
    }

    static long add(long hash, byte[] buffer, int from, int to) {
        long sum = hash;
        for (int at = from; at < to; at++) {
            sum = (sum ^ (buffer[at] & 0xff)) * PRIME;
        }
        return sum;
    }

    /** The last step of a hash. Never 0, which is an empty place in the sets of hashes. */
    static long spread(long hash) {
        long spread = hash ^ hash >>> 29;
        return spread == 0 ? 1 : spread;
    }

    /** The hash of a whole token. */
    static long hash(String token) {
        byte[] bytes = token.getBytes(UTF_8);
        return spread(add((0xcbf29ce484222325L ^ bytes[0]) * PRIME, bytes, 1, bytes.length));
    }
}
