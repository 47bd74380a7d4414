package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.junit.jupiter.api.Test;

class OwnRowsTest {

    private static final Reader OWNER = new Reader("olga", Set.of("application-owners"));
    private static final Finding.Resource SHOP =
            new Finding.Resource("AWS::S3::Bucket", "shop-data", "arn:aws:s3:::shop-data");
    private static final Finding.Resource PAY =
            new Finding.Resource("AWS::S3::Bucket", "pay-data", "arn:aws:s3:::pay-data");

    private final OwnRows own = OwnRows.of(List.of(row(SHOP, "olga"), row(PAY, "pat"), row(PAY, "")), OWNER);

    @Test
    void onlyRowsOfTheOwnApplicationsAreSeen() {
        assertThat(own.rows()).extracting(InventoryRow::id).containsExactly("shop-data");
    }

    @Test
    void theLogsAreSeenOfTheAccountsInWhichTheOwnResourcesLie() {
        assertThat(own.accounts()).containsExactly("111122223333");
    }

    @Test
    void aRowWithoutOwnerIsNobodys() {
        assertThat(OwnRows.of(List.of(row(PAY, "")), new Reader("", Set.of("application-owners")))
                        .none())
                .isTrue();
    }

    @Test
    void anEventIsSeenWhereItTouchedAnOwnResource() {
        assertThat(own.touchedBy(finding(SHOP, PAY))).isTrue();
        assertThat(own.touchedBy(finding(PAY))).isFalse();
        assertThat(own.touchedBy(finding())).isFalse();
    }

    @Test
    void theNamesOfOthersResourcesAreTakenOut() {
        assertThat(own.cut(finding(SHOP, PAY)).resources()).containsExactly(SHOP);
    }

    private static InventoryRow row(Finding.Resource resource, String owner) {
        return new InventoryRow(
                new ResourceRef(resource.type(), resource.id(), resource.arn(), "111122223333", "us-east-1").key(),
                resource.type(),
                resource.id(),
                resource.arn(),
                "111122223333",
                "us-east-1",
                Change.ACCESSED,
                List.of(Change.ACCESSED),
                "present",
                "shop",
                "cmdb",
                owner,
                "",
                "",
                List.of(),
                0,
                List.of(),
                0,
                List.of(),
                null,
                null,
                "trail",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                List.of(),
                null);
    }

    private static Finding finding(Finding.Resource... resources) {
        return new Finding(
                "e1",
                "cloudtrail",
                "2024-08-02T08:00:00Z",
                "s3.amazonaws.com",
                "GetObject",
                "us-east-1",
                "111122223333",
                "arn:aws:iam::111122223333:role/app",
                null,
                null,
                null,
                Category.ACCESSED,
                List.of(Category.ACCESSED),
                true,
                null,
                List.of(resources),
                List.of(),
                "read data",
                "1");
    }
}
