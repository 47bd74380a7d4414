package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** CloudFormation's resource types (without {@code AWS::}): which a service has, what identifies one, which is a part of which. */
final class ResourceTypes {

    /** A part with a type of its own: a policy of a bucket, a route of a table. {@code both}: the part stands for itself and names the whole too. */
    record Part(String whole, boolean both) {}

    private final Map<String, List<String>> namespaces = new HashMap<>();
    /** Namespace → the types' own names, squeezed → the type. */
    private final Map<String, Map<String, String>> typesOf = new LinkedHashMap<>();

    /** Namespace → names of fields that hold the identifier of one of its types, squeezed → that type. */
    private final Map<String, Map<String, String>> typesByField = new ConcurrentHashMap<>();

    private final Map<String, String> bySqueezed = new HashMap<>();
    private final Map<String, Set<String>> keys = new HashMap<>();
    private final Map<String, Set<String>> identifiedWith = new HashMap<>();
    private final Map<String, Part> parts = new HashMap<>();
    private final Set<String> arnIsIdentifier = new LinkedHashSet<>();

    static ResourceTypes load() {
        return new ResourceTypes();
    }

    private ResourceTypes() {
        for (CSVRecord row : FactsFile.rows("services.csv")) {
            namespaces.put(row.get("service"), List.of(row.get("namespaces").split(" ")));
        }
        for (CSVRecord row : FactsFile.rows("types.csv")) {
            String type = row.get("namespace") + "::" + row.get("type");
            addType(type);
            for (String property : row.get("identifier").split("\\|")) {
                String key = squeeze(property);
                if (key.equals("arn")
                        || key.endsWith("arn") && !row.get("identifier").contains("|")) {
                    arnIsIdentifier.add(type);
                }
                if (!GENERIC.contains(key) && !row.get("identifier").contains("|")) {
                    keys.computeIfAbsent(type, t -> new LinkedHashSet<>()).add(key);
                }
            }
        }
        for (CSVRecord row : FactsFile.rows("types.csv")) {
            if (row.get("identifier").contains("|")) {
                parts(row.get("namespace") + "::" + row.get("type"), row.get("namespace"), row.get("identifier"));
            }
        }
        for (CSVRecord row : FactsFile.rows("identifiers.csv")) {
            keys.computeIfAbsent(row.get("type"), t -> new LinkedHashSet<>())
                    .addAll(List.of(row.get("keys").split(" ")));
            addType(row.get("type"));
        }
        for (CSVRecord row : FactsFile.rows("parts.csv")) {
            parts.put(
                    row.get("part"), new Part(row.get("whole"), row.get("named").equals("both")));
        }
        for (CSVRecord row : FactsFile.rows("more-actions.csv")) {
            for (String type : row.get("type").split("\\+")) {
                if (!type.isEmpty()) {
                    addType(type);
                }
            }
        }
    }

