package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Policy of a call, with the origin of each value. Unspecified values are the defaults of Resilience4j.
 *
 * @param word name in the scenario language
 * @param values values with their origins, by name
 */
record Policy(String word, Map<String, SourcedValue> values) {
    /**
     * Value and its origin.
     *
     * @param value in the syntax of the scenario language
     * @param origin description of the origin
     */
    record SourcedValue(String value, String origin) {}

    /** Properties that are irrelevant to calls. */
    private static final String[] UNSEEN = {
        "registerHealthIndicator", "eventConsumerBufferSize", "writableStackTraceEnabled", "allowHealthIndicatorToFail"
    };

    private static final String DEFAULT = "Resilience4j's default";

    private static Policy of(String word) {
        return new Policy(word, new LinkedHashMap<>());
    }

    private void put(String key, Optional<Setting> said, Optional<String> value, String usual) {
        boolean told = said.isPresent() && value.isPresent();
        values.put(
                key,
                new SourcedValue(
                        value.filter(text -> told).orElse(usual),
                        told ? "origin: " + said.get().origin() : DEFAULT));
    }

    /** Adds a whole number by its name, or else by its name before version 2 of Resilience4j. */
    private void whole(Properties from, String key, String name, String older, long usual) {
        boolean old = from.find(name).isEmpty() && from.find(older).isPresent();
        whole(from, key, old ? older : name, usual);
        if (old) {
            from.passOver(older);
            SourcedValue said = values.get(key);
            values.put(key, new SourcedValue(said.value(), said.origin() + ", which versions before 2 read"));
        }
    }

    private void whole(Properties from, String key, String name, long usual) {
        Optional<Setting> said = from.find(name);
        OptionalDouble number = said.map(Properties::number).orElse(OptionalDouble.empty());
        boolean whole = number.isPresent() && number.getAsDouble() == Math.rint(number.getAsDouble());
        put(key, said, whole ? text(number, 1, "") : Optional.empty(), Long.toString(usual));
    }

    private void percent(Properties from, String key, String name, long usual) {
        Optional<Setting> said = from.find(name);
        OptionalDouble number = said.map(Properties::number).orElse(OptionalDouble.empty());
        put(key, said, text(number, 0, "%"), usual + "%");
    }

    private static Optional<String> text(OptionalDouble number, double least, String unit) {
        return number.isPresent() && number.getAsDouble() >= least
                ? Optional.of(LanguageNumbers.bare(number.getAsDouble(), 9) + unit)
                : Optional.empty();
    }

    private void time(Properties from, String key, String name, String usual) {
        Optional<Setting> said = from.find(name);
        put(key, said, said.flatMap(Properties::duration), usual);
    }

    /**
     * Reads a {@code CircuitBreakerConfig}. Defaults: 50 % of the last 100 calls, from 100 completed calls on; open for
     * 60 s, then 10 calls.
     */
    static Policy circuitBreaker(Properties from) {
        Policy policy = of("circuit_breaker");
        policy.percent(from, "failure_rate", "failureRateThreshold", 50);
        policy.percent(from, "slow_call_rate", "slowCallRateThreshold", 100);
        policy.time(from, "slow_call", "slowCallDurationThreshold", "60s");
        policy.whole(from, "window", "slidingWindowSize", "ringBufferSizeInClosedState", 100);
        policy.whole(from, "minimum_calls", "minimumNumberOfCalls", 100);
        from.find("slidingWindowType")
                .filter(type -> Properties.text(type).equals("TIME_BASED"))
                .ifPresent(type -> policy.values.put(
                        "window",
                        new SourcedValue(
                                "100",
                                "could not be told: A GUESS, as there it is of so many seconds (" + type.origin()
                                        + ")")));
        SourcedValue window = policy.values.get("window");
        SourcedValue least = policy.values.get("minimum_calls");
        if (Long.parseLong(least.value()) > Long.parseLong(window.value())) {
            policy.values.put(
                    "minimum_calls",
                    new SourcedValue(window.value(), least.origin() + ", and no more than the window"));
        }
        policy.time(from, "open", "waitDurationInOpenState", "60s");
        policy.whole(from, "half_open", "permittedNumberOfCallsInHalfOpenState", "ringBufferSizeInHalfOpenState", 10);
        from.leaveOut(
                "how long it stays open grows or varies; here it is always the same",
                "enableExponentialBackoff",
                "exponentialBackoffMultiplier",
                "exponentialMaxWaitDurationInOpenState",
                "enableRandomizedWait",
                "randomizedWaitFactor");
        from.leaveOut(
                "which failures count; here all do",
                "recordExceptions",
                "ignoreExceptions",
                "recordFailurePredicate",
                "recordResultPredicate",
                "ignoreExceptionPredicate");
        from.leaveOut(
                "how it leaves a state by itself or begins in one",
                "maxWaitDurationInHalfOpenState",
                "transitionToStateAfterWaitDuration",
                "initialState");
        from.passOver(UNSEEN);
        from.passOver("ignoreClassBindingExceptions", "automaticTransitionFromOpenToHalfOpenEnabled");
        return policy;
    }

