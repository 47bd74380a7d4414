package org.eksrunbook.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.RecordingGroup;

/** Which types the recorders of an account and region record, and since when: silence about others means nothing, nor about the time in which one was stopped. */
record RecordedTypes(List<Recorder> recorders) {

    /**
     * @param all every type but the excluded ones
     * @param runs false: it is stopped
     * @param started last; null: not told
     * @param stopped last; null: never, as far as is told
     */
    record Recorder(
            boolean all,
            Set<String> named,
            Set<String> excluded,
            boolean runs,
            @Nullable Instant started,
            @Nullable Instant stopped) {

        boolean has(String type) {
            return named.contains(type) || all && !excluded.contains(type);
        }

        /** Why it did not listen at that time, as far as is told; null where it did. */
        @Nullable
        String deafAt(Instant time) {
            if (!runs) {
                return stopped == null ? "its recorder is stopped" : "its recorder is stopped since " + stopped;
            }
            if (started == null || !started.isAfter(time)) {
                return null;
            }
            if (stopped == null) {
                return "its recorder runs only since " + started;
            }
            return stopped.isAfter(time) ? null : "its recorder was stopped from " + stopped + " to " + started;
        }
    }

    RecordedTypes {
        recorders = List.copyOf(recorders);
    }

    static RecordedTypes of(ConfigClient config) {
        Map<String, ConfigurationRecorderStatus> states = new HashMap<>();
        config.describeConfigurationRecorderStatus()
                .configurationRecordersStatus()
                .forEach(state -> states.put(String.valueOf(state.name()), state));
        List<Recorder> recorders = new ArrayList<>();
        for (ConfigurationRecorder recorder :
                config.describeConfigurationRecorders().configurationRecorders()) {
            RecordingGroup group = recorder.recordingGroup();
            if (group == null) {
                continue;
            }
            boolean exclusion = group.exclusionByResourceTypes() != null
                    && group.exclusionByResourceTypes().hasResourceTypes();
            ConfigurationRecorderStatus state = states.get(String.valueOf(recorder.name()));
            recorders.add(new Recorder(
                    Boolean.TRUE.equals(group.allSupported()) || exclusion,
                    Set.copyOf(group.resourceTypesAsStrings()),
                    exclusion ? Set.copyOf(group.exclusionByResourceTypes().resourceTypesAsStrings()) : Set.of(),
                    state != null && Boolean.TRUE.equals(state.recording()),
                    state == null ? null : state.lastStartTime(),
                    state == null ? null : state.lastStopTime()));
        }
        return new RecordedTypes(recorders);
    }

    /** Why silence about things of the type says nothing of how they were at the time; null where it does. */
    @Nullable
    String deaf(String type, Instant time) {
        String why = "";
        for (Recorder recorder : recorders) {
            if (recorder.has(type)) {
                String deaf = recorder.deafAt(time);
                if (deaf == null) {
                    return null;
                }
                why = ": " + deaf;
            }
        }
        return "records no " + type + why;
    }

    /** For whoever looks before an incident: what is recorded now; null: nothing. */
    @Nullable
    String now() {
        List<Recorder> running = recorders.stream().filter(Recorder::runs).toList();
        return running.stream()
                .filter(Recorder::all)
                .findFirst()
                .map(one -> "all types but " + one.excluded().size())
                .orElseGet(() -> {
                    long types = running.stream()
                            .flatMap(one -> one.named().stream())
                            .distinct()
                            .count();
                    return types == 0 ? null : types + " types";
                });
    }

    /** Since when the recorders are stopped, in words; empty where none is. */
    String stopped() {
        return recorders.stream()
                .filter(one -> !one.runs())
                .findFirst()
                .map(one -> one.stopped() == null ? " (stopped)" : " (stopped since " + one.stopped() + ")")
                .orElse("");
    }
}
