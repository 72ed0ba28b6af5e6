package dev.brownout.reality.product;

import dev.brownout.random.KeyedRandom;
import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Policies of resilience4j around calls of an HTTP back end. */
final class Resilience4j implements MeasuredProduct {
    private static final String SCENARIO = "guarded";
    private static final String BACK_END = "web-1";
    private static final String NO_FAULT = "[]";
    private static final String KILLED = "[ { at 10s: crash web/1 for 8s as fault } ]";
    private static final double FAULT_AT = 10;
    private static final double BACK_AT = 18;
    private static final String OPEN = "open";
    private static final String FULL = "full";
    private static final String LIMITED = "limited";
    private static final double ERRORS = 0.3;
    private static final int MEAN_MILLIS = 20;

    private double bootSeconds;

    /** Creates a policy for the calls of one process. */
    @FunctionalInterface
    private interface Guard {
        UnaryOperator<Callable<String>> fresh();
    }

    @Override
    public String name() {
        return "resilience4j";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of();
    }

    @Override
    public String version(Lab lab) {
        return "2.4.0";
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        try (GuardedSite site = new GuardedSite(lab, MEAN_MILLIS, 0, UnaryOperator::identity)) {
            site.processes.end(BACK_END);
            long before = System.nanoTime();
            site.start();
            bootSeconds = (System.nanoTime() - before) / 1e9;
        }
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        return List.of(
                trial(
                                "retries of calls that fail with 30 %",
                                "errors", 100, 25, MEAN_MILLIS, ERRORS, Resilience4j::retry)
                        .with(values(
                                "retry: { profile: resilience4j }", "[ { at 0s: errors web/1 30% for 60s as fault } ]"))
                        .figures(
                                Figure.count("attempts", "web.offered", Resilience4j::attempts),
                                Figure.failed(),
                                Figure.p50(),
                                Figure.p99())
                        .corrected(),
                killed("retries of a back end that is down", Resilience4j::retry)
                        .with(values("retry: { profile: resilience4j }", KILLED))
                        .figures(Figure.failed(), Figure.outage(FAULT_AT, 0.5))
                        .corrected(),
                killed("circuit breaker of a back end that is down", Resilience4j::breaker)
                        .with(values("circuit_breaker: { open: 5s }", KILLED))
                        .figures(
                                Figure.failed(OPEN, "call.short_circuited"),
                                Figure.failed("refused", "call.refused"),
                                Figure.failed(),
                                Figure.outage(FAULT_AT, 1)),
                trial("circuit breaker at 40 % of errors", "errors", 100, 30, MEAN_MILLIS, 0.4, Resilience4j::breaker)
                        .with(values(
                                "circuit_breaker: { open: 5s }", "[ { at 0s: errors web/1 40% for 60s as fault } ]"))
                        .figures(Figure.failed(OPEN, "call.short_circuited"), Figure.failed(), Figure.throughput()),
                trial("bulkhead full", "limit", 300, 20, 100, 0, bulkhead(Duration.ZERO))
                        .with(values("bulkhead: 25", NO_FAULT, 100))
                        .figures(Figure.failed(FULL, "call.rejected"), Figure.throughput(), Figure.p50()),
                trial("bulkhead full with a wait of 100 ms", "limit", 300, 20, 100, 0, bulkhead(Duration.ofMillis(100)))
                        .with(values("bulkhead: { concurrent: 25, max_wait: 100ms }", NO_FAULT, 100))
                        .figures(Figure.failed(FULL, "call.rejected"), Figure.throughput(), Figure.p50()),
                trial("rate limiter of 50 calls in each second", "limit", 60, 30, MEAN_MILLIS, 0, Resilience4j::limiter)
                        .with(values("rate_limit: { rate: 50/s, algorithm: fixed-window, window: 1s }", NO_FAULT))
                        .figures(Figure.failed(LIMITED, "call.limited"), Figure.throughput()),
                trial("time limiter of 1 s", "slow", 50, 30, 400, 0, Resilience4j::timeLimiter)
                        .with(values("timeout: 1s", NO_FAULT, 400))
                        .timeout(Duration.ofSeconds(10))
                        .figures(Figure.failed("timeout", "call.timed_out"), Figure.p50(), Figure.p99()));
    }

    private static ProductTrial trial(
            String name, String fault, int perSecond, int seconds, int meanMillis, double errors, Guard guard) {
        return ProductTrial.of(
                name,
                fault,
                SCENARIO,
                new Load.Open(perSecond),
                seconds,
                lab -> new GuardedSite(lab, meanMillis, errors, guard));
    }

