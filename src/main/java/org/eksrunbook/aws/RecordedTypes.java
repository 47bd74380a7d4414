package org.eksrunbook.aws;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.RecordingGroup;

/**
 * Which types the recorders of an account and region record: silence about others means nothing.
 *
 * @param all every type but the excluded ones
 */
record RecordedTypes(boolean all, Set<String> named, Set<String> excluded) {

    static RecordedTypes of(ConfigClient config) {
        boolean all = false;
        Set<String> named = new HashSet<>();
        Set<String> excluded = new HashSet<>();
        List<ConfigurationRecorder> recorders =
                config.describeConfigurationRecorders().configurationRecorders();
        for (ConfigurationRecorder recorder : recorders) {
            RecordingGroup group = recorder.recordingGroup();
            if (group == null) {
                continue;
            }
            boolean exclusion = group.exclusionByResourceTypes() != null
                    && group.exclusionByResourceTypes().hasResourceTypes();
            all |= Boolean.TRUE.equals(group.allSupported()) || exclusion;
            named.addAll(group.resourceTypesAsStrings());
            if (exclusion) {
                excluded.addAll(group.exclusionByResourceTypes().resourceTypesAsStrings());
            }
        }
        return new RecordedTypes(all, named, excluded);
    }

    boolean has(String type) {
        return named.contains(type) || all && !excluded.contains(type);
    }
}