    /** The service's type whose identifier a field of that name holds ({@code deliveryStreamName}); null where it is none's. */
    @Nullable
    String byField(String service, String key) {
        for (String namespace : namespaces(service)) {
            String type = typesByField.computeIfAbsent(namespace, this::fields).get(key);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    /** Of an identifier of several parts ({@code ProgramName|MultiplexId}) the one that is no other thing's is the thing's own. */
    private void parts(String type, String namespace, String identifier) {
        Set<String> all = Stream.of(identifier.split("\\|"))
                .map(ResourceTypes::squeeze)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        identifiedWith.put(type, all);
        Map<String, String> fields = fields(namespace);
        List<String> own = all.stream()
                .filter(key -> !GENERIC.contains(key) && NAME.matcher(key).matches())
                .filter(key -> type.equals(fields.getOrDefault(key, type)))
                .toList();
        if (own.size() == 1) {
            keys.computeIfAbsent(type, t -> new LinkedHashSet<>()).addAll(own);
        }
    }

    /** Whether the field is one of several that together identify a thing of the type. */
    boolean isIdentifiedWith(String type, String key) {
        return identifiedWith.getOrDefault(type, Set.of()).contains(key);
    }

    private Map<String, String> fields(String namespace) {
        Map<String, String> fields = new HashMap<>();
        typesOf.getOrDefault(namespace, Map.of()).forEach((name, type) -> {
            for (String ending : List.of("id", "name", "arn", "identifier")) {
                fields.put(name + ending, type);
            }
        });
        return fields;
    }

    /** What is called like a name; an account or a principal is no thing of the service's own. */
    private static final Pattern NAME =
            Pattern.compile("(?!.*(?:account|principal|resource)id$).*(?:id|name|identifier)");

    static final Set<String> GENERIC = Set.of("arn", "id", "name", "identifier");

    private void addType(String type) {
        String namespace = type.substring(0, type.indexOf(':'));
        typesOf.computeIfAbsent(namespace, n -> new LinkedHashMap<>()).putIfAbsent(ownName(type), type);
        bySqueezed.putIfAbsent(squeeze(namespace), namespace);
    }

    private static String ownName(String type) {
        return squeeze(type.substring(type.lastIndexOf(':') + 1));
    }

    /** Whether the type is one of CloudFormation's or of those we added, and not made from a call's name. */
    boolean knows(String type) {
        return typesOf.getOrDefault(type.substring(0, Math.max(0, type.indexOf(':'))), Map.of())
                .containsValue(type);
    }

    @Nullable
    Part part(String type) {
        return parts.get(type);
    }

    /** Whether CloudFormation identifies the type by its ARN. */
    boolean identifiedByArn(String type) {
        return arnIsIdentifier.contains(type);
    }

    /** Names of fields that hold the identifier of a resource of this type, squeezed. */
    Set<String> keys(String type) {
        return keys.getOrDefault(type, Set.of());
    }

    /** The namespaces of a service, by the name in its event source or in its ARNs; never empty. */
    List<String> namespaces(String service) {
        List<String> known = namespaces.get(service);
        if (known != null) {
            return known;
        }
        String namespace = bySqueezed.get(squeeze(service));
        return namespace == null ? List.of() : List.of(namespace);
    }

    /** The service's type that a noun begins with, the longest wins: {@code BucketReplication} is about a {@code Bucket}. */
    @Nullable
    String beginning(String service, String noun) {
        String wanted = squeeze(noun);
        for (String namespace : namespaces(service)) {
            String best = null;
            int length = 0;
            for (Map.Entry<String, String> named :
                    typesOf.getOrDefault(namespace, Map.of()).entrySet()) {
                if (named.getKey().length() > length && wanted.startsWith(named.getKey())) {
                    best = named.getValue();
                    length = named.getKey().length();
                }
            }
            if (best != null) {
                return best;
            }
        }
        return null;
    }

    /** The first namespace of a service, or its name with a capital letter where CloudFormation does not know it. */
    String namespace(String service) {
        List<String> known = namespaces(service);
        if (!known.isEmpty()) {
            return known.get(0);
        }
        StringBuilder made = new StringBuilder();
        for (String word : service.split("[^a-z0-9]+")) {
            made.append(word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return made.isEmpty() ? "Unknown" : made.toString();
    }

    /** The service's type with exactly this name, whatever its case and hyphens; null where there is none. */
    @Nullable
    String named(String service, String name) {
        String wanted = squeeze(name);
        for (String namespace : namespaces(service)) {
            String type = typesOf.getOrDefault(namespace, Map.of()).get(wanted);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    /** Lower case, letters and digits only: CloudTrail, CloudFormation and ARNs write the same word in different ways. */
    static String squeeze(String text) {
        StringBuilder squeezed = new StringBuilder(text.length());
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                squeezed.append(c);
            }
        }
        return squeezed.toString();
    }
}
