package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The organisation's ordinary days, from {@code gameday/ordinary.json}: routines of people, pipelines, nodes, pods and
 * services, in bursts within the few five-minute slots of the day in which an account and region are busy.
 */
final class OrdinaryWork {
    private final JsonNode story = Templates.read("ordinary.json");
    private final Templates templates;
    private final TrailRecord trailRecord;
    private final TrailFiles files;
    private final Random random;

    OrdinaryWork(Templates templates, TrailRecord trailRecord, TrailFiles files, Random random) {
        this.templates = templates;
        this.trailRecord = trailRecord;
        this.files = files;
        this.random = random;
    }

    void day(LocalDate day, Instant end) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        for (JsonNode routine : story.path("routines")) {
            if (weekend && routine.path("weekdays").asBoolean()) {
                continue;
            }
            int bursts = routine.path("bursts").asInt(1);
            for (int burst = 0; burst < bursts; burst++) {
                burst(routine, slot(routine, day), end);
            }
        }
    }

    private void burst(JsonNode routine, Instant start, Instant end) {
        String actor = choose(routine.path("actors")).asText();
        List<JsonNode> calls = new ArrayList<>();
        routine.path("opens").forEach(calls::add);
        int count = routine.path("calls").asInt() * (70 + random.nextInt(61)) / 100;
        while (calls.size() < count) {
            calls.add(weighted(routine.path("does")));
        }
        long second = random.nextInt(40);
        for (JsonNode call : calls) {
            second = Math.min(second + random.nextInt(1 + 260 / calls.size()), TrailFiles.SLOT.toSeconds() - 1);
            Instant time = start.plusSeconds(second);
            if (time.isBefore(end)) {
                write(call.path("actor").asText(actor), routine, call, time);
            }
        }
    }

    private void write(String actor, JsonNode routine, JsonNode call, Instant time) {
        String account = templates.account(routine.path("account").asText());
        String region = TrailRecord.region(call, routine.path("region").asText());
        String eventId = templates.identifiers().of("uuid", random);
        var event = trailRecord.write(actor, call, new Scene(time, account, region, random), eventId);
        files.add(account, region, time, event);
        if (random.nextInt(1500) == 0) {
            // CloudTrail delivers at least once: now and then an event comes again in a later file.
            files.add(account, region, time.plus(TrailFiles.SLOT), event);
        }
    }

    /** One of the busy slots of that account, region and day, within the routine's hours where there is one. */
    private Instant slot(JsonNode routine, LocalDate day) {
        String place = routine.path("account").asText() + routine.path("region").asText();
        int slots = story.path("busySlots").path(place).asInt(3);
        Random ofDay = new Random(day.toEpochDay() * 31 + place.hashCode());
        int from = routine.path("hours").path(0).asInt(0);
        int to = routine.path("hours").path(1).asInt(24);
        int width = 288 / slots;
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            all.add(i == slots - 1 ? 287 : i * width + ofDay.nextInt(width));
        }
        List<Integer> fitting =
                all.stream().filter(s -> s / 12 >= from && s / 12 < to).toList();
        List<Integer> choices = fitting.isEmpty() ? all : fitting;
        return day.atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plus(TrailFiles.SLOT.multipliedBy(choices.get(random.nextInt(choices.size()))));
    }

    private JsonNode choose(JsonNode list) {
        return list.get(random.nextInt(list.size()));
    }

    private JsonNode weighted(JsonNode calls) {
        int total = 0;
        for (JsonNode call : calls) {
            total += call.path("weight").asInt(1);
        }
        int drawn = random.nextInt(total);
        for (JsonNode call : calls) {
            drawn -= call.path("weight").asInt(1);
            if (drawn < 0) {
                return call;
            }
        }
        throw new IllegalStateException("A routine without calls");
    }
}
