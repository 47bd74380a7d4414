package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                ",'serviceEventDetails':{'ConsoleLogin':'Failure'}",
                ",'serviceEventDetails':{'createAccountStatus':{'state':'FAILED','failureReason':'EMAIL_ALREADY_EXISTS'}}",
                ",'serviceEventDetails':{'subject':'CN=www.example.com','status':'FAILED'}",
                ",'serviceEventDetails':{'eventRequestDetails':{'users':{'a':{'role':'ADMIN'}}},'eventResponseDetails':{'validUsers':[],'InvalidUsers':['a']}}",
                ",'eventType':'AwsMcpEvent','responseElements':{'content':[{'type':'text','text':'denied'}],'isError':true}",
                ",'eventType':'AwsMcpEvent','responseElements':{'result':{'content':'***','isError':true},'id':1}",
                ",'responseElements':{'statusCode':401}",
                ",'serviceEventDetails':{'action':'login-auth.sso','result':{'statusType':'failure'}}",
                ",'additionalEventData':{'responseParameters':{'status':400.0},'userPoolId':'eu-west-1_A'}"
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
                ",'eventType':'AwsMcpEvent','responseElements':{'content':[{'type':'text'}],'isError':false}",
                ",'errorCode':'200','additionalEventData':{'result':{'statusType':'success','statusCode':'200'}}",
                ",'requestParameters':{'name':'my-test-environment','dryRun':false}",
                ",'requestParameters':{'bucketName':'b','key':'k','dryRun':'true'}",
                ",'requestParameters':{'name':'a call that has no dry run','dryRun':true}",
                ",'serviceEventDetails':{'createAccountStatus':{'state':'SUCCEEDED'},'newStatus':'FAILED_OVER'}",
                ",'serviceEventDetails':{'eventRequestDetails':{'users':{'a':{},'b':{}}},'eventResponseDetails':{'validUsers':['b'],'InvalidUsers':['a']}}",
                ",'responseElements':{'invalidation':{'id':'I2J0','status':'InProgress'}}",
                ",'responseElements':{'failures':[{'reason':'MISSING'}],'tasks':[{'taskArn':'a'}]}",
                ",'responseElements':{'statusCode':200}",
                ",'errorCode':'-','errorMessage':'-'",
                ",'serviceEventDetails':{'action':'create','result':{'statusType':'success','statusCode':'200'}}",
                ",'responseElements':{'statusCode':'404'}",
                ",'requestParameters':{'httpMethod':'GET','statusCode':404},'responseElements':{'statusCode':404}",
                ",'additionalEventData':{'responseParameters':{'status':302.0},'userPoolId':'eu-west-1_A'}"
            })
    void everythingElseIs(String more) {
        assertThat(Outcome.effective(Events.call("signin", "ConsoleLogin", more)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "cloud9, CreateEnvironmentEC2, '{''name'':''my-test-environment'',''dryRun'':true}', false",
        "cloud9, CreateEnvironmentEC2, '{''name'':''my-test-environment'',''dryRun'':false}', true",
        "lambda, UpdateFunctionCode20150331v2, '{''functionName'':''f'',''dryRun'':true}', false",
        "lambda, DeleteFunction20150331, '{''functionName'':''f'',''dryRun'':true}', true",
    })
    void aDryRunDidNothingWhereTheCallHasOne(String service, String name, String request, boolean effective) {
        assertThat(Outcome.effective(Events.call(service, name, ",'requestParameters':" + request)))
                .isEqualTo(effective);
    }

    @Test
    void whereFailuresAloneAreListedAsManyMustHaveFailedAsWereAskedFor() {
        String failed = ",'responseElements':{'failedEntryCount':1,'failedEntries':[{'targetId':'1'}]}";
        assertThat(Outcome.effective(
                        Events.call("events", "PutTargets", failed + ",'requestParameters':{'targets':[{'id':'1'}]}")))
                .isFalse();
        assertThat(Outcome.effective(Events.call(
                        "events", "PutTargets", failed + ",'requestParameters':{'targets':[{'id':'1'},{'id':'2'}]}")))
                .isTrue();
        assertThat(
                        Outcome.effective(
                                Events.call(
                                        "guardduty",
                                        "DeleteMembers",
                                        ",'requestParameters':{'accountIds':['1']},'responseElements':{'unprocessedAccounts':[{'accountId':'1'}]}")))
                .isFalse();
        assertThat(Outcome.effective(Events.call(
                        "cloudfront",
                        "CreateInvalidation",
                        ",'responseElements':{'location':'l','invalidation':{'id':'i'}}")))
                .isTrue();
    }

    @Test
    void listsAreCountedWhereverEc2WrapsThemAndAnEmptyListOfSuccessesIsNone() {
        String three = ",'requestParameters':{'DeleteFlowLogsRequest':{'FlowLogId':[{'tag':1,'content':'fl-1'},"
                + "{'tag':2,'content':'fl-2'},{'tag':3,'content':'fl-3'}]}}";
        assertThat(
                        Outcome.effective(
                                Events.call(
                                        "ec2",
                                        "DeleteFlowLogs",
                                        three
                                                + ",'responseElements':{'DeleteFlowLogsResponse':{'unsuccessful':{'item':{'r':'fl-1'}}}}")))
                .isTrue();
        assertThat(
                        Outcome.effective(
                                Events.call(
                                        "ec2",
                                        "DeleteFlowLogs",
                                        three
                                                + ",'responseElements':{'DeleteFlowLogsResponse':{'unsuccessful':{'item':[{'r':'fl-1'},{'r':'fl-2'},{'r':'fl-3'}]}}}")))
                .isFalse();
        assertThat(
                        Outcome.effective(
                                Events.call(
                                        "ecs",
                                        "RunTask",
                                        ",'requestParameters':{'cluster':'c','tags':[{'key':'a'},{'key':'b'}]},'responseElements':{'tasks':[],'failures':[{'reason':'MEMORY'}]}")))
                .isFalse();
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
