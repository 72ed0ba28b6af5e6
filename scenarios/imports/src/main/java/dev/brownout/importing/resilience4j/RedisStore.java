package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.List;
import java.util.Optional;

/**
 * Redis of an application: a cache in front of its database if Spring's caches are in Redis, otherwise a store of data.
 *
 * @see <a href="https://docs.spring.io/spring-boot/appendix/application-properties/index.html">Spring Boot, Common
 *     Application Properties, Data and Cache Properties</a>
 */
final class RedisStore {
    private RedisStore() {}

    /**
     * Returns Redis, if the application has it.
     *
     * @param databases databases of the application
     */
    static Optional<ImportedComponent> read(
            SpringConfiguration configuration, IdentifierSanitizer names, List<ImportedComponent> databases) {
        Setting redis = ValueReader.first(
                configuration.settingAt("spring", "data", "redis"), configuration.settingAt("spring", "redis"));
        if (!redis.isMap()) {
            return Optional.empty();
        }
        ValueReader values = new ValueReader(configuration);
        ImportedComponent component = new ImportedComponent(names.uniqueVariant("redis"));
        ImportedSettings settings = component.settings();
        Setting type = configuration.settingAt("spring", "cache", "type");
        Setting pool = ValueReader.first(
                SpringConfiguration.settingAt(redis, "lettuce", "pool"),
                SpringConfiguration.settingAt(redis, "jedis", "pool"),
                Properties.property(redis, "pool"));
        if (type.text().equalsIgnoreCase("redis") && !databases.isEmpty()) {
            settings.set("kind", "cache", configuration.origin(type)).set("profile", "redis", "");
            settings.set("source", databases.get(0).name(), "a guess: what it caches is in that database");
            Setting ttl = configuration.settingAt("spring", "cache", "redis", "timeToLive");
            if (ttl.isPresent()) {
                SourcedValue value = values.duration(ttl, "none", "no expiry");
                settings.set("ttl", value.value().equals("0ms") ? "none" : value.value(), value.origin());
            }
            pool.ignore("the connection pool of a cache, which has no model here");
        } else {
            settings.set("kind", "database", "origin: " + redis.origin())
                    .note("a store of data in memory, as no setting makes it a cache of a database")
                    .set("cores", "1", "one thread serves all requests (redis.io, Diagnosing latency issues)")
                    .set("read", "10us", "unknown: A PLACEHOLDER");
            if (pool.isPresent()) {
                pool(configuration, pool, settings);
            }
        }
        SourcedValue timeout = values.duration(Properties.property(redis, "timeout"), "60s", "Lettuce's default");
        component
                .policies()
                .add(new CallPolicy("timeout", new ImportedSettings().set("after", timeout.value(), timeout.origin())));
        Properties.property(redis, "connectTimeout")
                .ignore("the timeout of connections; here one timeout limits a call");
        return Optional.of(component);
    }

    private static void pool(SpringConfiguration configuration, Setting pool, ImportedSettings settings) {
        ValueReader values = new ValueReader(configuration);
        SourcedValue size = values.integer(Properties.property(pool, "maxActive"), 1, 8, "the default of Spring Boot");
        settings.set("pool.size", size.value(), size.origin());
        Setting limit = Properties.property(pool, "maxWait");
        SourcedValue wait = limit.peekText().startsWith("-") && limit.text().matches("-\\d+(ms|s)?")
                ? new SourcedValue("24d", configuration.origin(limit) + ": no limit")
                : values.duration(limit, "24d", "no limit, the default of Spring Boot");
        settings.set("pool.max_wait", wait.value(), wait.origin());
        settings.set("pool.held", "call", "Spring Data Redis returns a connection after each command");
        settings.set("pool.max_connections", "10000", "redis.conf: maxclients");
        for (String name : new String[] {"minIdle", "maxIdle", "timeBetweenEvictionRuns"}) {
            Properties.property(pool, name)
                    .ignore("connections that are opened in advance or closed; here they stay open");
        }
    }
}
