package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.HostReferences;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SiteScenario;
import dev.brownout.importing.topology.SystemPart;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** System of Compose files. */
final class ImportedCompose {
    private final SettingsReport account;
    private final ProjectFiles files;
    private final MountedFiles mounted;
    private final IdentifierSanitizer names = new IdentifierSanitizer();
    private final Map<String, ComposeService> services = new LinkedHashMap<>();
    private final Map<String, SystemPart> parts = new LinkedHashMap<>();
    private final Set<String> checked = new LinkedHashSet<>();

    private ImportedCompose(SettingsReport account, ProjectFiles files) {
        this.account = account;
        this.files = files;
        this.mounted = new MountedFiles(account, files);
    }

    /**
     * Reads Compose files, files that set variables, and configurations of the balancers, and describes the system.
     * Later files override earlier ones. Without files of variables, the file {@code .env} in the folder of the first
     * Compose file is read if there is one.
     *
     * @param proxies configurations of nginx and HAProxy for the services that mount none
     * @throws ImportException if a file cannot be read, no service serves requests, or a configuration belongs to no
     *     service
     */
    static SystemDescription description(
            List<ImportSource> sources, List<ImportSource> variables, Map<Product, List<ImportSource>> proxies)
            throws ImportException {
        List<ImportSource> set = variables;
        if (variables.isEmpty() && !sources.isEmpty()) {
            set = sources.get(0).nearby(".env").map(List::of).orElse(List.of());
        }
        ProjectFiles files = new ProjectFiles(sources, new Environment(ConfigFile.all(set)));
        SettingsReport account = new SettingsReport(
                files.all(),
                node -> files.environment(node.location().source().name()).substitute(node));
        return new ImportedCompose(account, files).imported(proxies);
    }

    private SystemDescription imported(Map<Product, List<ImportSource>> mounted) throws ImportException {
        Project project = new Project(account, files);
        HostReferences hosts = services(project.services());
        if (services.isEmpty()) {
            throw new ImportException(
                    "{}: no scenario is possible: {}", String.join(", ", account.names()), withoutServices());
        }
        DependencyInference dependencies = new DependencyInference(services, parts, hosts);
        dependencies.find();
        jobs(dependencies.jobs());
        MountedProxyConfig proxies = new MountedProxyConfig(this, hosts, mounted);
        proxies.read();
        new ClusterMembers(services, parts, dependencies.jointServices(), account).merge();
        new EqualServices(this, dependencies.jointServices(), proxies).merge();
        services.values().forEach(this::check);
        for (ComposeService service : services.values()) {
            habits(service);
        }
        restarts();
        services.values().stream()
                .filter(service -> parts.containsKey(service.name()))
                .filter(service -> !parts.get(service.name()).isInfrastructure())
                .forEach(service -> service.text().leaveOutLimits(service.name(), hosts));
        services.values().forEach(service -> service.text().passOverTheRest());
        project.passOverTheRest();
        Map<String, SystemPart> byName = new LinkedHashMap<>();
        parts.values().forEach(part -> byName.put(part.name(), part));
        return SiteScenario.system("import compose", account, byName, names);
    }

    /** Returns the reason why the files have no services. */
    private String withoutServices() {
        Set<String> profiles = new TreeSet<>();
        account.documents()
                .forEach(root -> root.get("services")
                        .entries()
                        .values()
                        .forEach(service ->
                                service.get("profiles").items().forEach(profile -> profiles.add(profile.peekText()))));
        return profiles.isEmpty()
                ? "no service is in it"
                : "all services belong to profiles (" + String.join(", ", profiles)
                        + "), which start only on request; remove 'profiles' from those to import";
    }

    SettingsReport account() {
        return account;
    }

    MountedFiles mounted() {
        return mounted;
    }

    IdentifierSanitizer names() {
        return names;
    }

    /** Returns the services by name. */
    Map<String, ComposeService> services() {
        return services;
    }

    /** Returns the parts by the names of their services, and further balancers by their own names. */
    Map<String, SystemPart> parts() {
        return parts;
    }

    /** Creates the services with their products, and a part for each. Returns their hosts. */
    private HostReferences services(Map<String, Setting> settings) throws ImportException {
        Map<String, ServiceText> texts = new LinkedHashMap<>();
        for (var entry : settings.entrySet()) {
            ServiceText text = new ServiceText(entry.getValue());
            VariableFiles.read(entry.getValue(), text, files);
            texts.put(entry.getKey(), text);
        }
        HostReferences hosts = hosts(settings);
        AddressEvidence addresses = new AddressEvidence(texts, hosts);
        settings.forEach((name, setting) -> services.put(
                name,
                new ComposeService(
                        name,
                        setting,
                        texts.get(name),
                        ProductGuess.of(name, setting, texts.get(name), addresses.of(name)))));
        services.values().forEach(service -> parts.put(service.name(), service.part(names.of(service.name()))));
        return hosts;
    }

