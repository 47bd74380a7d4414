package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'errorCode':'AccessDenied'",
                ",'errorCode':'Client.DryRunOperation'",
                ",'errorMessage':'Failed authentication','responseElements':{'ConsoleLogin':'Failure'}",
                ",'responseElements':{'ConsoleLogin':'Failure'}",
                ",'responseElements':{'_return':false}",
                ",'responseElements':{'ConsoleLoginResponse':{'unsuccessful':{'item':{'error':{'code':'NotFound'}}}}}",
                ",'responseElements':{'failures':[{'reason':'MISSING'}],'tasks':[]}",
                ",'serviceEventDetails':{'ConsoleLogin':'Failure'}"
            })
    void whatWasDeniedOrFailedIsNotEffective(String more) {
        assertThat(Outcome.effective(Events.call("signin", "ConsoleLogin", more)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'responseElements':null",
                ",'responseElements':{'_return':true}",
                ",'responseElements':{'ConsoleLogin':'Success'}",
                ",'responseElements':{'failures':[]}",
                ",'responseElements':{'failures':[{'reason':'MISSING'}],'tasks':[{'taskArn':'a'}]}"
            })
    void everythingElseIs(String more) {
        assertThat(Outcome.effective(Events.call("signin", "ConsoleLogin", more)))
                .isTrue();
    }

    @Test
    void anErrorInsideAnAnswerThatBroughtSomethingIsNone() {
        assertThat(Outcome.effective(Events.call(
                        "ec2",
                        "CreateFleet",
                        ",'responseElements':{'errorSet':{'item':1},'fleetInstanceSet':{'item':2}}")))
                .isTrue();
    }
}
