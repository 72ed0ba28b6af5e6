package dev.brownout.importing.resilience4j;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.SystemDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * System of the configuration of a Spring Boot application: the policies of Resilience4j, and the threads, pools and
 * timeouts of the application.
 */
final class ImportedPolicies {
    /** Sections that are irrelevant to calls: context-propagating threads, and metrics. */
    private static final List<String> IGNORED_SECTIONS = List.of("scheduled", "micrometer");

    private final SpringConfiguration configuration;
    private final SettingsReport account;
    private final IdentifierSanitizer names = new IdentifierSanitizer();
    private final Map<String, List<CallPolicy>> policies = new LinkedHashMap<>();

    ImportedPolicies(SpringConfiguration configuration) {
        this.configuration = configuration;
        this.account = configuration.report();
    }

    /** Returns the system. An exception is thrown if there is no policy. */
    SystemDescription imported() throws ImportException {
        if (configuration.root() == null) {
            throw noPolicies();
        }
        Setting name = configuration.settingAt("spring", "application", "name");
        boolean named = name.isPresent() && !name.peekText().contains("${");
        ImportedComponent application = new ImportedComponent(names.uniqueVariant(named ? name.text() : "application"));
        application.settings().set("kind", "server", named ? configuration.origin(name) : "");
        boolean server = ServerThreads.read(configuration, application.settings());
        application.settings().set("service", "1ms", "unknown: A PLACEHOLDER");
        resilience4j();
        GatewayRoutes routes = GatewayRoutes.read(configuration, policies);
        ClientTimeouts.add(configuration, policies, routes.timed());
        Set<String> services = new LinkedHashSet<>();
        policies.keySet().forEach(service -> services.add(names.of(service)));
        List<ImportedComponent> databases = DataSources.read(configuration, names);
        List<ImportedComponent> all = new ArrayList<>(List.of(application));
        all.addAll(databases);
        Optional<ImportedComponent> redis = RedisStore.read(configuration, names, databases);
        redis.ifPresent(all::add);
        MessageListeners listeners = MessageListeners.read(configuration, names);
        all.addAll(listeners.components());
        if (policies.isEmpty() && routes.routes().isEmpty() && !server && all.size() == 1) {
            throw noPolicies();
        }
        ListedSettings.list(configuration);
        policies.forEach((service, guards) -> all.add(component(names.of(service), guards)));
        ApplicationScenario scenario = new ApplicationScenario(configuration, all, listeners.queues(), names, routes);
        return new SystemDescription(scenario.system(), account.summary().subList(0, 1));
    }

    private ImportException noPolicies() {
        boolean microProfile = configuration.root() != null
                && (!ListedSettings.faultTolerance(configuration.root()).isEmpty()
                        || configuration.settingAt("quarkus").isPresent());
        String files = String.join(", ", account.names());
        if (microProfile) {
            return new ImportException(
                    "{}: policies of MicroProfile Fault Tolerance or Quarkus, which are not read; write them as "
                            + "policies of a component, such as retry: { attempts: 4 }",
                    files);
        }
        boolean netflix = configuration.root() != null
                && (configuration.settingAt("hystrix").isPresent()
                        || configuration.settingAt("ribbon").isPresent());
        if (netflix) {
            return new ImportException(
                    "{}: policies of Hystrix or Ribbon, which are not read; write them as policies of a "
                            + "component, such as circuit_breaker and timeout",
                    files);
        }
        String variants = configuration.variants().isEmpty()
                ? ""
                : "; the documents of the profiles " + String.join(", ", configuration.variants())
                        + " are left out: select one with --profile";
        Setting imports = configuration.root() == null ? null : configuration.settingAt("spring", "config", "import");
        if (imports != null && imports.isPresent()) {
            return new ImportException(
                    "{}: it has no policies, and takes further settings from other files ({}); name these files "
                            + "as well{}",
                    files,
                    imports.isList() ? "spring.config.import" : imports.peekText(),
                    variants);
        }
        return new ImportException(
                "{}: it has no policies; Resilience4j has them below 'resilience4j', such as "
                        + "resilience4j.circuitbreaker.instances.NAME{}",
                files,
                variants);
    }

    private void resilience4j() {
        Setting root = configuration.settingAt("resilience4j");
        List<String> order = AspectOrder.sections(configuration, root);
        root.entries().forEach((key, section) -> {
            if (IGNORED_SECTIONS.contains(PropertyName.uniform(key))) {
                section.markIgnored();
            }
        });
        order.forEach(section -> instances(section, Properties.property(root, section), root));
        policies.values().stream()
                .filter(all -> all.stream().noneMatch(policy -> policy.word().equals("rate_limit")))
                .flatMap(List::stream)
                .forEach(policy -> policy.settings().remove("limited"));
    }

    private void instances(String kind, Setting section, Setting root) {
        Map<String, Setting> instances =
                new LinkedHashMap<>(Properties.property(section, "instances").entries());
        Properties.property(section, "backends").entries().forEach(instances::putIfAbsent);
        Properties.property(section, "limiters").entries().forEach(instances::putIfAbsent);
        Set<String> used = new LinkedHashSet<>();
        instances.forEach((name, instance) -> {
            Setting semaphore = SpringConfiguration.settingAt(root, "bulkhead", "instances", name);
            if (kind.equals("threadpoolbulkhead") && semaphore.isPresent()) {
                instance.ignore("the thread pool of " + name + ", which also has a bulkhead; an annotation in code"
                        + " selects one of them");
                return;
            }
            Properties from = new Properties(configuration, section, name, instance, kind.equals("circuitbreaker"));
            used.addAll(from.paths());
            List<CallPolicy> all =
                    policies.computeIfAbsent(PropertyName.of(name).text(), key -> new ArrayList<>());
            policy(kind, from).ifPresent(all::add);
        });
        Properties.property(section, "configs").entries().forEach((name, config) -> {
            if (!used.contains(config.path())) {
                config.ignore("configurations", name, "no instance uses them");
            }
        });
        section.markIgnored(List.of("tags", "metrics"));
    }

    private static Optional<CallPolicy> policy(String kind, Properties from) {
        return switch (kind) {
            case "retry" -> Optional.of(PolicyReader.retry(from));
            case "circuitbreaker" -> PolicyReader.circuitBreaker(from);
            case "ratelimiter" -> PolicyReader.rateLimiter(from);
            case "timelimiter" -> Optional.of(PolicyReader.timeLimiter(from));
            case "threadpoolbulkhead" -> Optional.of(PolicyReader.threadPool(from));
            default -> Optional.of(PolicyReader.bulkhead(from));
        };
    }

    private static ImportedComponent component(String name, List<CallPolicy> policies) {
        ImportedComponent component = new ImportedComponent(name);
        component
                .settings()
                .set("kind", "server", "the service behind the instance or client of that name")
                .set(
                        "service",
                        "exp(" + LanguageNumbers.nanos(PlaceholderLoad.meanNanos(policies)) + ")",
                        PlaceholderLoad.origin(policies));
        component.policies().addAll(policies);
        return component;
    }
}
