package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads the policies of an instance, with the origin of each value. Unspecified values are the defaults of
 * Resilience4j.
 */
final class PolicyReader {
    /** Properties that are irrelevant to calls. */
    private static final String[] UNSEEN = {
        "registerHealthIndicator", "eventConsumerBufferSize", "writableStackTraceEnabled", "allowHealthIndicatorToFail"
    };

    private static final String DEFAULT = "Resilience4j's default";

    private final Properties from;
    private final ImportedSettings values = new ImportedSettings();

    private PolicyReader(Properties from) {
        this.from = from;
    }

    private CallPolicy policy(String word) {
        return new CallPolicy(word, values);
    }

    private void set(String key, Optional<Setting> said, Optional<String> value, String usual) {
        boolean told = said.isPresent() && value.isPresent();
        values.set(
                key,
                value.filter(text -> told).orElse(usual),
                told ? "origin: " + said.get().origin() : DEFAULT);
    }

    /** Reads a whole number by its name, or else by its name before version 2 of Resilience4j. */
    private void whole(String key, String name, String older, long usual) {
        boolean old = from.find(name).isEmpty() && from.find(older).isPresent();
        whole(key, old ? older : name, usual);
        if (old) {
            from.passOver(older);
            SourcedValue said = values.get(key);
            values.set(key, said.value(), said.origin() + ", which versions before 2 read");
        }
    }

    private void whole(String key, String name, long usual) {
        Optional<Setting> said = from.find(name);
        OptionalDouble number = said.map(Properties::number).orElse(OptionalDouble.empty());
        boolean whole = number.isPresent() && number.getAsDouble() == Math.rint(number.getAsDouble());
        set(key, said, whole ? text(number, 1, "") : Optional.empty(), Long.toString(usual));
    }

    private void percent(String key, String name, long usual) {
        Optional<Setting> said = from.find(name);
        OptionalDouble number = said.map(Properties::number).orElse(OptionalDouble.empty());
        set(key, said, text(number, 0, "%"), usual + "%");
    }

    private static Optional<String> text(OptionalDouble number, double least, String unit) {
        return number.isPresent() && number.getAsDouble() >= least
                ? Optional.of(LanguageNumbers.bare(number.getAsDouble(), 9) + unit)
                : Optional.empty();
    }

    private void time(String key, String name, String usual) {
        Optional<Setting> said = from.find(name);
        set(key, said, said.flatMap(Properties::duration), usual);
    }

    /**
     * Reads a {@code CircuitBreakerConfig}. Defaults: 50 % of the last 100 calls, from 100 completed calls on; open for
     * 60 s, then 10 calls.
     */
    static CallPolicy circuitBreaker(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.percent("failure_rate", "failureRateThreshold", 50);
        reader.percent("slow_call_rate", "slowCallRateThreshold", 100);
        reader.time("slow_call", "slowCallDurationThreshold", "60s");
        reader.whole("window", "slidingWindowSize", "ringBufferSizeInClosedState", 100);
        reader.whole("minimum_calls", "minimumNumberOfCalls", 100);
        from.find("slidingWindowType")
                .filter(type -> Properties.text(type).equals("TIME_BASED"))
                .ifPresent(type -> reader.values.set(
                        "window",
                        "100",
                        "unknown: A GUESS, as there the window is a number of seconds (" + type.origin() + ")"));
        SourcedValue window = reader.values.get("window");
        SourcedValue least = reader.values.get("minimum_calls");
        if (Long.parseLong(least.value()) > Long.parseLong(window.value())) {
            reader.values.set("minimum_calls", window.value(), least.origin() + ", at most the window");
        }
        reader.time("open", "waitDurationInOpenState", "60s");
        reader.whole("half_open", "permittedNumberOfCallsInHalfOpenState", "ringBufferSizeInHalfOpenState", 10);
        from.leaveOut(
                "a growing or random open time; here it is constant",
                "enableExponentialBackoff",
                "exponentialBackoffMultiplier",
                "exponentialMaxWaitDurationInOpenState",
                "enableRandomizedWait",
                "randomizedWaitFactor");
        from.leaveOut(
                "the failures that count; here all count",
                "recordExceptions",
                "ignoreExceptions",
                "recordFailurePredicate",
                "recordResultPredicate",
                "ignoreExceptionPredicate");
        from.leaveOut(
                "automatic transitions and the initial state",
                "maxWaitDurationInHalfOpenState",
                "transitionToStateAfterWaitDuration",
                "initialState");
        from.passOver(UNSEEN);
        from.passOver("ignoreClassBindingExceptions", "automaticTransitionFromOpenToHalfOpenEnabled");
        return reader.policy("circuit_breaker");
    }

