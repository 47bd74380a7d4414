package org.eksrunbook.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.eksrunbook.asset.ConfigItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.config.model.ConfigurationItem;

/** Items of the API, which spells them differently from the delivered files: a configuration is the text of a document. */
final class ConfigItems {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigItems() {}

    static ConfigItem of(ConfigurationItem item) {
        ObjectNode supplementary = JSON.createObjectNode();
        for (Map.Entry<String, String> one : item.supplementaryConfiguration().entrySet()) {
            supplementary.set(one.getKey(), document(one.getValue()));
        }
        JsonNode configuration = document(item.configuration());
        return new ConfigItem(
                item.resourceTypeAsString(),
                item.resourceId(),
                item.resourceName(),
                item.arn(),
                item.accountId() == null ? "" : item.accountId(),
                item.awsRegion() == null ? "" : item.awsRegion(),
                item.configurationItemCaptureTime(),
                item.configurationItemStatusAsString(),
                item.tags(),
                configuration.isObject() ? configuration : JSON.createObjectNode(),
                supplementary,
                "AWS Config (config:GetResourceConfigHistory)");
    }

    /** Text that is no document stays text: nothing can be made of it again, but it can be shown. */
    private static JsonNode document(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JsonProcessingException noDocument) {
            return JSON.getNodeFactory().textNode(text);
        }
    }
}
