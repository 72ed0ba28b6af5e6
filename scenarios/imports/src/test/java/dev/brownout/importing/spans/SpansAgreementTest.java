package dev.brownout.importing.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.protobuf.util.JsonFormat;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.check.ImportCheck;
import dev.brownout.importing.spans.ImportedSpan.Kind;
import dev.brownout.importing.spans.Toy.SpanData;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.RequestResult;
import dev.brownout.runtime.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Spans of known systems with failures that callers tolerate, retry or pass on: the imported scenario answers as many
 * requests, in the same time.
 */
@Tag("once")
class SpansAgreementTest {
    private static final int TRACES = 3_000;
    private static final long MILLI = 1_000_000;
    private static final long BEGIN = 1_772_323_200_000L * MILLI;
    private static final List<String> DATABASE = List.of("db.system.name", "postgresql", "db.operation.name", "SELECT");

    private final SplittableRandom random = new SplittableRandom("failures".hashCode());
    private final List<SpanData> spans = new ArrayList<>();
    private final Map<String, List<Long>> good = new TreeMap<>();
    private final Map<String, Integer> all = new TreeMap<>();
    private long begin = BEGIN;
    private long now;
    private int trace;
    private int ids;

    /** Trace of one request. */
    @FunctionalInterface
    private interface Request {
        /** Adds the spans below the root, and returns whether the request fails. */
        boolean fails();
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private long work(double meanMillis) {
        return Math.round(meanMillis * MILLI * (0.5 + random.nextDouble()));
    }

    private void traces(int count, String name, Request request) {
        for (int i = 0; i < count; i++) {
            begin += Math.round(-StrictMath.log(1 - random.nextDouble()) * 50 * MILLI);
            trace++;
            ids = 1;
            now = begin + work(2);
            boolean fails = request.fails();
            now += work(2);
            spans.add(new SpanData(trace, 0, -1, "front", 0, name, Kind.SERVER, begin, now, fails, List.of()));
            all.merge(name, 1, Integer::sum);
            if (!fails) {
                good.computeIfAbsent(name, key -> new ArrayList<>()).add(now - begin);
            }
        }
    }

    /** Adds a call of a service and returns whether it failed. */
    private boolean call(String service, double millis, boolean fails) {
        return call(0, "front", service, millis, fails);
    }

    private boolean call(int parent, String caller, String service, double millis, boolean fails) {
        long end = now + work(millis);
        spans.add(new SpanData(
                trace, ids, parent, caller, 0, "call " + service, Kind.CLIENT, now, end, fails, List.of()));
        spans.add(new SpanData(
                trace, ids + 1, ids, service, 0, service + "/get", Kind.SERVER, now, end, fails, List.of()));
        ids += 2;
        now = end;
        return fails;
    }

    private boolean query(double millis, boolean fails) {
        long end = now + work(millis);
        spans.add(new SpanData(trace, ids++, 0, "front", 0, "SELECT", Kind.CLIENT, now, end, fails, DATABASE));
        now = end;
        return fails;
    }

    private ImportResult importResult() throws Exception {
        String text = EncodedSpans.lines(spans, 50, JsonFormat.printer().omittingInsignificantWhitespace());
        return ImportedFiles.read(new SpansImporter(), List.of(EncodedSpans.source("a.json", text)));
    }

    /** Imports the spans and compares a run with the spans. */
    private String agreeing(String... differing) throws Exception {
        ImportResult imported = importResult();
        String longer = imported.scenario().replaceFirst("duration: \\S+,", "duration: 3000s,");
        ScenarioFile file = new Loader(new ShippedLibrary()).load("a", longer, Overrides.NONE);
        ScenarioFile.Variant variant = file.variants().get(0);
        Map<String, RequestResult> run = Run.execute(
                        variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)
                .requests();
        all.forEach((name, count) -> {
            List<Long> times = good.getOrDefault(name, List.of());
            assertThat(run.get(name).availability())
                    .as(name + imported.scenario())
                    .isCloseTo(times.size() / (double) count, within(0.01));
            double mean = times.stream().mapToLong(time -> time).average().orElseThrow();
            assertThat(run.get(name).successes().mean())
                    .as(name + imported.scenario())
                    .isCloseTo(mean, withinPercentage(5));
        });
        ImportResult checked = ImportCheck.checked(imported);
        assertThat(checked.summary().stream()
                        .filter(line -> line.endsWith("DIFFERS"))
                        .map(line -> line.strip().replaceAll("  .*", "")))
                .as(imported.scenario())
                .containsExactly(differing);
        return imported.scenario();
    }

