package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Filters of a route of Spring Cloud Gateway as policies of the calls to its service. Filters apply in their order, the
 * first one outermost. A service has one policy of each kind: that of its first route.
 */
final class GatewayFilters {
    private static final String DEFAULT = "Spring Cloud Gateway's default";
    private static final String BREAKER_DEFAULT = "Resilience4j's default";

    /** Filters without an effect on load and time. */
    private static final Set<String> UNTIMED = Set.of(
            "AddRequestHeader",
            "AddRequestHeadersIfNotPresent",
            "AddRequestParameter",
            "AddResponseHeader",
            "DedupeResponseHeader",
            "MapRequestHeader",
            "PrefixPath",
            "PreserveHostHeader",
            "RemoveRequestHeader",
            "RemoveRequestParameter",
            "RemoveResponseHeader",
            "RewriteLocationResponseHeader",
            "RewritePath",
            "RewriteRequestParameter",
            "RewriteResponseHeader",
            "SaveSession",
            "SecureHeaders",
            "SetHostHeader",
            "SetPath",
            "SetRequestHeader",
            "SetResponseHeader",
            "StripPrefix",
            "TokenRelay");

    private final SpringConfiguration configuration;
    private final ValueReader values;
    private final String route;
    private final Map<String, List<CallPolicy>> policies;
    private boolean fallback;

    /**
     * Creates the filters of a route.
     *
     * @param route name of the route
     * @param policies policies by service, from the outermost to the innermost
     */
    GatewayFilters(SpringConfiguration configuration, String route, Map<String, List<CallPolicy>> policies) {
        this.configuration = configuration;
        this.values = new ValueReader(configuration);
        this.route = route;
        this.policies = policies;
    }

    /** Returns whether a failed call has a fallback. */
    boolean hasFallback() {
        return fallback;
    }

    /** Adds a filter to the policies of a service. */
    void add(String service, GatewayElement filter) {
        if (UNTIMED.contains(filter.name())) {
            filter.setting().markIgnored("a change of the request or the response, which takes no time");
            return;
        }
        switch (filter.name()) {
            case "Retry" -> addFilter(service, filter, retry(filter));
            case "CircuitBreaker", "Hystrix", "SpringCloudCircuitBreaker" -> breaker(service, filter);
            case "RequestRateLimiter" -> rateLimit(service, filter);
            default ->
                filter.setting().ignore("filter " + filter.name() + " of route " + route + ", which is not read");
        }
    }

    /** Adds the response timeout of a route, in milliseconds. Returns whether the route has one of its own. */
    boolean timeout(String service, Setting timeout) {
        if (!timeout.isPresent() || service.isEmpty()) {
            return false;
        }
        if (timeout.peekText().startsWith("-")) {
            timeout.ignore("no response timeout for route " + route + "; here the default of calls applies");
            return true;
        }
        SourcedValue after = values.duration(timeout, "60s", DEFAULT);
        ImportedSettings settings = new ImportedSettings().set("after", after.value(), after.origin());
        policies.computeIfAbsent(service, none -> new ArrayList<>()).add(new CallPolicy("timeout", settings));
        return true;
    }

    private void addFilter(String service, GatewayElement filter, CallPolicy policy) {
        List<CallPolicy> all = policies.getOrDefault(service, List.of());
        boolean first = all.stream().noneMatch(other -> other.word().equals(policy.word()));
        if (!service.isEmpty() && first) {
            policies.computeIfAbsent(service, none -> new ArrayList<>()).add(policy);
        } else {
            filter.setting()
                    .reject("filter " + filter.name() + " of route " + route + ": "
                            + (service.isEmpty()
                                    ? "the gateway itself answers these requests"
                                    : "another " + policy.word() + " already applies to all calls of " + service));
        }
    }

    /**
     * Reads a Retry filter. Defaults: three retries of GET after an error of the server or the connection, without a
     * wait; with a backoff, a first wait of 5 ms that doubles.
     */
    private CallPolicy retry(GatewayElement filter) {
        ImportedSettings settings = new ImportedSettings();
        Optional<Setting> retries = filter.argument("retries");
        String first = filter.values().isEmpty() ? "" : filter.values().get(0);
        boolean valid = first.matches("[0-9]{1,3}");
        long times = retries.isPresent()
                ? Long.parseLong(values.integer(retries.get(), 0, 3, DEFAULT).value())
                : valid ? Long.parseLong(first) : 3;
        settings.set(
                "attempts",
                Long.toString(times + 1),
                retries.isPresent() || valid
                        ? configuration.origin(retries.orElse(filter.setting())) + ": " + times + " retries"
                        : DEFAULT + ": 3 retries");
        Optional<Setting> backoff = filter.argument("backoff");
        if (backoff.isPresent()) {
            String base = values.duration(Properties.property(backoff.get(), "firstBackoff"), "5ms", DEFAULT)
                    .value();
            Setting longest = Properties.property(backoff.get(), "maxBackoff");
            settings.set(
                    "backoff",
                    "exponential(" + base + " "
                            + values.duration(longest, "1h", DEFAULT).value() + ")",
                    "origin: " + backoff.get().origin());
            Setting factor = Properties.property(backoff.get(), "factor");
            if (factor.isPresent() && !factor.text().equals("2")) {
                factor.reject("the factor of the waits; here it is 2");
            }
            Properties.property(backoff.get(), "basedOnPreviousValue").markIgnored("the same waits with a factor of 2");
        } else {
            settings.set("backoff", "none", DEFAULT);
        }
        for (String condition : List.of("statuses", "series", "methods", "exceptions", "jitter", "timeout")) {
            filter.argument(condition)
                    .ifPresent(one -> one.ignore(
                            condition + " of the retries of route " + route + "; here each failed call is retried"));
        }
        if (filter.argument("methods").isEmpty()) {
            configuration
                    .report()
                    .leftOut(filter.setting().origin() + ": retries of route " + route
                            + " apply to GET by default; here to each request");
        }
        return new CallPolicy("retry", settings);
    }

