package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.HostReferences;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Infers the callees of a service from its file: the hosts in its variables and its command, and the services that it
 * waits for at startup.
 */
final class DependencyInference {
    private final Map<String, ComposeService> services;
    private final Map<String, SystemPart> parts;
    private final HostReferences hosts;

    DependencyInference(Map<String, ComposeService> services, Map<String, SystemPart> parts) {
        this.services = services;
        this.parts = parts;
        Map<String, String> names = new TreeMap<>();
        services.values().forEach(service -> service.names().forEach(name -> names.putIfAbsent(name, service.name())));
        this.hosts = new HostReferences(names);
    }

    /** Adds the callees of all services. */
    void find() {
        services.values().forEach(this::of);
        services.values().forEach(this::routed);
    }

    private void of(ComposeService service) {
        SystemPart part = parts.get(service.name());
        service.environment().forEach((key, variable) -> {
            String value = Interpolation.of(ComposeService.value(variable)).text();
            for (String other : hosts.in(key, value)) {
                calls(part, other, variable, "is a host in a variable");
                variable.text();
            }
        });
        for (Setting word : service.commands()) {
            for (String other : hosts.in("", Interpolation.of(word.peekText()).text())) {
                calls(part, other, word, "is a host in the command");
                word.text();
            }
        }
        waits(service, part);
    }

    private void calls(SystemPart part, String other, Setting said, String why) {
        part.calls(parts.get(other).name(), why + " (" + said.origin() + ")");
    }

    private void waits(ComposeService service, SystemPart part) {
        for (String key : List.of("depends_on", "links")) {
            Setting said = service.setting().get(key);
            said.items().forEach(item -> {
                String other = item.text().split(":", 2)[0];
                if (services.containsKey(other)) {
                    calls(part, other, item, "is in " + key);
                }
            });
            said.entries().forEach((other, how) -> {
                boolean job = how.get("condition").text().equals("service_completed_successfully");
                if (services.containsKey(other) && !job) {
                    calls(part, other, how, "is in " + key);
                }
            });
            said.passOver();
        }
    }

    /** Adds calls from Traefik to each service with a Traefik router label. */
    private void routed(ComposeService service) {
        Setting labels = service.setting().get("labels");
        Setting label = labels.entries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("traefik.http.routers."))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> labels.items().stream()
                        .filter(item -> item.peekText().startsWith("traefik.http.routers."))
                        .findFirst())
                .orElse(null);
        if (label == null) {
            return;
        }
        services.values().stream()
                .filter(other -> other != service && other.product().equals(Optional.of(Product.TRAEFIK)))
                .forEach(traefik ->
                        calls(parts.get(traefik.name()), service.name(), label, "has a label with a route of Traefik"));
    }
}
