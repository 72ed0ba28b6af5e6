package dev.brownout.importing.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.JsonFormat;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.spans.Toy.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Import of spans of the {@link Toy} recovers its parameters, each within 4.5 standard errors. Each of about ten
 * estimates is outside once in 150,000 times.
 */
@Tag("law")
class SpansRoundTripTest {
    private static final double ERRORS = 4.5;
    private static final double N = Toy.CHECKOUTS;
    private static final int FEW = 300;

    private static ImportResult imported;

    @BeforeAll
    static void imports() throws Exception {
        imported = importResult(EncodedSpans.lines(Toy.spans(Toy.CHECKOUTS), 100, compact()));
    }

    private static JsonFormat.Printer compact() {
        return JsonFormat.printer().omittingInsignificantWhitespace();
    }

    private static ImportResult importResult(String text) throws Exception {
        return ImportedFiles.read(new SpansImporter(), List.of(EncodedSpans.source("toy", text)));
    }

    /** Returns the numbers that a pattern finds in the scenario from the line {@code below} on. */
    private static double[] numbers(String below, String pattern) {
        String text = imported.scenario();
        Matcher found = Pattern.compile(pattern).matcher(text.substring(text.indexOf("\n" + below)));
        assertThat(found.find()).as(below + pattern + text).isTrue();
        double[] numbers = new double[found.groupCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(found.group(i + 1));
        }
        return numbers;
    }

    @Test
    void recoversServiceTimes() {
        double checkout = numbers("      post-checkout:", "service: exp\\(([\\d.]+)ms\\)")[0];
        assertThat(checkout).isEqualTo(4, within(ERRORS * 4 / Math.sqrt(N)));
        double prices = numbers("      prices-quote:", "service: exp\\(([\\d.]+)ms\\)")[0];
        assertThat(prices).isEqualTo(1, within(ERRORS / Math.sqrt(3 * N)));
        double[] stock = numbers("      stock-reserve:", "service: lognormal\\(p50=([\\d.]+)ms p99=([\\d.]+)ms\\)\n");
        double tail = 3 * Math.exp(0.5 * 2.3263478740408408);
        assertThat(stock[0]).isEqualTo(3, within(ERRORS * 3 * 0.5 / Math.sqrt(N)));
        double errorOfTail = tail * 0.5 * Math.sqrt((1 + 2.3263 * 2.3263 / 2) / N);
        assertThat(stock[1]).isEqualTo(tail, within(ERRORS * errorOfTail));
        assertThat(imported.scenario()).contains("\n        service: 2ms   # origin: self time of ", "- cpu: 6ms\n");
    }

    @Test
    void externalServiceTimesExcludeTheNetwork() {
        assertThat(imported.scenario()).contains("\n  rtt: 800us\n", "\n    read: 500us\n", "\n    send: 1ms\n");
        double[] read =
                numbers("  postgresql-shop:", "read: lognormal\\(p50=([\\d.]+)ms p99=[\\d.]+ms\\) \\+ ([\\d.]+)us\n");
        double errorOfMedian = 1.2533 * 2 * 0.3 / Math.sqrt(0.4 * N);
        assertThat(read[0] + read[1] / 1000).isEqualTo(2, within(ERRORS * errorOfMedian));
    }

    @Test
    void stepsKeepTheirOrder() {
        List<String> steps = imported.scenario()
                .lines()
                .filter(line -> line.matches(" +- .*(call:|read:|publish:|parallel:).*"))
                .map(line -> line.replaceAll("#.*", "").stripTrailing())
                .map(line -> line.replaceAll("when: [\\d.]+%", "when: some"))
                .toList();
        assertThat(steps)
                .containsExactly(
                        "          - { call: cart/get-cart-id, retry: { attempts: 2, backoff: constant(5ms) } }",
                        "          - parallel:",
                        "              - { call: prices/prices-quote, times: 3 }",
                        "              - call: stock/stock-reserve",
                        "          - { read: postgresql-shop, when: some }",
                        "          - { publish: orders, when: some }",
                        "          - { call: failures, when: some }",
                        "          - { read: redis, times: 2 }",
                        "      - call: front/post-checkout");
        double[] shares = {
            numbers("      post-checkout:", "postgresql-shop, when: ([\\d.]+)%")[0],
            numbers("      post-checkout:", "orders, when: ([\\d.]+)%")[0]
        };
        assertThat(shares[0]).isEqualTo(40, within(ERRORS * 100 * Math.sqrt(0.4 * 0.6 / N)));
        assertThat(shares[1]).isEqualTo(20, within(ERRORS * 100 * Math.sqrt(0.2 * 0.8 / N)));
    }

