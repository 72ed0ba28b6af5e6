package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.CostResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs of runs, compared with bills computed by hand. */
class CostCalculationTest {
    /** Measured part: 100 s with 1,000 requests. */
    private static final String SHOP = """
            run: { duration: 2m, warmup: 20s }
            load: constant(10/s)
            components:
              web: { kind: server, nodes: 3, cores: 2, service: 1ms }
              cache: { kind: cache, nodes: 2, memory: 500MB, source: db, lookup: 0ms }
              db: { kind: database, cores: 4, replicas: 1, read: 1ms }
            requests:
              page: { path: [web, cache, db], key: uniform(10) }
            price_list:
              server: { cores: $0.36/h, offered: $5/M }
              cache: { nodes: null, memory: $3.6/GB/h }
              database: { nodes: $1.8/h, cores: null }
            sla:
              affordable: all.cost <= $0.271
              within a minute: all.cost < $0.15 from 20s to 1m
              of the web: web.cost_per_hour < $2.5/h
            """;

    private static final String BOX = """
            run: 1m
            components: { box: { kind: server } }
            requests: { page: { rate: 1/s, path: [box] } }
            """;

    private static final double ONE_CALL = 5.1e-6;

    @TempDir
    private Path folder;

    private Path shop;

    @BeforeEach
    void writeTheScenario() throws IOException {
        shop = Files.writeString(folder.resolve("shop.yaml"), SHOP);
    }