    /**
     * Reads a {@code RetryConfig}. Defaults: three attempts with 500 ms between them. The growth of waits is read from
     * the level that sets the wait, and from those behind it. A maximum wait applies only together with a multiplier.
     */
    static CallPolicy retry(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.whole("attempts", "maxAttempts", "maxRetryAttempts", 3);
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
        reader.values.set(
                "backoff", grows ? "exponential(" + base + " " + most + ")" : "constant(" + base + ")", origin);
        double factor =
                times.map(Properties::number).orElse(OptionalDouble.empty()).orElse(1.5);
        if (grows && factor != 2) {
            from.leaveOut(
                    "waits grow " + LanguageNumbers.bare(factor, 3) + " times each; here the factor is 2",
                    "enableExponentialBackoff");
        }
        from.leaveOut("random waits; here they are constant", "enableRandomizedWait", "randomizedWaitFactor");
        from.leaveOut(
                "the failures that are retried; here all except limited and short_circuited",
                "retryExceptions",
                "ignoreExceptions",
                "retryExceptionPredicate",
                "resultPredicate");
        from.leaveOut("a wait that is set in code", "intervalBiFunction");
        from.passOver("eventConsumerBufferSize", "failAfterMaxAttempts", "consumeResultBeforeRetryAttempt");
        return reader.policy("retry");
    }

    /** Reads a {@code BulkheadConfig}. Defaults: 25 concurrent calls without waiting. */
    static CallPolicy bulkhead(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.whole("concurrent", "maxConcurrentCalls", 25);
        reader.time("max_wait", "maxWaitDuration", "0ms");
        from.passOver("eventConsumerBufferSize", "writableStackTraceEnabled");
        return reader.policy("bulkhead");
    }

    /** Reads a {@code TimeLimiterConfig}. Default: 1 s. */
    static CallPolicy timeLimiter(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.time("after", "timeoutDuration", "1s");
        from.leaveOut("cancellation of the work; here it continues", "cancelRunningFuture");
        from.passOver("eventConsumerBufferSize");
        return reader.policy("timeout");
    }

    /**
     * Reads a {@code RateLimiterConfig}. Default: 50 calls in 500 ns, which is no limit. Empty if the period is unset
     * or less than 1 ms.
     */
    static Optional<CallPolicy> rateLimiter(Properties from) {
        Optional<Setting> period = from.find("limitRefreshPeriod");
        Optional<Setting> limit = from.find("limitForPeriod");
        Optional<Setting> wait = from.find("timeoutDuration");
        boolean waits =
                wait.map(Properties::nanos).map(nanos -> nanos.orElse(1) > 0).orElse(true);
        if (waits) {
            from.leaveOut("the waiting time for a permit; here the call is rejected", "timeoutDuration");
        }
        from.passOver(UNSEEN);
        from.passOver("subscribeForEvents");
        OptionalDouble nanos = period.map(Properties::nanos).orElse(OptionalDouble.empty());
        if (nanos.isEmpty() || nanos.getAsDouble() < 1e6) {
            return Optional.empty();
        }
        if (wait.isEmpty()) {
            period.get().ignore("the waiting time for a permit, by default at most 5 s; here the call is rejected");
        }
        double calls =
                limit.map(Properties::number).orElse(OptionalDouble.empty()).orElse(50);
        PolicyReader reader = new PolicyReader(from);
        String origin = "origin: " + period.get().origin() + ", " + LanguageNumbers.bare(calls, 9) + " in each period";
        reader.values.set("rate", LanguageNumbers.bare(calls / nanos.getAsDouble() * 1e9, 6) + "/s", origin);
        reader.values.set("algorithm", "fixed-window", "the window of a period; here it is shared by all callers");
        reader.values.set(
                "window",
                LanguageNumbers.nanos(nanos.getAsDouble(), 9),
                "origin: " + period.get().origin());
        return Optional.of(reader.policy("rate_limit"));
    }
}
