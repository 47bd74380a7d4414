package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept of the time before is bounded, and what was left out is never called new. */
class HabitsTest {

    private static Sighting read(String bucket, String key, String tool) {
        EventRecord event = Events.call(
                "s3",
                "GetObject",
                ",'userAgent':'" + tool + "','requestParameters':{'bucketName':'" + bucket + "','key':'" + key + "'}");
        return Sighting.of(event.eventId(), event);
    }

    private static Finding compared(Habits habits, Sighting sighting) {
        Finding finding = Classifier.standard()
                .classify(java.util.Objects.requireNonNull(sighting.event()))
                .orElseThrow();
        return habits.compare(finding, Whom.of(sighting, sighting.acting()));
    }

    @Test
    void aHundredThousandObjectsOfABucketAreOneHabit() {
        Habits habits = new Habits(100);
        for (int number = 0; number < 100_000; number++) {
            habits.see(read("b", "part-" + number, "aws-cli"));
        }
        assertThat(habits.told()).isEmpty();
        assertThat(compared(habits, read("b", "another", "aws-cli")).unseen()).isEmpty();
        assertThat(compared(habits, read("c", "another", "curl")).unseen())
                .containsExactly(Aspect.USER_AGENT, Aspect.RESOURCE);
    }

    @Test
    void whereNotAllWasKeptNothingIsCalledNewAndThatIsSaid() {
        Habits habits = new Habits(20);
        for (int number = 0; number < 50; number++) {
            habits.see(read("bucket-" + number, "k", "aws-cli"));
        }
        Finding found = compared(habits, read("never", "k", "curl"));
        assertThat(found.comparedWith()).isNull();
        assertThat(found.unseen()).isEmpty();
        assertThat(compared(habits, read("bucket-0", "k", "aws-cli")).comparedWith())
                .isEqualTo("arn:aws:iam::111122223333:user/eve");
        assertThat(habits.told()).hasSize(1).first().asString().contains("no call is shown as new");
    }

    @Test
    void anEventThatIsSeenTwiceChangesNothing() {
        Habits habits = new Habits(12);
        for (int time = 0; time < 100; time++) {
            habits.see(read("b", "k", "aws-cli"));
        }
        assertThat(habits.told()).isEmpty();
    }
}
