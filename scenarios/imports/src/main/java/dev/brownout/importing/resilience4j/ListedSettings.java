package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Settings with an effect on load or timing that the import does not use. Each is listed with the reason. */
final class ListedSettings {
    private static final Pattern FAULT_TOLERANCE =
            Pattern.compile("(?i)(.*/)?(retry|timeout|circuitbreaker|bulkhead|ratelimit|fallback)/[a-z]+");

    private ListedSettings() {}

    /** Lists the settings of a configuration that have an effect and are not used. */
    static void list(SpringConfiguration configuration) {
        String cloud = "spring.cloud.";
        ignore(
                configuration,
                "spring.task.execution",
                "a thread pool of asynchronous tasks, for which no request waits");
        ignore(configuration, "spring.task.scheduling", "a thread pool of scheduled tasks, which no request starts");
        ignore(configuration, cloud + "loadbalancer", "the balancer in the clients; here a call selects a random node");
        ignore(
                configuration,
                cloud + "openfeign.circuitbreaker",
                "whether clients of OpenFeign have circuit breakers; a"
                        + " breaker here has the settings of its instance");
        ignore(configuration, "feign.circuitbreaker", "whether clients of OpenFeign have circuit breakers");
        ignore(configuration, "hystrix", "policies of Hystrix, which are not read");
        ignore(configuration, "ribbon", "policies of Ribbon, which are not read");
        for (String product : List.of("spring.cloud.sentinel", "feign.sentinel", "bucket4j", "dubbo")) {
            ignore(configuration, product, "settings of " + product + ", which are not read");
        }
        ignore(configuration, "quarkus", "settings of Quarkus, which are not read");
        ignore(
                configuration,
                "spring.config.import",
                "further files or servers with settings, which are not followed: name the files as well");
        ignore(
                configuration,
                "spring.cache.caffeine",
                "a cache in the application's memory; write it as 'local_cache'");
        faultTolerance(configuration.root())
                .forEach(setting -> setting.ignore("a policy of MicroProfile Fault Tolerance, which is not read"));
    }

    /** Returns the settings of MicroProfile Fault Tolerance, such as {@code com.shop.Stock/price/Retry/maxRetries}. */
    static List<Setting> faultTolerance(Setting map) {
        List<Setting> all = new ArrayList<>();
        map.entries().forEach((key, value) -> {
            if (FAULT_TOLERANCE.matcher(key).matches()) {
                all.add(value);
            } else {
                all.addAll(faultTolerance(value));
            }
        });
        return all;
    }

    private static void ignore(SpringConfiguration configuration, String path, String reason) {
        Setting setting = configuration.settingAt(path.split("\\.", -1));
        setting.ignore(reason);
    }
}