    @Test
    @Tag("change")
    void twoToleratedCallsOnOnePathHaveFallbacks() throws Exception {
        traces(TRACES, "page", () -> {
            call("ads", 6, chance(0.3));
            call("likes", 3, chance(0.1));
            return false;
        });
        assertThat(agreeing()).contains("call: ads/ads-get, fallback: {}", "call: likes/likes-get, fallback: {}");
    }

    /** Attempts that fail independently can fail more often than twice, which the check of p99 states. */
    @Test
    @Tag("change")
    void thirdAttemptSucceeds() throws Exception {
        traces(TRACES, "page", () -> {
            if (chance(0.4)) {
                call("stock", 3, true);
                now += 4 * MILLI;
                call("stock", 3, true);
                now += 4 * MILLI;
            }
            return call("stock", 3, false);
        });
        assertThat(agreeing("page p99"))
                .containsPattern("stock-get, retry: \\{ attempts: \\d+, backoff: constant\\(4ms\\) }");
    }

    @Test
    void exhaustedRetriesFailTheCaller() throws Exception {
        traces(TRACES, "page", () -> {
            boolean failed = call("stock", 3, chance(0.3));
            for (int i = 0; i < 2 && failed; i++) {
                now += MILLI;
                failed = call("stock", 3, chance(0.5));
            }
            return failed;
        });
        assertThat(agreeing()).contains("retry: {").doesNotContain("fallback");
    }

    @Test
    @Tag("change")
    void toleratedFailureInAParallelBranchHasAFallback() throws Exception {
        traces(TRACES, "page", () -> {
            long start = now;
            call("ads", 8, chance(0.25));
            long end = now;
            now = start;
            call("prices", 6, false);
            now = Math.max(now, end);
            return false;
        });
        assertThat(agreeing()).contains("- parallel:", "  - { call: ads/ads-get, fallback: {} }", "- call: prices/");
    }

    @Test
    @Tag("change")
    void failedQueryFailsItsCaller() throws Exception {
        traces(TRACES, "page", () -> query(5, chance(0.08)) || call("ads", 4, false));
        assertThat(agreeing())
                .containsPattern("errors postgresql [78][.\\d]*% as")
                .doesNotContain("fallback");
    }

    @Test
    @Tag("change")
    void oneOfTwoCallersToleratesAFailure() throws Exception {
        for (int i = 0; i < TRACES; i += 100) {
            traces(100, "page", () -> {
                call("ads", 6, chance(0.2));
                return false;
            });
            traces(50, "mail", () -> call("ads", 6, chance(0.2)));
        }
        assertThat(agreeing()).containsOnlyOnce("fallback: {}");
    }

    @Test
    @Tag("change")
    void failureIsToleratedInHalfOfTheCases() throws Exception {
        traces(TRACES, "page", () -> call("ads", 6, chance(0.2)) && chance(0.5));
        agreeing();
    }

    @Test
    @Tag("change")
    void failedRootTakesAnotherTime() throws Exception {
        traces(TRACES, "page", () -> {
            boolean fails = chance(0.05);
            now += fails ? 300 * MILLI : 0;
            return fails || call("ads", 6, false) || chance(0.03);
        });
        assertThat(agreeing()).contains("- choose:");
    }

    @Test
    @Tag("change")
    void failuresOfOneCallerAloneStayThere() throws Exception {
        for (int i = 0; i < TRACES; i += 100) {
            traces(100, "page", () -> call("ads", 6, false));
            traces(50, "mail", () -> call("ads", 6, chance(0.3)));
        }
        agreeing();
    }

    @Test
    @Tag("change")
    void failureBelowAToleratedCallIsTolerated() throws Exception {
        traces(TRACES, "page", () -> {
            int cart = ids;
            long start = now;
            ids += 2;
            now += work(1);
            boolean fails = call(cart + 1, "cart", "stock", 4, chance(0.15));
            now += work(1);
            spans.add(new SpanData(trace, cart, 0, "front", 0, "call cart", Kind.CLIENT, start, now, fails, List.of()));
            spans.add(new SpanData(
                    trace, cart + 1, cart, "cart", 0, "cart/get", Kind.SERVER, start, now, fails, List.of()));
            return false;
        });
        assertThat(agreeing()).contains("call: cart/cart-get, fallback: {}").containsOnlyOnce("call: failures");
    }
}
