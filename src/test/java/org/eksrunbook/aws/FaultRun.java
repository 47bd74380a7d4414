package org.eksrunbook.aws;

import org.eksrunbook.aws.FaultStage.Call;
import org.eksrunbook.aws.FaultStage.People;
import org.eksrunbook.awsdouble.AwsFault;

/** One fault at one call, so many times from there on, and what people then do. */
record FaultRun(Call call, AwsFault fault, int times, People people) {
    @Override
    public String toString() {
        return call + " " + fault + " × " + times + (people == People.SKIP ? " skipped" : "");
    }
}
