package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Timeouts of the HTTP clients of an application: OpenFeign, the clients of Spring, and Spring Cloud Gateway. The
 * timeout of a named client applies to the service of that name, the default timeout to all services without one.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-openfeign/docs/current/reference/html/">Spring Cloud OpenFeign</a>
 */
final class ClientTimeouts {
    private static final String CONNECT = "the timeout of connections; here one timeout limits the whole call";

    private final SpringConfiguration configuration;
    private final ValueReader values;
    private final Map<String, List<CallPolicy>> policies;
    private final Set<String> timed;

    private ClientTimeouts(
            SpringConfiguration configuration, Map<String, List<CallPolicy>> policies, Set<String> timed) {
        this.timed = timed;
        this.configuration = configuration;
        this.values = new ValueReader(configuration);
        this.policies = policies;
    }

    /**
     * Adds the timeouts as the innermost policies of each service.
     *
     * @param policies policies by service, from the outermost to the innermost
     * @param timed services with a timeout of their own
     */
    static void add(SpringConfiguration configuration, Map<String, List<CallPolicy>> policies, Set<String> timed) {
        new ClientTimeouts(configuration, policies, timed).add();
    }

    private void add() {
        Setting clients = configuration.settingAt("spring", "cloud", "openfeign", "client", "config");
        Setting older = configuration.settingAt("feign", "client", "config");
        String defaults = defaultName();
        Setting shared = Properties.property(ValueReader.first(clients, older), defaults);
        Optional<SourcedValue> usual = feign(shared).or(this::spring);
        List<String> named =
                new ArrayList<>(timed.stream().map(PropertyName::uniform).toList());
        for (Setting config : new Setting[] {clients, older}) {
            config.entries().forEach((name, client) -> {
                if (!PropertyName.uniform(name).equals(PropertyName.uniform(defaults))) {
                    named.add(PropertyName.uniform(name));
                    innermost(name, timeout(client, shared));
                }
            });
        }
        if (usual.isPresent()) {
            if (policies.isEmpty()) {
                policies.put("remote-service", new ArrayList<>());
            }
            SourcedValue value = new SourcedValue(
                    usual.get().value(), usual.get().origin() + "; a guess: this client makes the call");
            for (String name : List.copyOf(policies.keySet())) {
                if (!named.contains(PropertyName.uniform(name))) {
                    innermost(name, value);
                }
            }
        }
        pools();
    }

    private void pools() {
        String reason = "the pool of connections of the HTTP client; here a call always has a connection";
        configuration.settingAt("spring", "cloud", "openfeign", "httpclient").ignore(reason);
        configuration.settingAt("feign", "httpclient").ignore(reason);
        configuration
                .settingAt("spring", "cloud", "gateway", "httpclient", "pool")
                .ignore(reason);
    }

    private void innermost(String service, SourcedValue value) {
        String key = policies.keySet().stream()
                .filter(name -> PropertyName.uniform(name).equals(PropertyName.uniform(service)))
                .findFirst()
                .orElse(service);
        ImportedSettings settings = new ImportedSettings().set("after", value.value(), value.origin());
        policies.computeIfAbsent(key, none -> new ArrayList<>()).add(new CallPolicy("timeout", settings));
    }

    /** Returns the name of the configuration from which all clients inherit. */
    private String defaultName() {
        Setting name = ValueReader.first(
                configuration.settingAt("spring", "cloud", "openfeign", "client", "defaultConfig"),
                configuration.settingAt("feign", "client", "defaultConfig"));
        return name.isPresent() ? name.text() : "default";
    }

    private Optional<SourcedValue> feign(Setting shared) {
        Setting read = Properties.property(shared, "readTimeout");
        Setting connect = Properties.property(shared, "connectTimeout");
        leaveOut(shared);
        return read.isPresent() || connect.isPresent()
                ? Optional.of(values.duration(read, "60s", "OpenFeign's default"))
                : Optional.empty();
    }

    /** Returns the timeout of a named client. A client inherits each option that it does not set. */
    private SourcedValue timeout(Setting client, Setting shared) {
        Setting own = Properties.property(client, "readTimeout");
        leaveOut(client);
        Properties.property(client, "url").markIgnored();
        if (own.isPresent()) {
            return values.duration(own, "60s", "OpenFeign's default");
        }
        SourcedValue inherited =
                values.duration(Properties.property(shared, "readTimeout"), "60s", "OpenFeign's default");
        return Properties.property(shared, "readTimeout").isPresent()
                ? new SourcedValue(inherited.value(), inherited.origin() + ", inherited by all clients")
                : inherited;
    }

    private static void leaveOut(Setting client) {
        Properties.property(client, "connectTimeout").ignore(CONNECT);
        Properties.property(client, "retryer").ignore("retries of OpenFeign, which are set in code");
    }

    /** Returns the timeout of the clients of Spring Boot 3.4 and later, or of Spring Cloud Gateway. */
    private Optional<SourcedValue> spring() {
        List<Setting> clients = List.of(
                configuration.settingAt("spring", "http", "client"),
                configuration.settingAt("spring", "http", "clients"),
                configuration.settingAt("spring", "http", "reactiveclient"),
                configuration.settingAt("spring", "cloud", "gateway", "httpclient"),
                configuration.settingAt("spring", "cloud", "gateway", "server", "webflux", "httpclient"));
        Optional<SourcedValue> found = Optional.empty();
        for (Setting client : clients) {
            Properties.property(client, "connectTimeout").ignore(CONNECT);
            Setting read = ValueReader.first(
                    Properties.property(client, "readTimeout"), Properties.property(client, "responseTimeout"));
            if (read.isPresent() && found.isPresent()) {
                read.ignore("the timeout of another HTTP client; here one applies to all calls");
            } else if (read.isPresent()) {
                found = Optional.of(values.duration(read, "60s", "a guess"));
            }
        }
        return found;
    }
}
