package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.QuantityFormat;
import dev.brownout.random.KeyedRandom;
import dev.brownout.rounds.ChosenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of the capacity search, validated against Erlang's formula. */
@Tag("law")
class CapacitySearchErlangTest {
    private static final double SERVICE = 100;
    private static final Pattern BRACKET = Pattern.compile("are met up to ([0-9.]+)/s;.*violated from ([0-9.]+)/s");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ChosenRows
    @CsvSource({"1, 92.1034", "4, 70"})
    void largestLoadInvertsTheErlangPercentile(int cores, double boundMillis) throws Exception {
        double truth = largest(cores, boundMillis / 1000);
        String file = scenario("theLargestLoad" + cores, "load: " + SERVICE * cores * 0.3 + "/s", cores, boundMillis);
        Session session = Session.of("capacity", file, "--vary", "load", "--for", "200s", "--tolerance", "3%");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        Matcher bracket = BRACKET.matcher(session.out().replace('\n', ' '));
        assertThat(bracket.find()).as(session.out()).isTrue();
        assertThat(Double.parseDouble(bracket.group(1))).isBetween(truth * 0.85, truth);
        assertThat(Double.parseDouble(bracket.group(2))).isBetween(truth, truth * 1.15);
        assertThat(session.out().replace('\n', ' '))
                .contains(", bound " + QuantityFormat.nanos(boundMillis * 1e6) + ")");
    }

    @Test
    @Tag("change")
    void fewestCoresMatchErlangsFormula() throws Exception {
        double load = 330;
        double bound = 0.075;
        int truth = 4;
        while (percentile(truth, load) > bound) {
            truth++;
        }
        String file = scenario("theFewestCores", "load: " + load + "/s", 1, bound * 1000);
        Session session = Session.of("capacity", file, "--vary", "box.cores=1..16", "--for", "100s");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("The smallest design that meets all assertions: box.cores " + truth + "\n");
    }

    private String scenario(String name, String load, int cores, double boundMillis) throws Exception {
        long seed = KeyedRandom.key(0, 0, "CapacityLawTest." + name) & Long.MAX_VALUE;
        Path file = folder.resolve("queue.yaml");
        return Files.writeString(file, """
                        scenario: M/M/c
                        %s
                        network: none
                        components:
                          box: { kind: server, cores: %d, queue: unlimited, service: exp(10ms) }
                        requests:
                          page: { path: [box] }
                        run: { duration: 100s, warmup: 5s, seed: %d }
                        sla:
                          fast: page.p99 < %sms
                        """.formatted(load, cores, seed, boundMillis))
                .toString();
    }

    /** Returns the load per second at which the 99th percentile of the response time is {@code bound} seconds. */
    private static double largest(int cores, double bound) {
        double low = 0;
        double high = cores * SERVICE;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (percentile(cores, middle) < bound) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the 99th percentile of the response time in M/M/c, in seconds (Gross et al. 2008, 2.4). */
    private static double percentile(int c, double load) {
        double a = load / SERVICE;
        if (a >= c) {
            return Double.POSITIVE_INFINITY;
        }
        double term = 1;
        double sum = 1;
        for (int k = 1; k < c; k++) {
            term *= a / k;
            sum += term;
        }
        double last = term * a / c * c / (c - a);
        double waits = last / (sum + last);
        double low = 0;
        double high = 100;
        for (int i = 0; i < 100; i++) {
            double t = (low + high) / 2;
            double d = c - 1 - a;
            double part = Math.abs(d) < 1e-9 ? SERVICE * t : (1 - Math.exp(-SERVICE * t * d)) / d;
            if (Math.exp(-SERVICE * t) * (1 + waits * part) > 0.01) {
                low = t;
            } else {
                high = t;
            }
        }
        return low;
    }
}
