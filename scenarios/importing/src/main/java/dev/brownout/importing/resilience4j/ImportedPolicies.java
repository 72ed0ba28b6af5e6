package dev.brownout.importing.resilience4j;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import dev.brownout.importing.system.ScenarioWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Imports scenarios from the Resilience4j configuration of a Spring Boot application. */
public final class ImportedPolicies {
    /**
     * Sections, from the outermost policy to the innermost.
     *
     * @see <a href="https://resilience4j.readme.io/docs/getting-started-3#aspect-order">Resilience4j, aspect order</a>
     */
    private static final List<String> SECTIONS =
            List.of("retry", "circuitbreaker", "ratelimiter", "timelimiter", "bulkhead");

    /** Sections that are irrelevant to calls: context-propagating threads, and metrics. */
    private static final List<String> BESIDE = List.of("scheduled", "micrometer");

    private final SettingsReport account;
    private final Map<String, List<Setting>> sections = new LinkedHashMap<>();
    private final Map<String, List<CallPolicy>> policies = new LinkedHashMap<>();

    private ImportedPolicies(SettingsReport account) {
        this.account = account;
    }

    /**
     * Reads configurations and creates a scenario with their policies. Equal bytes give the same scenario.
     *
     * @throws ImportException if a file cannot be read, or contains no policy
     */
    public static ImportResult of(List<ImportSource> sources) throws ImportException {
        return new ImportedPolicies(new SettingsReport(ConfigFile.all(sources))).imported();
    }

    private ImportResult imported() throws ImportException {
        for (Setting document : account.documents()) {
            document.entries().forEach((key, value) -> {
                if (key.equals("resilience4j")) {
                    value.entries().forEach(this::section);
                } else if (key.startsWith("resilience4j.")) {
                    section(key.substring("resilience4j.".length()), value);
                } else {
                    value.passOver();
                }
            });
        }
        for (String section : SECTIONS) {
            sections.getOrDefault(section, List.of()).forEach(one -> instances(section, one));
        }
        if (policies.isEmpty()) {
            throw new ImportException(String.join(", ", account.names())
                    + ": it has no policies; Resilience4j has them below 'resilience4j', such as "
                    + "resilience4j.circuitbreaker.instances.NAME");
        }
        return ScenarioWriter.write(system(), account.summary());
    }

    private void section(String key, Setting section) {
        sections.computeIfAbsent(Properties.plain(key), plain -> new ArrayList<>())
                .add(section);
        if (Properties.plain(key).endsWith("order")) {
            section.ignore("another order of the policies; here it is the default order");
        } else if (Properties.plain(key).equals("threadpoolbulkhead")) {
            section.ignore("thread-pool bulkheads; a bulkhead here limits concurrent calls");
        } else if (BESIDE.contains(Properties.plain(key).split("\\.", 2)[0])) {
            section.passOver();
        } else if (SECTIONS.contains(Properties.plain(key))) {
            section.entries().forEach((name, value) -> {
                if (Properties.plain(name).endsWith("order")) {
                    value.ignore("another order of the policies; here it is the default order");
                }
            });
        }
    }

    private void instances(String kind, Setting section) {
        Map<String, Setting> instances =
                new LinkedHashMap<>(section.get("instances").entries());
        section.get("backends").entries().forEach(instances::putIfAbsent);
        section.get("limiters").entries().forEach(instances::putIfAbsent);
        Set<String> used = new LinkedHashSet<>();
        instances.forEach((name, instance) -> {
            Properties from = new Properties(section, name, instance, kind.equals("circuitbreaker"));
            used.addAll(from.paths());
            Optional<CallPolicy> policy = switch (kind) {
                case "retry" -> Optional.of(PolicyReader.retry(from));
                case "circuitbreaker" -> Optional.of(PolicyReader.circuitBreaker(from));
                case "ratelimiter" -> PolicyReader.rateLimiter(from);
                case "timelimiter" -> Optional.of(PolicyReader.timeLimiter(from));
                default -> Optional.of(PolicyReader.bulkhead(from));
            };
            List<CallPolicy> all = policies.computeIfAbsent(name, key -> new ArrayList<>());
            policy.ifPresent(all::add);
            if (policy.isEmpty()) {
                account.leftOut(instance.origin() + ": a limit of calls in a period of less than a millisecond, which"
                        + " limits nothing");
            }
        });
        section.get("configs").entries().forEach((name, config) -> {
            if (!used.contains(config.path())) {
                config.ignore("configurations", name, "no instance uses them");
            }
        });
        section.passOver(List.of("tags", "metrics"));
    }

    private List<String> untold() {
        Set<String> untold = new LinkedHashSet<>();
        untold.add("load, service times and cores of the caller and its callees; all here are guesses");
        untold.add("the calls and requests to which the policies apply; here each instance is "
                + "a server with its name, called once");
        untold.add("retries after a rejection by the circuit breaker: Resilience4j retries "
                + "unless that exception is ignored, and here there is no retry");
        untold.addAll(account.leftOut());
        return List.copyOf(untold);
    }

    private ImportedSystem system() {
        IdentifierSanitizer names = new IdentifierSanitizer();
        ImportedComponent caller =
                new ImportedComponent(names.another("application"), "unknown: PLACEHOLDERS", new ImportedSettings());
        caller.settings().set("kind", "server", "").set("service", "1ms", "");
        List<ImportedComponent> components = new ArrayList<>(List.of(caller));
        policies.forEach((name, all) -> components.add(component(names.of(name), all)));
        String request = names.another("request");
        List<ImportedStep> steps = new ArrayList<>(List.of(new Call("", caller.name(), "")));
        policies.keySet().forEach(name -> steps.add(new Call("call", names.of(name), "")));
        return new ImportedSystem(
                new Header(
                        "import resilience4j",
                        String.join(", ", account.names()),
                        Header.GUESSES,
                        "The policies of Resilience4j"),
                new ImportedSettings().set("load", "10/s", "unknown: A GUESS"),
                components,
                List.of(),
                List.of(new ImportedActivity(request, "", new ImportedSettings(), steps)),
                Measurements.NONE,
                new Gaps(Gaps.LEFT_OUT, untold()));
    }

    private static ImportedComponent component(String name, List<CallPolicy> policies) {
        ImportedComponent component = new ImportedComponent(name);
        component
                .settings()
                .set("kind", "server", "the service behind the instance of that name")
                .set("service", "exp(10ms)", "unknown: A PLACEHOLDER");
        component.policies().addAll(policies);
        return component;
    }
}