    private VariantResult run(String... more) throws IOException {
        String[] all = new String[more.length + 4];
        System.arraycopy(new String[] {"run", shop.toString(), "--format", "json"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        Session session = Session.of(all);
        assertThat(session.code()).as(session.err()).isNotEqualTo(ExitCode.BAD_INPUT);
        return ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    /**
     * Web: 3 x 2 cores x 100 s at $0.36 per hour cost $0.06, 1,000 calls at $5 per million cost $0.005. Cache: 2 x 0.5
     * GB x 100 s at $3.6 cost $0.1. Database: 2 nodes x 100 s at $1.8 cost $0.1.
     */
    @Test
    void costMatchesTheBillComputedByHand() throws IOException {
        CostResult cost = run().cost();
        assertThat(cost.components().get("web").items())
                .containsExactly(
                        new CostResult.Item("cores", 0.166666666666667, "h", 0.36, 0.06),
                        new CostResult.Item("offered", 0.001, "M", 5, 0.005));
        assertThat(cost.components().get("cache").total()).isEqualTo(0.1);
        assertThat(cost.components().get("db").total()).isEqualTo(0.1);
        assertThat(cost.total()).isEqualTo(0.265);
        assertThat(cost.perHour()).isCloseTo(0.265 * 36, within(1e-12));
        assertThat(cost.perMillionRequests()).isCloseTo(265, within(1e-9));
        assertThat(cost.components().values().stream()
                        .mapToDouble(CostResult.ComponentCost::perMillionRequests)
                        .sum())
                .isCloseTo(265, within(1e-9));
    }

    /**
     * 999 requests: ten per second, the first after 0.1 s. The 200 requests during the outage lose $4, the remaining
     * 799 earn $15.98.
     */
    @Test
    void revenueAndLostRevenueMatchRequestOutcomes() throws IOException {
        VariantResult result = earning(
                "revenue: page.revenue == $15.98",
                "lost: page.lost_revenue == $4",
                "all of it: all.lost_revenue == $4",
                "in the outage: page.lost_revenue == $4 during outage",
                "before: page.lost_revenue == $0 before outage",
                "budget: page.budget_burned < 0.8%",
                "of 30 days: page.budget_burned > 0.77%");
        assertThat(result.evaluation().sla().values())
                .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(SlaResult.Verdict.PASS));
        assertThat(result.cost().revenue()).containsExactly(Map.entry("page", new CostResult.ClassRevenue(15.98, 4)));
    }

    private VariantResult earning(String... sla) throws IOException {
        shop = Files.writeString(folder.resolve("earning.yaml"), """
                run: 100s
                load: constant(10/s)
                components: { web: { kind: server, service: 1ms } }
                requests:
                  page: { worth: $0.02, objective: 99.9%, path: [web] }
                faults: [at 30s: errors web 100% for 20s as outage]
                price_list: none
                sla:
                """ + "  " + String.join("\n  ", sla) + "\n");
        return run();
    }

    /** 99.9 MB in 100 s are 2,625.372 GB in a month of 730 h: 1 TB at $0.10/GB and the rest at $0.05/GB. */
    @Test
    void tieredPriceUsesTheMonthlyVolume() throws IOException {
        shop = Files.writeString(folder.resolve("bending.yaml"), """
                run: 100s
                load: constant(10/s)
                components: { web: { kind: server, service: 1ms } }
                requests: { page: { size: 100kB, path: [web] } }
                price_list: { server: { cores: null }, users: { bytes: $0.10/GB until 1TB then $0.05/GB } }
                """);
        double month = 1000 * 0.10 + 1625.372 * 0.05;
        assertThat(run().cost().perHour()).isCloseTo(month / 730, within(1e-9));
    }

    @Test
    void costIntervalsSumToTheTotalIncludingWarmUp() throws IOException {
        for (Column column : run().series().columns()) {
            double sum = Arrays.stream(column.values()).sum();
            switch (column.name()) {
                case "cost" -> assertThat(sum).isCloseTo(0.265 * 1.2, within(ONE_CALL));
                case "web.cost" -> assertThat(sum).isCloseTo(0.065 * 1.2, within(ONE_CALL));
                default -> assertThat(column.unit()).isNotEqualTo(column.name().endsWith(".cost") ? "" : "$");
            }
        }
    }

    /**
     * Three additional hosts exist for 30 s and drain immediately because they are idle: 3 x 2 cores x 30 s at $0.36
     * per hour cost $0.018. A failed host is billed as usual.
     */
    @Test
    void hostsAreBilledWhileTheyExist() throws IOException {
        Files.writeString(shop, SHOP + "faults: [at 1m: scale web to 6 for 30s, at 30s: crash web/1 for 20s]\n");
        assertThat(run().cost().components().get("web").items().get(0).total()).isEqualTo(0.078);
    }

    @Test
    void assertionsOnCostAreEvaluated() throws IOException {
        var sla = run().evaluation().sla();
        assertThat(sla.get("affordable").value()).isEqualTo(0.265);
        assertThat(sla.get("affordable").unit()).isEqualTo("$");
        assertThat(sla.get("within a minute").value()).isCloseTo(0.265 * 0.4, within(1e-12));
        assertThat(sla.get("of the web").value()).isCloseTo(0.065 * 36, within(1e-12));
        assertThat(sla.values()).allSatisfy(one -> assertThat(one.asExpected()).isTrue());
    }

    /**
     * Responses of one megabyte for 999 requests, the first after 0.1 s: 26,253.72 GB in a month of 730 hours, 10,000
     * of them at $0.085 and the rest at $0.080.
     */
    @Test
    void egressIsBilledPerGigabyte() throws IOException {
        Files.writeString(shop, """
                run: 100s
                load: constant(10/s)
                components: { cdn: { kind: cdn, source: web }, web: { kind: server } }
                requests: { page: { path: [cdn, web], key: uniform(10), size: 1MB } }
                """);
        List<CostResult.Item> items = run().cost().components().get("cdn").items();
        assertThat(items).contains(new CostResult.Item("requests", 0.000999, "M", 1, 0.000999));
        assertThat(items)
                .filteredOn(item -> item.item().equals("bytes_out"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.quantity()).isEqualTo(0.999);
                    assertThat(item.total()).isCloseTo(0.999 * (850 + 16_253.72 * 0.080) / 26_253.72, within(1e-12));
                });
    }

    @Test
    void exceededBudgetReportsTheTime() throws IOException {
        Session session = Session.of("run", shop.toString(), "--set", "sla.affordable=all.cost <= $0.1");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out()).contains("$0.265", "$0.1", "2.6x the bound, first at 0:58");
    }

    @Test
    void rejectsCostOfAPartOfAComponent() {
        assertThat(complaint("web/1.cost < $5")).contains("money is measured for a whole component, as in web.cost");
        assertThat(complaint("page.cost < $5")).contains("money is measured for a whole component");
        assertThat(complaint("web.cost < 5")).contains("'web.cost' is an amount of money such as $5");
        assertThat(complaint("web.cost_per_hour < $5")).contains("is an amount of money per time such as $0.05/h");
    }

