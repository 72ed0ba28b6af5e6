package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.importing.log.PeriodStatistics.TimeKind;
import dev.brownout.importing.system.SystemDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Import of a generated log recovers its rates, shares, distributions and key distribution, each within 4.5 standard
 * errors. Each of about sixty estimates is outside once in 150,000 times.
 */
@Tag("law")
class LogRoundTripTest {
    private static final double ERRORS = 4.5;
    private static final double Z95 = 1.959963984540054;
    private static final double Z99 = 2.3263478740408408;
    private static final long BEGIN = 1_772_323_200;
    private static final int STEP = 300;
    private static final int STEPS = 48;
    private static final int KEYS = 20_000;
    private static final double EXPONENT = 0.9;
    private static final Map<String, Double> SHARES = Map.of("get-users-id", 0.6, "post-orders", 0.3, "get-root", 0.1);

    private static AccessLog log;
    private static LogScenario scenario;

    private static double rate(int step) {
        return 12 - 9 * StrictMath.cos(2 * Math.PI * step / STEPS);
    }

    @BeforeAll
    static void reproducesLoad() throws Exception {
        SplittableRandom random = new SplittableRandom("round trip".hashCode());
        double[] below = new double[KEYS];
        double sum = 0;
        for (int i = 0; i < KEYS; i++) {
            sum += StrictMath.pow(i + 1.0, -EXPONENT);
            below[i] = sum;
        }
        TreeMap<Double, String> byEnd = new TreeMap<>();
        for (int step = 0; step < STEPS; step++) {
            double position = step * STEP;
            while (true) {
                position -= StrictMath.log(1 - random.nextDouble()) / rate(step);
                if (position >= (step + 1.0) * STEP) {
                    break;
                }
                double x = random.nextDouble();
                String request = "GET /";
                double elapsed = 0.004;
                if (x < 0.6) {
                    int key = Arrays.binarySearch(below, random.nextDouble() * sum);
                    request = "GET /users/" + (1_000_000 + (key < 0 ? -key - 1 : key) * 7919L) + "?t=1";
                    elapsed = 0.020 * StrictMath.exp(0.6 * normal(random));
                } else if (x < 0.9) {
                    request = "POST /orders";
                    elapsed = -0.050 * StrictMath.log(1 - random.nextDouble());
                }
                double end = BEGIN + position + elapsed;
                byEnd.put(
                        end,
                        GeneratedLog.seconds(end) + " \"" + request + " HTTP/1.1\" 200 99 "
                                + GeneratedLog.seconds(elapsed));
            }
        }
        log = AccessLog.read(
                List.of(GeneratedLog.source(byEnd.values())),
                Optional.of("$msec \"$request\" $status $bytes_sent $request_time"));
        scenario = new LogScenario(log, true);
    }

    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    private static LogRequestClass named(String name) {
        return scenario.service().keySet().stream()
                .filter(requests -> requests.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertWithin(double estimate, double truth, double error) {
        assertThat(estimate).isBetween(truth - ERRORS * error, truth + ERRORS * error);
    }

    @Test
    void recoversRates() {
        LoadSteps load = scenario.load();
        assertThat(load.everySeconds()).isEqualTo(STEP);
        assertThat(load.rates()).hasSize(STEPS);
        for (int step = 0; step < STEPS; step++) {
            assertWithin(load.rates().get(step), rate(step), Math.sqrt(rate(step) / STEP));
        }
        double pairs = STEPS * STEP / (2.0 * load.windowSeconds());
        assertWithin(load.dispersion(), 1, Math.sqrt(2 / pairs));
    }

    @Test
    void recoversShares() {
        assertThat(scenario.service()).hasSize(SHARES.size());
        SHARES.forEach((name, share) -> assertWithin(
                named(name).requests() / (double) log.understood(),
                share,
                Math.sqrt(share * (1 - share) / log.understood())));
    }

    @Test
    void recoversTheKeyDistribution() {
        ZipfFit fit = ZipfFit.of(named("get-users-id").keys().ranked());
        assertWithin(fit.exponent(), EXPONENT, (fit.high() - fit.low()) / 2 / Z95);
        assertWithin(fit.keys(), KEYS, (fit.most() - fit.fewest()) / 2.0 / Z95);
        assertThat(fit.isAccepted()).isTrue();
        assertThat(new SystemDescription(scenario.system(), List.of()).result().scenario())
                .contains("key: " + fit.text());
    }

    @Test
    void recoversServiceTimesFromTheQuietPeriod() {
        QuietPeriod times = scenario.times();
        assertThat(times.isReported()).isTrue();
        assertThat(times.quietTo()).isLessThan((BEGIN + 4L * STEP * STEPS) * 1_000_000);
        ServiceTimes users = scenario.service().get(named("get-users-id"));
        double size = times.quiet()
                .mergedTimes(log.routes(), named("get-users-id").routes(), List.of(TimeKind.UNCACHED))
                .size();
        List<Double> numbers = numbers("lognormal\\(p50=([0-9.]+)ms p99=([0-9.]+)ms\\)", users.text());
        assertWithin(StrictMath.log(numbers.get(0)), StrictMath.log(20), 0.6 / Math.sqrt(size));
        double tail = 0.6 * Math.sqrt((1 + Z99 * Z99 / 2) / size);
        assertWithin(StrictMath.log(numbers.get(1)), StrictMath.log(20) + 0.6 * Z99, tail);
        double orders = times.quiet()
                .mergedTimes(log.routes(), named("post-orders").routes(), List.of(TimeKind.UNCACHED))
                .size();
        String mean = scenario.service().get(named("post-orders")).text();
        assertWithin(numbers("exp\\(([0-9.]+)ms\\)", mean).get(0), 50, 50 / Math.sqrt(orders));
        assertThat(scenario.service().get(named("get-root")).text()).isEqualTo("4ms");
        assertThat(users.ratio()).isBetween(0.9, 1.1);
        assertThat(String.join("\n", scenario.system().gaps().sentences())).doesNotContain("slower", "bursts", "mix");
    }

    private static List<Double> numbers(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        List<Double> numbers = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            numbers.add(Double.parseDouble(matcher.group(i)));
        }
        return numbers;
    }
}