    /** Returns the hosts of the services: their names and aliases, and the names that links of others give to them. */
    private static HostReferences hosts(Map<String, Setting> settings) {
        Map<String, String> hosts = new TreeMap<>();
        settings.forEach((service, setting) ->
                ComposeService.names(service, setting).forEach(name -> hosts.putIfAbsent(name, service)));
        settings.values()
                .forEach(setting -> ComposeService.aliases(setting).forEach((alias, container) -> {
                    if (hosts.containsKey(container)) {
                        hosts.putIfAbsent(alias, hosts.get(container));
                    }
                }));
        return new HostReferences(hosts);
    }

    /** Removes the services that end before others start. */
    private void jobs(Set<String> jobs) {
        for (String job : jobs) {
            SystemPart part = parts.get(job);
            boolean called =
                    parts.values().stream().anyMatch(other -> other.calls().containsKey(part.name()));
            if (!called && part.role() == Role.SERVER) {
                parts.remove(job);
                account.leftOut(services.get(job).setting().origin() + ": " + job
                        + ": left out: a job that ends before other services start");
            }
        }
    }

    private void habits(ComposeService service) throws ImportException {
        SystemPart part = parts.get(service.name());
        if (part == null) {
            return;
        }
        if (part.role() == Role.CACHE) {
            new ProductConfiguration(service, part, mounted).cache();
        }
        if (service.product().equals(Optional.of(Product.REDIS_QUEUE))) {
            new ProductConfiguration(service, part, mounted).queue();
        }
        if (part.role() == Role.TOPIC) {
            ProductConfiguration.topic(service, part);
        }
        if (service.product().equals(Optional.of(Product.TRAEFIK)) && !part.hasSetting("health.every")) {
            part.addSetting("health", "none", "no check for Traefik is configured");
        }
    }

    private void check(ComposeService service) {
        SystemPart part = parts.get(service.name());
        if (part == null || !checked.add(part.name())) {
            service.setting().get("healthcheck").markIgnored("no balancer selects nodes by these health checks");
            return;
        }
        List<ComposeService> before = services.values().stream()
                .filter(other -> parts.containsKey(other.name())
                        && parts.get(other.name()).calls().containsKey(part.name()))
                .toList();
        Optional<ComposeService> traefik = before.stream()
                .filter(other -> other.product().equals(Optional.of(Product.TRAEFIK)))
                .findFirst();
        boolean called = parts.values().stream().anyMatch(other -> other.calls().containsKey(part.name()));
        boolean isAlone = parts.values().stream().filter(part::equals).count() == 1;
        boolean several = part.role() == Role.SERVER && part.nodes() > 1 && isAlone;
        boolean swarm = several && !called && !part.entered().isEmpty();
        if (traefik.isPresent()
                && DockerHealthchecks.isEnabled(service)
                && !parts.get(traefik.get().name()).hasSetting("health.every")) {
            DockerHealthchecks.by(parts.get(traefik.get().name()), service);
        } else if (swarm) {
            swarm(service, part);
        } else {
            DockerHealthchecks.omit(service, part, before);
        }
    }

    /** Adds the built-in ingress balancing of Docker among the containers of a service with published ports. */
    private void swarm(ComposeService service, SystemPart part) {
        SystemPart balancer = new SystemPart(
                names.uniqueVariant(part.name() + "-lb"),
                Role.BALANCER,
                "Docker's own, among the " + part.nodes() + " of " + part.name());
        balancer.addSetting("algorithm", "round-robin", "Docker, ingress: IPVS, round robin");
        if (DockerHealthchecks.isEnabled(service)) {
            DockerHealthchecks.by(balancer, service);
        } else {
            service.setting().get("healthcheck").markIgnored("it is disabled");
            account.leftOut(service.setting().origin() + ": the time in which Docker detects that a container of "
                    + service.name() + " has failed: no check is configured, and here it has its defaults");
        }
        balancer.calls(part.name(), "Docker's own balancing");
        balancer.onEntered(
                "its ports are open (" + service.setting().get("ports").origin() + ")");
        parts.put(balancer.name(), balancer);
    }

    /** Leaves out restart policies. In a scenario, the fault determines its own duration. */
    private void restarts() {
        List<Setting> values = services.values().stream()
                .flatMap(service -> Stream.of(
                        service.setting().get("restart"), service.setting().get("deploy", "restart_policy")))
                .filter(Setting::isPresent)
                .toList();
        values.forEach(Setting::markIgnored);
        if (!values.isEmpty()) {
            account.leftOut(values.get(0).origin() + ": the restart policy (" + values.size()
                    + " in all): a fault has its own duration, such as 'at 1m: "
                    + "crash web/1 for 10s'");
        }
    }
}