    /**
     * Reads a CircuitBreaker filter: the policies of the instance with its name, or a circuit breaker and a time limit
     * of 1 s with the defaults of Resilience4j, as Spring Cloud CircuitBreaker has.
     */
    private void breaker(String service, GatewayElement filter) {
        String name = filter.argument("name")
                .map(Setting::text)
                .orElse(filter.values().isEmpty() ? "" : filter.values().get(0));
        filter.argument("fallbackUri").ifPresent(Setting::text);
        fallback |=
                filter.argument("fallbackUri").isPresent() || filter.values().size() > 1;
        filter.argument("statusCodes")
                .ifPresent(codes -> codes.ignore("statuses that the circuit breaker of route " + route
                        + " counts as failures; here each failed call"));
        Optional<String> instance = policies.keySet().stream()
                .filter(key -> PropertyName.uniform(key).equals(PropertyName.uniform(name)))
                .findFirst();
        List<CallPolicy> own =
                instance.isPresent() && !instance.get().equals(service) ? policies.remove(instance.get()) : List.of();
        own.forEach(policy -> addFilter(service, filter, policy));
        List<String> words = policies.getOrDefault(service, List.of()).stream()
                .map(CallPolicy::word)
                .toList();
        if (!words.contains("circuit_breaker")) {
            addFilter(service, filter, new CallPolicy("circuit_breaker", defaultBreaker()));
        }
        if (!words.contains("timeout")) {
            ImportedSettings limit = new ImportedSettings()
                    .set("after", "1s", "default of the time limiter of Spring Cloud CircuitBreaker");
            addFilter(service, filter, new CallPolicy("timeout", limit));
        }
    }

    private static ImportedSettings defaultBreaker() {
        return new ImportedSettings()
                .set("failure_rate", "50%", BREAKER_DEFAULT)
                .set("slow_call_rate", "100%", BREAKER_DEFAULT)
                .set("slow_call", "60s", BREAKER_DEFAULT)
                .set("window", "100", BREAKER_DEFAULT)
                .set("minimum_calls", "100", BREAKER_DEFAULT)
                .set("open", "60s", BREAKER_DEFAULT)
                .set("half_open", "10", BREAKER_DEFAULT);
    }

    /** Reads a RequestRateLimiter: a token bucket in Redis for each key, by default the user. */
    private void rateLimit(String service, GatewayElement filter) {
        Setting limiter = Properties.property(filter.arguments(), "redis-rate-limiter");
        Setting rate = argument(filter, limiter, "replenishRate");
        Setting burst = argument(filter, limiter, "burstCapacity");
        Setting tokens = argument(filter, limiter, "requestedTokens");
        Setting key = argument(filter, limiter, "keyResolver");
        OptionalDouble perSecond = Properties.number(rate);
        if (perSecond.isEmpty() || perSecond.getAsDouble() <= 0) {
            filter.setting().ignore("a rate limit of route " + route + " without a replenish rate");
            return;
        }
        long each = Long.parseLong(values.integer(tokens, 1, 1, DEFAULT).value());
        String most = values.integer(burst, 1, 1, DEFAULT).value();
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "rate",
                        LanguageNumbers.format(perSecond.getAsDouble() / each, 6) + "/s",
                        configuration.origin(rate))
                .set(
                        "burst",
                        Long.toString(Math.max(1, Long.parseLong(most) / each)),
                        "origin: " + filter.setting().origin())
                .set(
                        "per",
                        "key",
                        key.isPresent() ? "origin: " + key.origin() : "by default the user; the keys are the users")
                .set("shared", "true", "the counters are in Redis");
        key.markIgnored("the key resolver, a bean in code");
        addFilter(service, filter, new CallPolicy("rate_limit", settings));
    }

    /** Returns an argument of the rate limiter, in a map or with the name {@code redis-rate-limiter.NAME}. */
    private static Setting argument(GatewayElement filter, Setting limiter, String name) {
        return ValueReader.first(
                Properties.property(limiter, name),
                Properties.property(filter.arguments(), name),
                Properties.property(filter.arguments(), "redis-rate-limiter." + name));
    }
}
