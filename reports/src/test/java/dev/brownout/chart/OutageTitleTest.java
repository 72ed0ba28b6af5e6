package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.Series.Kind;
import dev.brownout.sample.Lines;
import org.junit.jupiter.api.Test;

class OutageTitleTest {
    private static Lines down(String name, double from, double to) {
        return Lines.of(name).add("availability", "ratio", Kind.GAUGE, t -> t >= from && t < to ? 0.5 : 1);
    }

    private static String title(Lines... variants) {
        return ChartBook.of(Lines.result("availability", variants)).get(0).title();
    }

    @Test
    void saysForHowLongAndFromWhenOn() {
        assertThat(title(down("async", 50, 75), down("sync", 50, 75), down("trap", 40, 80)))
                .isEqualTo("More than 1 % of requests fail: for 25 s from 0:50 (async, sync) ·"
                        + " for 40 s from 0:40 (trap)");
    }

    @Test
    void saysWhoIsNeverHurtAndWhereItIsNotOver() {
        assertThat(title(down("retries", 30, 200), down("budget", 300, 300)))
                .isEqualTo("More than 1 % of requests fail: for 90 s from 0:30 to the end (retries) · never (budget)");
    }

    @Test
    void ofManyFatesTheBestAndTheWorstAreTold() {
        assertThat(title(down("a", 40, 50), down("b", 40, 60), down("c", 40, 70), down("d", 40, 80)))
                .isEqualTo("More than 1 % of requests fail: for 10 s from 0:40 (a) at best, for"
                        + " 40 s from 0:40 (d) at worst");
    }

    @Test
    void whereNobodyIsHurtTheNumbersAreTold() {
        assertThat(title(down("a", 300, 300), down("b", 300, 300))).isEqualTo("Availability: 100 % in both variants");
    }
}
