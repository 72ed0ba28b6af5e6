package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.AddressProtocol;
import dev.brownout.importing.topology.HostAddress;
import dev.brownout.importing.topology.HostReferences;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Protocols by which the services of a project are addressed. A service that addresses another one with the same
 * protocol is a proxy of it, such as a connection pool, and has no protocol here.
 */
final class AddressEvidence {
    /**
     * Protocol of an address.
     *
     * @param origin file and line of the address
     */
    record Evidence(AddressProtocol protocol, String origin) {
        /** Returns this evidence, or the other one if it shows that Redis is a queue of jobs. */
        private Evidence or(Evidence other) {
            return protocol.yieldsTo(other.protocol) ? other : this;
        }
    }

    private final Map<String, Evidence> evidence = new TreeMap<>();

    AddressEvidence(Map<String, ServiceText> services, HostReferences hosts) {
        Map<String, Map<String, Evidence>> uses = new TreeMap<>();
        services.forEach((name, text) -> {
            boolean isWorker = AddressProtocol.isWorker(
                    text.command(),
                    text.values().stream()
                            .flatMap(value -> hosts.addresses(value.key(), value.text()).stream()
                                    .flatMap(address -> AddressProtocol.of(value.key(), address, false).stream())));
            text.values().forEach(value -> {
                for (HostAddress address : hosts.addresses(value.key(), value.text())) {
                    AddressProtocol.of(value.key(), address, isWorker).ifPresent(protocol -> {
                        if (!address.service().equals(name)) {
                            uses.computeIfAbsent(name, none -> new TreeMap<>())
                                    .merge(address.service(), evidence(protocol, value.setting()), Evidence::or);
                        }
                    });
                }
            });
        });
        services.keySet()
                .forEach(caller -> uses.getOrDefault(caller, Map.of()).forEach((callee, found) -> {
                    boolean proxy = uses.getOrDefault(callee, Map.of()).entrySet().stream()
                            .anyMatch(next -> !next.getKey().equals(caller)
                                    && !uses.getOrDefault(next.getKey(), Map.of())
                                            .containsKey(callee)
                                    && next.getValue().protocol().product()
                                            == found.protocol().product());
                    ServiceText text = services.get(callee);
                    boolean calls = text.values().stream()
                            .flatMap(value -> hosts.referencedServices(value.key(), value.text()).stream())
                            .anyMatch(other -> !other.equals(callee));
                    if (!proxy && found.protocol().fits(callee, calls, text.hasHttpCheck())) {
                        evidence.merge(callee, found, Evidence::or);
                    }
                }));
    }

    private static Evidence evidence(AddressProtocol protocol, Setting setting) {
        return new Evidence(protocol, setting.origin());
    }

    /** Returns the protocol of the first address of a service. */
    Optional<Evidence> of(String service) {
        return Optional.ofNullable(evidence.get(service));
    }
}