    private ProductTrial killed(String name, Guard guard) {
        return trial(name, "kill", 100, 40, MEAN_MILLIS, 0, guard)
                .action(SiteAction.at(FAULT_AT, (GuardedSite site) -> site.processes.end(BACK_END))
                        .then(SiteAction.at(BACK_AT - bootSeconds, GuardedSite::start)));
    }

    private static String[] values(String policy, String faults) {
        return values(policy, faults, MEAN_MILLIS);
    }

    private static String[] values(String policy, String faults, int meanMillis) {
        return new String[] {"policy", policy, "faults", faults, "mean", meanMillis + "ms"};
    }

    /** Returns the attempts of all counted calls. A call that has failed has made all attempts. */
    private static double attempts(Measured measured) {
        return measured.counted().stream()
                .mapToInt(result -> result.succeeded()
                        ? Integer.parseInt(result.detail())
                        : Retry.ofDefaults("").getRetryConfig().getMaxAttempts())
                .sum();
    }

    private static UnaryOperator<Callable<String>> retry() {
        Retry retry = Retry.ofDefaults(BACK_END);
        return call -> Retry.decorateCallable(retry, call);
    }

    private static UnaryOperator<Callable<String>> breaker() {
        CircuitBreaker breaker = CircuitBreaker.of(
                BACK_END,
                CircuitBreakerConfig.custom()
                        .waitDurationInOpenState(Duration.ofSeconds(5))
                        .build());
        return call -> CircuitBreaker.decorateCallable(breaker, call);
    }

    private static Guard bulkhead(Duration maxWait) {
        return () -> {
            Bulkhead bulkhead = Bulkhead.of(
                    BACK_END, BulkheadConfig.custom().maxWaitDuration(maxWait).build());
            return call -> Bulkhead.decorateCallable(bulkhead, call);
        };
    }

    private static UnaryOperator<Callable<String>> limiter() {
        RateLimiter limiter = RateLimiter.of(
                BACK_END,
                RateLimiterConfig.custom()
                        .limitForPeriod(50)
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(Duration.ZERO)
                        .build());
        return call -> RateLimiter.decorateCallable(limiter, call);
    }

    private static UnaryOperator<Callable<String>> timeLimiter() {
        TimeLimiter limiter = TimeLimiter.ofDefaults(BACK_END);
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread worker = new Thread(task);
            worker.setDaemon(true);
            return worker;
        });
        return call -> TimeLimiter.decorateFutureSupplier(limiter, () -> workers.submit(call));
    }

    /** One back end, and a client with a policy in this process. */
    private static final class GuardedSite implements Site {
        private final Processes processes;
        private final int port = Processes.freePort();
        private final int meanMillis;
        private final double errors;
        private final HttpClient client =
                new HttpClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "/#");
        private final AtomicInteger attempts = new AtomicInteger();
        private final UnaryOperator<Callable<String>> policy;

        GuardedSite(Lab lab, int meanMillis, double errors, Guard guard) throws IOException, InterruptedException {
            this.processes = lab.processes();
            this.meanMillis = meanMillis;
            this.errors = errors;
            this.policy = guard.fresh();
            start();
        }

        /** Starts the back end, and waits until it listens. */
        void start() throws IOException, InterruptedException {
            Backend.start(processes, BACK_END, port, Backend.Work.SLEEP, 1000, meanMillis * 1000L);
        }

        @Override
        public Call client() {
            return (number, timeoutMillis) -> {
                AtomicInteger tries = new AtomicInteger();
                try {
                    return policy.apply(() -> attempt(number, timeoutMillis, tries.incrementAndGet()))
                            .call();
                } catch (CallNotPermittedException refused) {
                    throw new Call.Failure(OPEN);
                } catch (BulkheadFullException refused) {
                    throw new Call.Failure(FULL);
                } catch (RequestNotPermitted refused) {
                    throw new Call.Failure(LIMITED);
                } catch (TimeoutException late) {
                    throw new Call.Failure("timeout");
                }
            };
        }

        /** Sends one attempt, unless it fails by lot. Returns the number of the attempt. */
        private String attempt(int number, int timeoutMillis, int attempt) throws Exception {
            String key = "attempt-" + attempts.incrementAndGet();
            if (new KeyedRandom(KeyedRandom.key(1, 0, key)).uniform() < errors) {
                throw new Call.Failure("500");
            }
            client.send(number, timeoutMillis);
            return Integer.toString(attempt);
        }

        @Override
        public void close() {
            processes.close();
        }
    }
}