    /**
     * Reads a {@code RetryConfig}. Defaults: three attempts with 500 ms between them. The growth of waits is read from
     * the level that sets the wait, and from those behind it. A maximum wait applies only together with a multiplier.
     */
    static Policy retry(Properties from) {
        Policy policy = of("retry");
        policy.whole(from, "attempts", "maxAttempts", "maxRetryAttempts", 3);
        Optional<Setting> wait = from.find("waitDuration");
        String base = wait.flatMap(Properties::duration).orElse("500ms");
        Properties waits = from.behind("waitDuration");
        from.passOver("enableExponentialBackoff", "exponentialBackoffMultiplier", "exponentialMaxWaitDuration");
        boolean grows =
                waits.find("enableExponentialBackoff").map(Properties::text).equals(Optional.of("true"));
        Optional<Setting> times = waits.find("exponentialBackoffMultiplier");
        String most = waits.find("exponentialMaxWaitDuration")
                .filter(said -> times.isPresent())
                .flatMap(Properties::duration)
                .orElse("1h");
        String origin = wait.map(said -> "origin: " + said.origin()).orElse(DEFAULT);
        policy.values.put(
                "backoff",
                new SourcedValue(grows ? "exponential(" + base + " " + most + ")" : "constant(" + base + ")", origin));
        double factor =
                times.map(Properties::number).orElse(OptionalDouble.empty()).orElse(1.5);
        if (grows && factor != 2) {
            from.leaveOut(
                    "waits grow " + LanguageNumbers.bare(factor, 3) + " times each; here they are doubled",
                    "enableExponentialBackoff");
        }
        from.leaveOut("waits vary by chance; here they do not", "enableRandomizedWait", "randomizedWaitFactor");
        from.leaveOut(
                "after which failures it tries again; here after all but limited and short_circuited",
                "retryExceptions",
                "ignoreExceptions",
                "retryExceptionPredicate",
                "resultPredicate");
        from.leaveOut("a wait that code decides", "intervalBiFunction");
        from.passOver("eventConsumerBufferSize", "failAfterMaxAttempts", "consumeResultBeforeRetryAttempt");
        return policy;
    }

    /** Reads a {@code BulkheadConfig}. Defaults: 25 concurrent calls without waiting. */
    static Policy bulkhead(Properties from) {
        Policy policy = of("bulkhead");
        policy.whole(from, "concurrent", "maxConcurrentCalls", 25);
        policy.time(from, "max_wait", "maxWaitDuration", "0ms");
        from.passOver("eventConsumerBufferSize", "writableStackTraceEnabled");
        return policy;
    }

    /** Reads a {@code TimeLimiterConfig}. Default: 1 s. */
    static Policy timeLimiter(Properties from) {
        Policy policy = of("timeout");
        policy.time(from, "after", "timeoutDuration", "1s");
        from.leaveOut("whether the work is given up as well; here it goes on", "cancelRunningFuture");
        from.passOver("eventConsumerBufferSize");
        return policy;
    }

    /**
     * Reads a {@code RateLimiterConfig}. Default: 50 calls in 500 ns, which is no limit. Empty if the period is unset
     * or less than 1 ms.
     */
    static Optional<Policy> rateLimiter(Properties from) {
        Optional<Setting> period = from.find("limitRefreshPeriod");
        Optional<Setting> limit = from.find("limitForPeriod");
        Optional<Setting> wait = from.find("timeoutDuration");
        boolean waits =
                wait.map(Properties::nanos).map(nanos -> nanos.orElse(1) > 0).orElse(true);
        if (waits) {
            from.leaveOut("how long a call waits for its turn; here it is turned away", "timeoutDuration");
        }
        from.passOver(UNSEEN);
        from.passOver("subscribeForEvents");
        OptionalDouble nanos = period.map(Properties::nanos).orElse(OptionalDouble.empty());
        if (nanos.isEmpty() || nanos.getAsDouble() < 1e6) {
            return Optional.empty();
        }
        if (wait.isEmpty()) {
            period.get()
                    .ignore("how long a call waits for its turn, which nobody says and so is 5 s at most; here it is"
                            + " turned away");
        }
        double calls =
                limit.map(Properties::number).orElse(OptionalDouble.empty()).orElse(50);
        Policy policy = of("rate_limit");
        String origin = "origin: " + period.get().origin() + ", " + LanguageNumbers.bare(calls, 9) + " in each period";
        policy.values.put(
                "rate", new SourcedValue(LanguageNumbers.bare(calls / nanos.getAsDouble() * 1e9, 6) + "/s", origin));
        policy.values.put(
                "algorithm", new SourcedValue("fixed-window", "a period is a window; here it is one for all callers"));
        policy.values.put(
                "window",
                new SourcedValue(
                        LanguageNumbers.nanos(nanos.getAsDouble(), 9),
                        "origin: " + period.get().origin()));
        return Optional.of(policy);
    }
}