    @Test
    void recoversRatesFailuresAndRetries() {
        double rate = numbers("  post-checkout:   # front", "rate: ([\\d.]+)/s")[0];
        assertThat(rate).isEqualTo(Toy.RATE, within(ERRORS * Toy.RATE / Math.sqrt(N)));
        double failed = numbers("      get-cart-id:", "call: failures, when: ([\\d.]+)%")[0];
        assertThat(failed).isEqualTo(100 / 101.0, within(ERRORS * 100 * Math.sqrt(0.0099 / N)));
        assertThat(imported.summary())
                .anySatisfy(line -> assertThat(line)
                        .matches(".*causes of failures: front POST /checkout calls cart GET /cart/:id again after an"
                                + " error, \\d+ times, up to 2 attempts.*"))
                .anySatisfy(line -> assertThat(line).contains("calls begin before the call"));
        assertThat(imported.scenario()).contains("nodes: 2   # origin: instances that wrote spans");
    }

    @Test
    void secretsAreNotCopied() {
        assertThat(imported.scenario() + imported.summary())
                .doesNotContain("s3cr3t", "bob", "users WHERE", "cache.internal", "pod-");
    }

    @Test
    @Tag("change")
    void allOtlpEncodingsGiveTheSameScenario() throws Exception {
        List<SpanData> few = Toy.spans(FEW);
        String message = importResult(EncodedSpans.lines(few, 100, compact())).scenario();
        JsonFormat.Printer snake = compact().preservingProtoFieldNames();
        assertThat(importResult(EncodedSpans.lines(few, 1000, snake)).scenario())
                .isEqualTo(message);
        JsonFormat.Printer numbered = compact().printingEnumsAsInts();
        assertThat(importResult(EncodedSpans.lines(few, 7, numbered)).scenario())
                .isEqualTo(message);
        assertThat(importResult(EncodedSpans.base64(few)).scenario()).isEqualTo(message);
    }

    @Test
    @Tag("change")
    void orderOfLinesDoesNotMatter() throws Exception {
        List<SpanData> few = Toy.spans(FEW);
        String text = EncodedSpans.lines(few, 10, compact());
        String message = importResult(text).scenario();
        List<SpanData> byService = new ArrayList<>(few);
        byService.sort(Comparator.comparing(SpanData::service));
        assertThat(importResult(EncodedSpans.lines(byService, 1000, compact())).scenario())
                .isEqualTo(message);
        List<String> lines = new ArrayList<>(text.lines().toList());
        Collections.shuffle(lines, new Random(1));
        assertThat(importResult(String.join("\n", lines)).scenario()).isEqualTo(message);
    }

    @Test
    void jaegerFormatGivesTheSameScenario() throws Exception {
        List<SpanData> few = Toy.spans(FEW);
        String message = importResult(EncodedSpans.lines(few, 100, compact())).scenario();
        assertThat(round(importResult(EncodedSpans.jaeger(few)).scenario())).isEqualTo(round(message));
    }

    /** Removes distributions and their explanations, because times in whole microseconds may differ by one. */
    private static String round(String scenario) {
        return scenario.lines()
                .filter(line -> !line.matches(
                        ".*(service|read|rtt|send|cores|cpu|p50|p99|Kolmogorov|origin|busy|fits).*" + "|.*#.*"))
                .reduce("", (one, other) -> one + "\n" + other);
    }
}
