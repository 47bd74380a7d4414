package org.eksrunbook.awsdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** IAM: roles with their trust policies (encoded for URLs, as IAM gives them), instance profiles and OIDC providers of each account. */
public final class IamDouble extends ScriptedService {

    private static final long CREATED = 1719792000;

    private static final class Identities {
        private final Map<String, ObjectNode> roles = new TreeMap<>();
        private final Map<String, ObjectNode> profiles = new TreeMap<>();
        private final List<String> providers = new ArrayList<>();
    }

    private final Map<String, Identities> accounts = new TreeMap<>();

    public IamDouble() {
        super("iam", "iam-2010-05-08");
        on("ListRoles", request -> {
            ObjectNode answer = JsonWire.JSON.createObjectNode();
            int size = request.input().path("MaxItems").asInt(100);
            List<ObjectNode> all = List.copyOf(of(request).roles.values());
            Paging.page(answer, "Roles", "Marker", all, request.text("Marker"), size);
            return answer.put("IsTruncated", answer.has("Marker"));
        });
        on(
                "GetRole",
                request -> wrapped(
                        "Role", of(request).roles.get(request.text("RoleName")), "role", request.text("RoleName")));
        on(
                "GetInstanceProfile",
                request -> wrapped(
                        "InstanceProfile",
                        of(request).profiles.get(request.text("InstanceProfileName")),
                        "Instance Profile",
                        request.text("InstanceProfileName")));
        on("ListOpenIDConnectProviders", request -> {
            ObjectNode answer = JsonWire.JSON.createObjectNode();
            var list = answer.putArray("OpenIDConnectProviderList");
            of(request).providers.forEach(arn -> list.addObject().put("Arn", arn));
            return answer;
        });
    }

    /** @param path {@code /}, or {@code /some/path/} */
    public IamDouble role(String account, String path, String name, JsonNode trust) {
        of(account)
                .roles
                .put(
                        name,
                        JsonWire.JSON
                                .createObjectNode()
                                .put("Path", path)
                                .put("RoleName", name)
                                .put("RoleId", id("AROA", name))
                                .put("Arn", "arn:aws:iam::" + account + ":role" + path + name)
                                .put("CreateDate", CREATED)
                                .put("AssumeRolePolicyDocument", URLEncoder.encode(trust.toString(), UTF_8)));
        return this;
    }

    /** @param role one of the account's */
    public IamDouble instanceProfile(String account, String name, String role) {
        ObjectNode profile = JsonWire.JSON
                .createObjectNode()
                .put("Path", "/")
                .put("InstanceProfileName", name)
                .put("InstanceProfileId", id("AIPA", name))
                .put("Arn", "arn:aws:iam::" + account + ":instance-profile/" + name)
                .put("CreateDate", CREATED);
        profile.putArray("Roles").add(of(account).roles.get(role));
        of(account).profiles.put(name, profile);
        return this;
    }

    public IamDouble oidcProvider(String account, String issuer) {
        of(account).providers.add("arn:aws:iam::" + account + ":oidc-provider/" + issuer);
        return this;
    }

    private Identities of(AwsRequest request) {
        return accounts.getOrDefault(request.account(), new Identities());
    }

    private Identities of(String account) {
        return accounts.computeIfAbsent(account, first -> new Identities());
    }

    private static JsonNode wrapped(
            String member, @org.jspecify.annotations.Nullable ObjectNode found, String kind, String name) {
        if (found == null) {
            throw new AwsRefusal(404, "NoSuchEntity", kind + " " + name + " cannot be found.");
        }
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        answer.set(member, found);
        return answer;
    }

    private static String id(String prefix, String name) {
        String letters = Long.toString(name.hashCode() & 0xffffffffL, 36).toUpperCase(java.util.Locale.ROOT);
        return prefix + "EXAMPLEEXAMPLEXXX".substring(letters.length()) + letters;
    }
}
