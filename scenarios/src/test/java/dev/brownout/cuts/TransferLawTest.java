package dev.brownout.cuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.CostResult.Item;
import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes between zones and regions: quantity, billed component and price. */
class TransferLawTest {
    private static final double GIGA = 1e9;

    private static VariantResult zones(int seed, int zones, String size) {
        return TestScenarioRunner.run("""
                run: { duration: 20s, seed: %d }
                network: none
                components:
                  web: { kind: server, nodes: 6, zones: %d, cores: 100, service: 1ms }
                  prices: { kind: server, nodes: 6, zones: %d, cores: 100, service: 1ms }
                requests:
                  page: { rate: 100/s, %s steps: [web, { call: prices, times: 5 }] }
                """.formatted(seed + 1, zones, zones, size));
    }

    private static Optional<Item> billed(VariantResult result, String component, String item) {
        return Optional.ofNullable(result.cost().components().get(component)).stream()
                .flatMap(cost -> cost.items().stream())
                .filter(one -> one.item().equals(item))
                .findFirst();
    }

    /**
     * With z zones a share of 1 - 1/z of the bytes crosses zones. 100/s with five responses of 100 kB each are 50 MB/s
     * in total.
     */
    @Tag("law")
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void bytesBetweenZonesFollowTheNumberOfZones(int zones) {
        SeedAssertions.agree(
                seed -> billed(zones(seed, zones, "size: 100kB,"), "prices", "bytes_to_zones")
                        .orElseThrow()
                        .quantity(),
                (1 - 1.0 / zones) * 50e6 * 20 / GIGA,
                0.01);
    }

    /**
     * Bytes of the default size are not billed, a single zone has no transfer between zones, and users are in no zone.
     */
    @Test
    void transferIsNotBilledWithoutSizeOrOtherZones() {
        for (VariantResult result : List.of(zones(0, 3, ""), zones(0, 1, "size: 100kB,"))) {
            assertThat(billed(result, "prices", "bytes_to_zones")).isEmpty();
        }
        assertThat(billed(zones(0, 3, "size: 100kB,"), "web", "bytes_to_zones")).isEmpty();
    }

    private static VariantResult regions(String from, String steps, String more) {
        return TestScenarioRunner.run("""
                run: { duration: 20s, seed: 1 }
                regions:
                  here: { at: %s, users: 100%% }
                  there: { at: ireland }
                components:
                  web: { kind: server, regions: [here], cores: 100, service: 1ms }
                  far: { kind: server, regions: [there], cores: 100, service: 1ms }
                  db: { kind: database, regions: [here, there], primary: here, cores: 100, write: 1ms }
                requests:
                  page: { rate: constant(50/s), size: 100kB, timeout: 5s, steps: [web, %s] }
                %s
                """.formatted(from, steps, more));
    }

    /** 999 responses of 100 kB and a part of those in transit at the end, at the price of the sending region. */
    @Test
    void responsesAreBilledAtThePriceOfTheirOrigin() {
        Item item = billed(regions("us-east", "{ call: far }", ""), "far", "bytes_to_regions")
                .orElseThrow();
        assertThat(item.quantity()).isCloseTo(0.1, within(0.0005));
        assertThat(item.total()).isCloseTo(item.quantity() * 0.02, within(1e-12));
    }

    /** The write to the primary is free of charge; its replication to the other region is billed. */
    @ParameterizedTest
    @CsvSource({"us-east, bytes_to_regions, 0.02", "tokyo, bytes_to_regions from here, 0.09"})
    void replicationIsBilledAtThePriceOfTheRegion(String place, String line, double price) {
        VariantResult result = regions(place, "write: db", "");
        Item item = billed(result, "db", line).orElseThrow();
        assertThat(item.unitPrice()).isEqualTo(price);
        assertThat(item.quantity()).isCloseTo(0.1, within(0.0005));
        assertThat(billed(result, "web", "bytes_to_regions")).isEmpty();
        assertThat(result.cost().total())
                .isCloseTo(
                        result.cost().components().values().stream()
                                .mapToDouble(cost -> cost.total())
                                .sum(),
                        within(1e-9));
    }

    /** Messages cross regions when they are published and when they are fetched. */
    @Test
    void messagesAreBilledOnPublishAndFetch() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 20s, seed: 1 }
                regions: { here: { at: us-east, users: 100% }, there: { at: ireland } }
                components:
                  web: { kind: server, regions: [here], cores: 100, service: 1ms }
                  jobs: { kind: queue, regions: [there] }
                  work: { kind: server, regions: [here], cores: 100, service: 1ms, consumes: jobs }
                requests:
                  job: { rate: constant(50/s), size: 100kB, steps: [web, publish: jobs] }
                """);
        for (String sender : List.of("web", "jobs")) {
            assertThat(billed(result, sender, "bytes_to_regions").orElseThrow().quantity())
                    .as(sender)
                    .isCloseTo(0.1, within(0.002));
        }
    }

    /** Price tiers apply to the monthly total of all senders: 0.1 GB in 20 s are 13,140 GB in 730 hours. */
    @Test
    void priceTiersApplyToTheMonthlyTotal() {
        VariantResult result = regions(
                "us-east",
                "{ call: far }",
                "price_list: { transfer: { between_regions: $0.02/GB until 1TB then $0.01/GB } }");
        Item item = billed(result, "far", "bytes_to_regions").orElseThrow();
        double month = item.quantity() / 20 * 730 * 3600;
        assertThat(item.unitPrice()).isCloseTo((1000 * 0.02 + (month - 1000) * 0.01) / month, within(1e-9));
    }

    private static double perUser(String load, String request, String web) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 100s, seed: 1 }
                network: none
                %s
                components: { web: { kind: server, cores: 4, service: 1ms %s } }
                requests: { page: { %s path: [web] } }
                predict: { each: all.cost_per_user ~ $1 +/- 1%% }
                """.formatted(load, web, request));
        return TestScenarioRunner.measure(result, "each");
    }

    /** Four cores at $0.048 per hour for 100 s, divided by the number of users. */
    @Test
    void costPerUserDividesByTheNumberOfUsers() {
        double cost = 4 * 0.048 * 100 / 3600;
        assertThat(perUser("load: users(50 think=exp(1s))", "", "")).isCloseTo(cost / 50, within(1e-12));
        assertThat(perUser("load: 10/s", "", ", sessions: sticky-memory(users=400)"))
                .isCloseTo(cost / 400, within(1e-12));
        String journey = "journeys: { visit: { rate: constant(1/s), steps: [ { request: page, times: 3 } ] } }";
        assertThat(perUser(journey, "", "")).isCloseTo(cost / 99, within(1e-12));
        assertThatThrownBy(() -> perUser("load: 10/s", "", ""))
                .hasMessageContaining("the number of users of load is unknown");
    }
}
