package org.eksrunbook.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/** What an approval is bound to: SHA-256 over everything the plan says, fields in alphabetical order. */
final class PlanHash {

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private PlanHash() {}

    static String of(IncidentId incident, Purpose purpose, List<Action> actions, @Nullable String supersedes) {
        Map<String, Object> content = new TreeMap<>();
        content.put("incident", incident.key());
        content.put("purpose", purpose);
        content.put("actions", actions);
        content.put("supersedes", supersedes == null ? "" : supersedes);
        try {
            byte[] text = CANONICAL.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("A plan cannot be hashed", impossible);
        }
    }
}
