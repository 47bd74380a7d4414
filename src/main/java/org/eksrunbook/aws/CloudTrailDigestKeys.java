package org.eksrunbook.aws;

import java.security.PublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.DigestKeys;
import org.eksrunbook.trail.DigestSignature;
import org.eksrunbook.trail.SourceUnavailable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysResponse;

/** CloudTrail's keys of a region: the same for every account, so the server's own credentials ask for them. */
@Component
@Lazy
class CloudTrailDigestKeys implements DigestKeys {

    private static final int MOST_PAGES = 100;

    private final ClientSetup setup;

    CloudTrailDigestKeys(ClientSetup setup) {
        this.setup = setup;
    }

    @Override
    public Map<String, PublicKey> of(String region, Instant from, Instant until, Unanswered unanswered) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        try (CloudTrailClient trail =
                setup.own(CloudTrailClient.builder(), Region.of(region)).build()) {
            String token = null;
            for (int page = 0; page < MOST_PAGES; page++) {
                String next = token;
                ListPublicKeysResponse answer = trail.listPublicKeys(
                        request -> request.startTime(from).endTime(until).nextToken(next));
                answer.publicKeyList()
                        .forEach(key -> keys.put(
                                key.fingerprint(),
                                DigestSignature.key(key.value().asByteArray())));
                token = answer.nextToken();
                if (token == null || token.equals(next)) {
                    break;
                }
            }
            return keys;
        } catch (SdkException | IllegalArgumentException failed) {
            PassingFault.failIf(unanswered, FactSource.DIGEST_KEYS, failed);
            throw new SourceUnavailable(
                    AwsReasons.whatToDo(failed) + "CloudTrail's public keys of " + VisibleText.of(region)
                            + " cannot be had (cloudtrail:ListPublicKeys): " + AwsReasons.of(failed),
                    failed);
        }
    }
}
