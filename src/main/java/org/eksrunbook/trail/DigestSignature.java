package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;

/** SHA256withRSA over a digest's signed text (CloudTrail user guide, «custom implementations of log file integrity validation»). */
public final class DigestSignature {

    private DigestSignature() {}

    /**
     * A key as CloudTrail gives it: DER of a PKCS#1 RSAPublicKey.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static PublicKey key(byte[] der) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(der);
            length(bytes, 0x30);
            BigInteger modulus = integer(bytes);
            BigInteger exponent = integer(bytes);
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException | BufferUnderflowException broken) {
            throw new IllegalArgumentException("no RSA public key", broken);
        }
    }

    static boolean holds(DigestFacts digest, String signature, PublicKey key) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(key);
            rsa.update(digest.signedText().getBytes(UTF_8));
            return rsa.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            // Neither a signature nor a key that could make one: then it does not hold.
            return false;
        }
    }

    private static BigInteger integer(ByteBuffer bytes) {
        byte[] value = new byte[length(bytes, 0x02)];
        bytes.get(value);
        return new BigInteger(value);
    }

    private static int length(ByteBuffer bytes, int tag) {
        if ((bytes.get() & 0xff) != tag) {
            throw new IllegalArgumentException("no RSA public key");
        }
        int first = bytes.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int at = 0; at < (first & 0x7f); at++) {
            length = length << 8 | bytes.get() & 0xff;
        }
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("no RSA public key");
        }
        return length;
    }
}
