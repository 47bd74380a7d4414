package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much was read, by principal and call; the numbers are whoever's wrote the log. */
class ReadVolumeTest {

    private static Finding read(String name, String bucket, String more) {
        return Events.judged("s3", name, ",'requestParameters':{'bucketName':'" + bucket + "','key':'a/b'}" + more);
    }

    private static String bytes(String value) {
        return ",'additionalEventData':{'bytesTransferredOut':" + value + "}";
    }

    private static ReadGroups of(Finding... findings) {
        ReadGroups groups = new ReadGroups();
        List.of(findings).forEach(groups::add);
        return groups;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"0, 0", "4210, 4210", "'4210', 4210", "4210.0, 4210", "1e3, 1000", "70368744177664, 70368744177664"
            })
    void wholeNumbersOfBytesAreRead(String written, long bytes) {
        Finding finding = read("GetObject", "b", bytes(written));
        assertThat(finding.bytesOut()).isEqualTo(bytes);
        assertThat(finding.bytesDoubted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-0.5",
                "1.5",
                "'4210 B'",
                "'-4210'",
                "'70368744177665'",
                "''",
                "true",
                "{}",
                "[1]",
                "1e300",
                "70368744177665",
                "9223372036854775808",
                "99999999999999999999999999"
            })
    void whatIsNoNumberOfBytesIsNotCountedAndThatIsSaid(String written) {
        Finding finding = read("GetObject", "b", bytes(written));
        assertThat(finding.bytesOut()).isNull();
        assertThat(finding.bytesDoubted()).isTrue();
        assertThat(of(finding).all().get(0).volume())
                .isEqualTo("the log does not say how much; what it says of 1 is no number of bytes and is not counted");
    }

    @Test
    void whereTheLogDoesNotSayNothingIsDoubted() {
        for (String more : List.of("", bytes("null"), ",'additionalEventData':'x'", ",'additionalEventData':null")) {
            Finding finding = read("GetObject", "b", more);
            assertThat(finding.bytesOut()).isNull();
            assertThat(finding.bytesDoubted()).isFalse();
            assertThat(of(finding).all().get(0).volume()).isEqualTo("the log does not say how much");
        }
    }

    @Test
    void readsArePutTogetherByPrincipalAndCallWithTheirBuckets() {
        ReadGroups groups = new ReadGroups();
        for (int number = 0; number < 4210; number++) {
            groups.add(read("GetObject", "bucket-" + number % 3, bytes("3000000")));
        }
        groups.add(read("HeadBucket", "b", ""));
        groups.add(read("PutObject", "b", bytes("5")));
        ReadGroup only = groups.all().get(0);
        assertThat(groups.all()).hasSize(1);
        assertThat(only.eventName() + " " + only.words() + ", " + only.volume())
                .isEqualTo("GetObject × 4,210 on 3 buckets, 12.6 GB");
    }

    @Test
    void whereTheLogSaysOfSomeHowMuchItIsSaidOfHowMany() {
        assertThat(of(read("GetObject", "b", bytes("1500")), read("GetObject", "b", ""))
                        .all()
                        .get(0)
                        .volume())
                .isEqualTo("1.5 kB, as the log says of 1 of 2 calls; of the others it does not say how much");
    }

    @Test
    void whatWasDeniedWasNotRead() {
        Finding denied = read("GetObject", "b", ",'errorCode':'AccessDenied'" + bytes("243"));
        assertThat(denied.bytesOut()).isEqualTo(243);
        assertThat(of(denied).all()).isEmpty();
    }

    @Test
    void secretsStandBeforeObjectsHoweverManyThese() {
        ReadGroups groups = of(read("GetObject", "b", ""), read("GetObject", "b", ""));
        groups.add(Events.judged("secretsmanager", "GetSecretValue", ",'requestParameters':{'secretId':'db'}"));
        assertThat(groups.all()).extracting(ReadGroup::eventName).containsExactly("GetSecretValue", "GetObject");
        assertThat(groups.all().get(0).words()).isEqualTo("× 1 on 1 secret");
    }

    @Test
    void oneClaimOfVeryMuchAfterTheOtherComesToNoLessThanNothing() {
        ReadGroups groups = new ReadGroups();
        for (int number = 0; number < 200_000; number++) {
            groups.add(read("GetObject", "b", bytes("70368744177664")));
        }
        assertThat(groups.all().get(0).bytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void moreGroupsOrPlacesThanAreToldApartAreSaid() {
        ReadGroups groups = new ReadGroups(1, 2);
        for (int number = 0; number < 9; number++) {
            groups.add(read("GetObject", "bucket-" + number, ""));
        }
        groups.add(Events.judged("secretsmanager", "GetSecretValue", ",'requestParameters':{'secretId':'db'}"));
        assertThat(groups.all()).hasSize(1);
        assertThat(groups.all().get(0).words()).isEqualTo("× 9 on at least 2 buckets");
        assertThat(groups.ungrouped()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::S3::Bucket, bucket, buckets",
        "AWS::RDS::DBInstance, DB instance, DB instances",
        "AWS::ECR::Repository, repository, repositories",
        "AWS::KMS::Key, key, keys",
        "Kubernetes::ConfigMap, config map, config maps"
    })
    void typesAreCalledAsPeopleCallThem(String type, String one, String many) {
        assertThat(Plurals.name(type)).isEqualTo(one);
        assertThat(Plurals.of(Plurals.name(type))).isEqualTo(many);
    }
}
