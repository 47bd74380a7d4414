package org.eksrunbook.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One entry of an incident's ledger.
 *
 * @param seq counts from 1 without a gap
 * @param previous hash of the entry before, 64 zeros for the first
 * @param hash SHA-256 of the line's bytes before {@code ,"hash":"…"}}
 * @param line the entry exactly as it stands in the manifest, without line break
 */
public record Entry(
        long seq, Instant at, String kind, String actor, JsonNode body, String previous, String hash, String line) {}
