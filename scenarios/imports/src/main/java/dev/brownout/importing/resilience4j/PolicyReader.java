package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

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

    private void set(String key, Optional<Setting> setting, Optional<String> value, String usual, String expected) {
        if (setting.isPresent() && value.isPresent()) {
            values.set(key, value.get(), from.configuration().origin(setting.get()));
        } else if (setting.isPresent()) {
            values.set(key, usual, from.configuration().unusable(setting.get(), expected, DEFAULT));
        } else {
            values.set(key, usual, DEFAULT);
        }
    }

    /** Reads a whole number by its name, or else by its name before version 2 of Resilience4j. */
    private void readInteger(String key, String name, String older, long usual) {
        boolean old = from.find(name).isEmpty() && from.find(older).isPresent();
        readInteger(key, old ? older : name, usual);
        if (old) {
            from.markIgnored(older);
            SourcedValue value = values.get(key);
            values.set(key, value.value(), value.origin() + ", which versions before 2 read");
        }
    }

    private void readInteger(String key, String name, long usual) {
        readInteger(key, name, usual, 1);
    }

    private void readInteger(String key, String name, long usual, long least) {
        Optional<Setting> setting = from.find(name);
        OptionalDouble number = setting.map(Properties::number).orElse(OptionalDouble.empty());
        boolean whole = number.isPresent() && number.getAsDouble() == Math.rint(number.getAsDouble());
        set(key, setting, whole ? text(number, least, "") : Optional.empty(), Long.toString(usual), "a whole number");
    }

    private void percent(String key, String name, long usual) {
        Optional<Setting> setting = from.find(name);
        OptionalDouble number = setting.map(Properties::number).orElse(OptionalDouble.empty());
        boolean valid = number.isPresent() && number.getAsDouble() <= 100;
        set(key, setting, valid ? text(number, 0, "%") : Optional.empty(), usual + "%", "a percentage");
    }

    private static Optional<String> text(OptionalDouble number, double least, String unit) {
        return number.isPresent() && number.getAsDouble() >= least
                ? Optional.of(LanguageNumbers.format(number.getAsDouble(), 9) + unit)
                : Optional.empty();
    }

    private void time(String key, String name, String usual) {
        Optional<Setting> setting = from.find(name);
        set(key, setting, setting.flatMap(Properties::duration), usual, "a duration");
    }

    /**
     * Reads a {@code CircuitBreakerConfig}. Defaults: 50 % of the last 100 calls, from 100 completed calls on; open for
     * 60 s, then 10 calls. Empty for a state without rejections.
     */
    static Optional<CallPolicy> circuitBreaker(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.percent("failure_rate", "failureRateThreshold", 50);
        reader.percent("slow_call_rate", "slowCallRateThreshold", 100);
        reader.time("slow_call", "slowCallDurationThreshold", "60s");
        reader.readInteger("window", "slidingWindowSize", "ringBufferSizeInClosedState", 100);
        reader.readInteger("minimum_calls", "minimumNumberOfCalls", 100);
        from.find("slidingWindowType")
                .filter(type -> type.text().equalsIgnoreCase("TIME_BASED"))
                .ifPresent(type -> {
                    reader.values.set(
                            "window",
                            "100",
                            "unknown: A GUESS, as there the window is a number of seconds (" + type.origin() + ")");
                    type.reject("a window of a number of seconds; here of 100 calls");
                });
        SourcedValue window = reader.values.get("window");
        SourcedValue least = reader.values.get("minimum_calls");
        if (Long.parseLong(least.value()) > Long.parseLong(window.value())) {
            reader.values.set("minimum_calls", window.value(), least.origin() + ", at most the window");
        }
        reader.time("open", "waitDurationInOpenState", "60s");
        reader.readInteger("half_open", "permittedNumberOfCallsInHalfOpenState", "ringBufferSizeInHalfOpenState", 10);
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
                "the maximum time of the half-open state, and the state after it",
                "maxWaitDurationInHalfOpenState",
                "transitionToStateAfterWaitDuration");
        boolean rejects = rejects(from);
        from.markIgnored(UNSEEN);
        from.markIgnored("ignoreClassBindingExceptions", "automaticTransitionFromOpenToHalfOpenEnabled");
        return rejects ? Optional.of(reader.policy("circuit_breaker")) : Optional.empty();
    }

    /** Returns whether the initial state of a circuit breaker permits rejections. */
    private static boolean rejects(Properties from) {
        String state = from.find("initialState")
                .map(setting -> setting.text().toUpperCase(Locale.ROOT))
                .orElse("CLOSED");
        boolean rejects = !state.equals("METRICS_ONLY") && !state.equals("DISABLED");
        from.leaveOut(
                rejects
                        ? "the initial state; here it is closed"
                        : "in the state " + state + " a circuit breaker rejects no call; here there is none",
                "initialState");
        return rejects;
    }

    /**
     * Reads a {@code RetryConfig}. Defaults: three attempts with 500 ms between them. The growth of waits is read from
     * the level that sets the wait, and from those behind it. A maximum wait applies only together with a multiplier.
     * It repeats the calls that a rate limiter has rejected, if its exceptions include {@code RequestNotPermitted}.
     */
    static CallPolicy retry(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.readInteger("attempts", "maxAttempts", "maxRetryAttempts", 3);
        reader.time("backoff", "waitDuration", "500ms");
        SourcedValue wait = reader.values.get("backoff");
        Properties waits = from.fromNearestLevel("waitDuration");
        from.markIgnored("enableExponentialBackoff", "exponentialBackoffMultiplier", "exponentialMaxWaitDuration");
        boolean grows = waits.isTrue("enableExponentialBackoff");
        Optional<Setting> times = waits.find("exponentialBackoffMultiplier");
        Optional<Setting> longest = waits.find("exponentialMaxWaitDuration").filter(setting -> times.isPresent());
        Optional<String> most = longest.flatMap(Properties::duration);
        if (longest.isPresent() && most.isEmpty()) {
            from.configuration().unusable(longest.get(), "a duration", "1h");
        }
        reader.values.set(
                "backoff",
                grows
                        ? "exponential(" + wait.value() + " " + most.orElse("1h") + ")"
                        : "constant(" + wait.value() + ")",
                wait.origin());
        OptionalDouble multiplier = times.map(Properties::number).orElse(OptionalDouble.empty());
        double factor = multiplier.orElse(1.5);
        if (times.isPresent() && multiplier.isEmpty()) {
            from.configuration().unusable(times.get(), "a number", "1.5");
        }
        if (!grows) {
            waits.leaveOut(
                    "the growth of waits, which 'enableExponentialBackoff' does not switch on",
                    "exponentialBackoffMultiplier",
                    "exponentialMaxWaitDuration");
        }
        if (grows && factor != 2) {
            from.leaveOut(
                    "waits grow " + LanguageNumbers.format(factor, 3) + " times each; here the factor is 2",
                    "enableExponentialBackoff");
        }
        if (waits.isTrue("enableRandomizedWait")) {
            from.leaveOut("random waits; here they are constant", "enableRandomizedWait", "randomizedWaitFactor");
        } else {
            from.markIgnored("enableRandomizedWait", "randomizedWaitFactor");
        }
        boolean rejected =
                from.find("retryExceptions").map(PolicyReader::hasRejection).orElse(true)
                        && !from.find("ignoreExceptions")
                                .map(PolicyReader::hasRejection)
                                .orElse(false);
        if (rejected && !reader.values.get("attempts").value().equals("1")) {
            reader.values.set("limited", "true", "Resilience4j retries the rejections of its rate limiter");
        }
        from.leaveOut(
                "the failures that are retried; here all except short_circuited" + (rejected ? "" : " and limited"),
                "retryExceptions",
                "ignoreExceptions",
                "retryExceptionPredicate",
                "resultPredicate");
        from.leaveOut("a wait that is set in code", "intervalBiFunction");
        from.markIgnored("eventConsumerBufferSize", "failAfterMaxAttempts", "consumeResultBeforeRetryAttempt");
        return reader.policy("retry");
    }

    /** Returns whether a list of exceptions contains the rejection of a rate limiter. */
    private static boolean hasRejection(Setting exceptions) {
        List<Setting> all = new ArrayList<>(exceptions.items());
        all.addAll(exceptions.entries().values());
        all.add(exceptions);
        return all.stream()
                .flatMap(one -> Stream.of(one.peekText().split("\\s*,\\s*", -1)))
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .anyMatch(List.of("RequestNotPermitted", "RuntimeException", "Exception", "Throwable")::contains);
    }

    /** Reads a {@code BulkheadConfig}. Defaults: 25 concurrent calls without waiting. */
    static CallPolicy bulkhead(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.readInteger("concurrent", "maxConcurrentCalls", 25);
        reader.time("max_wait", "maxWaitDuration", "0ms");
        from.markIgnored("eventConsumerBufferSize", "writableStackTraceEnabled");
        return reader.policy("bulkhead");
    }

    /**
     * Reads a {@code ThreadPoolBulkheadConfig}. Default: a queue of 100 calls. A thread pool adds threads beyond its
     * core size only once its queue is full; here they are further places of the queue.
     */
    static CallPolicy threadPool(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.readInteger("most", "maxThreadPoolSize", 4);
        reader.readInteger("core", "coreThreadPoolSize", 0, 1);
        reader.readInteger("waiting", "queueCapacity", 100, 0);
        SourcedValue most = reader.values.get("most");
        SourcedValue core = reader.values.get("core");
        SourcedValue waiting = reader.values.get("waiting");
        boolean isReported = from.find("maxThreadPoolSize").isPresent();
        long threads = Long.parseLong(most.value());
        long kept = core.value().equals("0") ? threads : Math.min(threads, Long.parseLong(core.value()));
        PolicyReader pool = new PolicyReader(from);
        pool.values.set(
                "concurrent",
                Long.toString(kept),
                isReported || kept < threads
                        ? (kept < threads ? core : most).origin()
                        : "unknown: A GUESS, as Resilience4j's default is the number of processors");
        pool.values.set("max_wait", "1h", "the queue of a thread pool has no time limit");
        pool.values.set(
                "queue",
                Long.toString(Long.parseLong(waiting.value()) + threads - kept),
                waiting.origin()
                        + (kept < threads ? ", and " + (threads - kept) + " threads beyond the core size" : ""));
        from.markIgnored(UNSEEN);
        from.markIgnored("keepAliveDuration", "contextPropagators", "contextPropagator");
        return pool.policy("bulkhead");
    }

    /** Reads a {@code TimeLimiterConfig}. Default: 1 s. */
    static CallPolicy timeLimiter(Properties from) {
        PolicyReader reader = new PolicyReader(from);
        reader.time("after", "timeoutDuration", "1s");
        from.leaveOut("cancellation of the work; here it continues", "cancelRunningFuture");
        from.markIgnored("eventConsumerBufferSize");
        return reader.policy("timeout");
    }

    /**
     * Reads a {@code RateLimiterConfig}. Default: 50 calls in 500 ns, which is no limit. Empty if the period is unset
     * or less than 1 ms.
     */
    static Optional<CallPolicy> rateLimiter(Properties from) {
        Optional<Setting> period = from.find("limitRefreshPeriod");
        from.markIgnored("limitForPeriod");
        Optional<Setting> wait = from.find("timeoutDuration");
        boolean waits =
                wait.map(Properties::nanos).map(nanos -> nanos.orElse(1) > 0).orElse(true);
        if (waits) {
            from.leaveOut("the waiting time for a permit; here the call is rejected", "timeoutDuration");
        }
        from.markIgnored(UNSEEN);
        from.markIgnored("subscribeForEvents");
        OptionalDouble nanos = period.map(Properties::nanos).orElse(OptionalDouble.empty());
        if (period.isPresent() && nanos.isEmpty()) {
            from.configuration().unusable(period.get(), "a duration", "no limit");
            return Optional.empty();
        }
        if (nanos.orElse(0) < 1e6) {
            from.configuration()
                    .report()
                    .leftOut(from.origin() + ": a limit of calls in a period of less than a millisecond, which limits"
                            + " nothing");
            return Optional.empty();
        }
        if (wait.isEmpty()) {
            period.get().ignore("the waiting time for a permit, by default at most 5 s; here the call is rejected");
        }
        PolicyReader reader = new PolicyReader(from);
        reader.readInteger("limit", "limitForPeriod", 50);
        double calls = Double.parseDouble(reader.values.get("limit").value());
        reader = new PolicyReader(from);
        String origin =
                from.configuration().origin(period.get()) + ", " + LanguageNumbers.format(calls, 9) + " in each period";
        reader.values.set("rate", LanguageNumbers.format(calls / nanos.getAsDouble() * 1e9, 6) + "/s", origin);
        reader.values.set("algorithm", "fixed-window", "the window of a period; here it is shared by all callers");
        reader.values.set(
                "window",
                LanguageNumbers.nanos(nanos.getAsDouble(), 9),
                from.configuration().origin(period.get()));
        return Optional.of(reader.policy("rate_limit"));
    }
}
