package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.AddressProtocol;
import dev.brownout.importing.topology.HostReferences;
import dev.brownout.importing.topology.LimitText;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Infers the callees of a service from its file: the hosts in its variables and its command, and the services that it
 * waits for at startup.
 */
final class DependencyInference {
    /** Start of the origin of a call to a host in a value. */
    static final String HOST = "is a host in ";

    /** Primary of a replica of Redis, in the arguments of its command. */
    private static final Pattern REPLICA_OF = Pattern.compile("--(?:replicaof|slaveof)[\\s'\"]+([^\\s'\"]+)");

    private final Map<String, ComposeService> services;
    private final Map<String, SystemPart> parts;
    private final HostReferences hosts;
    private final List<Set<String>> together = new ArrayList<>();
    private final Set<String> jobs = new LinkedHashSet<>();

    DependencyInference(Map<String, ComposeService> services, Map<String, SystemPart> parts, HostReferences hosts) {
        this.services = services;
        this.parts = parts;
        this.hosts = hosts;
    }

    /** Adds the callees of all services. */
    void find() {
        services.values().forEach(this::of);
        services.values().forEach(service -> TraefikLabels.of(service).route(services, parts));
    }

    /** Returns the services that one value addresses together, such as the brokers of a cluster. */
    List<Set<String>> jointServices() {
        return together;
    }

    /** Returns the services that end before others start. */
    Set<String> jobs() {
        return jobs;
    }

    private void of(ComposeService service) {
        SystemPart part = parts.get(service.name());
        for (ServiceText.Value value : service.text().values()) {
            Set<String> named = hosts.referencedServices(value.key(), value.text());
            for (String other : named) {
                String place = value.key().isEmpty() ? "the command" : "a variable";
                calls(part, other, value.setting(), HOST + place);
                if (services.get(other).product().equals(Optional.of(Product.REDIS_QUEUE))
                        && AddressProtocol.namesCache(value.key())) {
                    value.setting()
                            .ignore("the use of " + other + " as a cache by", service.name(), LimitText.QUEUE_ONLY);
                }
                value.setting().text();
            }
            if (named.size() > 1) {
                together.add(named);
            }
        }
        primary(service, part);
        waits(service, part);
    }

    /** Adds the call of a replica of Redis to its primary. The port is a separate argument. */
    private void primary(ComposeService service, SystemPart part) {
        List<Setting> words = service.text().commands();
        Matcher replica = REPLICA_OF.matcher(service.text().command());
        if (replica.find() && hosts.isService(replica.group(1))) {
            calls(part, hosts.service(replica.group(1)), words.get(0), HOST + "the command");
            words.forEach(Setting::text);
        }
    }

    private void calls(SystemPart part, String other, Setting setting, String reason) {
        part.calls(parts.get(other).name(), reason + " (" + setting.origin() + ")");
    }

    /** Returns whether a dependency is only one of the start: a balancer forwards no requests to data or queues. */
    private boolean isStart(SystemPart part, String other) {
        Role role = parts.get(other).role();
        return part.role() == Role.BALANCER && (role.keepsData() || role.carriesMessages());
    }

    private void waits(ComposeService service, SystemPart part) {
        for (String key : List.of("depends_on", "links", "external_links")) {
            Setting value = service.setting().get(key);
            value.items().forEach(item -> {
                String text = item.peekText();
                int colon = text.indexOf(':');
                String other = colon < 0 ? text : text.substring(0, colon);
                String linked = key.equals("external_links") ? hosts.service(other) : other;
                if (linked != null && services.containsKey(linked) && !isStart(part, linked)) {
                    item.text();
                    calls(part, linked, item, "is in " + key);
                } else if (key.equals("external_links")) {
                    item.ignore("a link of " + part.name() + " to a container that is in none of the files");
                }
            });
            value.entries().forEach((other, mode) -> {
                boolean job = mode.get("condition").peekText().equals("service_completed_successfully");
                if (services.containsKey(other) && job) {
                    mode.get("condition").text();
                    jobs.add(other);
                } else if (services.containsKey(other) && !isStart(part, other)) {
                    mode.get("condition").text();
                    calls(part, other, mode, "is in " + key);
                }
            });
            value.markIgnored("the order in which services start is not simulated");
        }
    }
}
