package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SiteScenario;
import dev.brownout.importing.topology.SystemPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Imports scenarios from Compose files. */
public final class ImportedCompose {
    private final SettingsReport account;
    private final IdentifierSanitizer names = new IdentifierSanitizer();
    private final Map<String, ComposeService> services = new LinkedHashMap<>();
    private final Map<String, SystemPart> parts = new LinkedHashMap<>();

    private ImportedCompose(SettingsReport account) {
        this.account = account;
    }

    /**
     * Reads Compose files and creates a scenario. Later files override earlier ones. Equal bytes give the same scenario
     * on every machine.
     *
     * @throws ImportException if a file cannot be read, or no service serves requests
     */
    public static ImportResult of(List<ImportSource> sources) throws ImportException {
        return of(sources, List.of());
    }

    /**
     * Reads Compose files and files that set variables, such as {@code .env}, and creates a scenario.
     *
     * @throws ImportException if a file cannot be read, or no service serves requests
     */
    public static ImportResult of(List<ImportSource> sources, List<ImportSource> variables) throws ImportException {
        return description(sources, variables).result();
    }

    /**
     * Reads Compose files and files that set variables, and describes the system.
     *
     * @throws ImportException as {@link #of}
     */
    public static SystemDescription description(List<ImportSource> sources, List<ImportSource> variables)
            throws ImportException {
        Environment environment = new Environment(ConfigFile.all(variables));
        return new ImportedCompose(new SettingsReport(ConfigFile.all(sources), environment::in)).imported();
    }

    private SystemDescription imported() throws ImportException {
        new Project(account)
                .services()
                .forEach((name, setting) -> services.put(name, new ComposeService(name, setting)));
        services.values().forEach(service -> parts.put(service.name(), service.part(names.of(service.name()))));
        new DependencyInference(services, parts).find();
        replicas();
        checks();
        services.values().forEach(this::habits);
        restarts();
        services.values().forEach(ComposeService::passOverTheRest);
        Map<String, SystemPart> byName = new LinkedHashMap<>();
        parts.values().forEach(part -> byName.put(part.name(), part));
        return SiteScenario.of("import compose", account, byName, names);
    }

    private void habits(ComposeService service) {
        SystemPart part = parts.get(service.name());
        if (part == null) {
            return;
        }
        if (part.role() == Role.CACHE) {
            ProductConfiguration.cache(service, part);
        }
        if (service.product().equals(Optional.of(Product.RABBITMQ))) {
            part.say(
                    "redelivery",
                    "at-once",
                    "RabbitMQ: on the acknowledgement of a consumer, or when its connection breaks");
        }
        if (service.product().equals(Optional.of(Product.TRAEFIK)) && !part.says("health.every")) {
            part.say("health", "none", "no check for Traefik is configured");
        }
    }

    /**
     * Merges database replicas into their primaries. If a service references a replica as a host, reads use any node.
     */
    private void replicas() {
        Map<String, Long> replicas = new LinkedHashMap<>();
        for (ComposeService service : List.copyOf(services.values())) {
            Optional<String> primary = ProductConfiguration.primaryOf(service).filter(services::containsKey);
            if (primary.isEmpty() || parts.get(service.name()).role() != Role.DATABASE) {
                continue;
            }
            SystemPart replica = parts.remove(service.name());
            SystemPart of = parts.get(primary.get());
            if (of == null) {
                continue;
            }
            long all = replicas.merge(of.name(), replica.nodes(), Long::sum);
            of.say(
                    "replicas",
                    Long.toString(all),
                    "origin: " + service.name() + " (" + service.setting().origin() + ")");
            boolean named = false;
            for (SystemPart other : parts.values()) {
                named |= other != of && other.redirects(replica.name(), of.name());
            }
            if (named || !of.says("reads.from")) {
                of.say(
                        "reads.from",
                        named ? "any" : "primary",
                        named ? "a guess: a replica is also used as a host" : "a guess: no replica is used as a host");
            }
        }
    }

    private void checks() {
        for (ComposeService service : services.values()) {
            SystemPart part = parts.get(service.name());
            if (part == null) {
                service.setting().get("healthcheck").passOver();
                continue;
            }
            List<ComposeService> before = services.values().stream()
                    .filter(other -> parts.containsKey(other.name())
                            && parts.get(other.name()).calls().containsKey(part.name()))
                    .toList();
            Optional<ComposeService> traefik = before.stream()
                    .filter(other -> other.product().equals(Optional.of(Product.TRAEFIK)))
                    .findFirst();
            boolean swarm = part.role() == Role.SERVER
                    && part.nodes() > 1
                    && !part.entered().isEmpty()
                    && before.isEmpty();
            if (traefik.isPresent()
                    && DockerHealthchecks.said(service)
                    && !parts.get(traefik.get().name()).says("health.every")) {
                DockerHealthchecks.by(parts.get(traefik.get().name()), service);
            } else if (swarm) {
                swarm(service, part);
            } else {
                DockerHealthchecks.of(service, part, before);
            }
        }
    }

    /** Adds the built-in ingress balancing of Docker among the containers of a service with published ports. */
    private void swarm(ComposeService service, SystemPart part) {
        SystemPart balancer = new SystemPart(
                names.of(service.name() + "-lb"),
                Role.BALANCER,
                "Docker's own, among the " + part.nodes() + " of " + service.name());
        balancer.say("algorithm", "round-robin", "Docker, ingress: IPVS, round robin");
        if (DockerHealthchecks.said(service)) {
            DockerHealthchecks.by(balancer, service);
        } else {
            service.setting().get("healthcheck").passOver();
            account.leftOut(service.setting().origin() + ": the time in which Docker detects that a container of "
                    + service.name() + " has failed: no check is configured, and here it has its defaults");
        }
        balancer.calls(part.name(), "Docker's own balancing");
        balancer.entered("its ports are open (" + service.setting().get("ports").origin() + ")");
        parts.put(balancer.name(), balancer);
    }

    /** Leaves out restart policies. In a scenario, the fault determines its own duration. */
    private void restarts() {
        List<Setting> said = services.values().stream()
                .flatMap(service -> Stream.of(
                        service.setting().get("restart"), service.setting().get("deploy", "restart_policy")))
                .filter(Setting::said)
                .toList();
        said.forEach(Setting::passOver);
        if (!said.isEmpty()) {
            account.leftOut(said.get(0).origin() + ": the restart policy (" + said.size()
                    + " in all): a fault has its own duration, such as 'at 1m: "
                    + "crash web/1 for 10s'");
        }
    }
}