    private String complaint(String relation) {
        Session session = Session.of("run", shop.toString(), "--set", "sla.affordable=" + relation);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        return session.err();
    }

    @Test
    void pricesDoNotChangeOtherResults() throws IOException {
        VariantResult free = run("--set", "price_list=none", "--set", "sla.affordable=all.cost <= $0");
        VariantResult paid = run();
        assertThat(free.cost().components()).isEmpty();
        assertThat(free.requests()).isEqualTo(paid.requests());
        assertThat(free.run().simulatedEvents()).isEqualTo(paid.run().simulatedEvents());
    }

    @Test
    void printedPriceListCanBeModifiedAndUsed() throws IOException {
        Session printed = Session.of("prices");
        assertThat(printed.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(printed.out()).contains("title:", "server:", "✔", "○", "◆");
        Path ownPath =
                Files.writeString(folder.resolve("mine.yaml"), replaceParts(printed.out(), "$0.048/h", "$0.096/h"));
        assertThat(Session.of("prices", ownPath.toString()))
                .isEqualTo(new Session(ExitCode.SUCCESS, ownPath + ": valid" + System.lineSeparator(), ""));
        String box = Files.writeString(folder.resolve("box.yaml"), BOX).toString();
        assertThat(Session.of("run", box).out()).contains("$0.192");
        assertThat(Session.of("run", box, "--prices", ownPath.toString()).out()).contains("$0.384");
    }

    /** Four cores cost the same as before, six cost as much as eight, and a host of a hundred cores does not exist. */
    @Test
    void commentedSizesOfThePriceListCanBeEnabled() throws IOException {
        String printed = Session.of("prices").out();
        assertThat(printed).contains("  # sizes: {");
        Path sized =
                Files.writeString(folder.resolve("sized.yaml"), replaceParts(printed, "  # sizes: {", "  sizes: {"));
        String box = Files.writeString(folder.resolve("box.yaml"), BOX).toString();
        assertThat(Session.of("run", box).out()).contains("$0.192/h");
        assertThat(Session.of("run", box, "--prices", sized.toString()).out()).contains("$0.192/h");
        String six = Files.writeString(
                        folder.resolve("six.yaml"), replaceParts(BOX, "kind: server", "kind: server, cores: 6"))
                .toString();
        assertThat(Session.of("run", six).out()).contains("$0.288/h");
        assertThat(Session.of("run", six, "--prices", sized.toString()).out()).contains("$0.384/h");
        String hundred = Files.writeString(
                        folder.resolve("hundred.yaml"), replaceParts(BOX, "kind: server", "kind: server, cores: 100"))
                .toString();
        Session refused = Session.of("run", hundred, "--prices", sized.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("the largest server of the price list has 96");
    }

    @Test
    void rejectsInvalidPriceLists() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "server: { cores: 0.05 }\n");
        for (Session refused : List.of(
                Session.of("prices", bad.toString()), Session.of("run", shop.toString(), "--prices", bad.toString()))) {
            assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(refused.err()).contains("bad.yaml:1:18: '0.05' is no price; did you mean '$0.05'?");
        }
        assertThat(Session.of("prices", "nowhere.yaml").err()).contains("nowhere.yaml cannot be read");
    }

    /** Amazon EC2 has no instance with more than 1,920 vCPUs. */
    @Test
    void warnsOfHostsLargerThanAnyCloudInstance() throws IOException {
        String text = """
                components: { web: { kind: server, cores: 1920, service: 1ms } }
                requests: { page: { rate: 1/s, path: [web] } }
                run: 10m
                """;
        String sold = "the largest size has 1920";
        assertThat(validated(text)).doesNotContain(sold);
        assertThat(validated(replaceParts(text, "1920", "100000"))).contains("warning: cores '100000': " + sold);
        assertThat(validated(text + "faults: [at 1m: scale web to 2000 cores]\n"))
                .contains("warning: 2000 cores: " + sold);
    }

    private String validated(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("machine.yaml"), text);
        Session session = Session.of("validate", file.toString());
        assertThat(session.code()).as(session.err()).isZero();
        return session.err();
    }
}
