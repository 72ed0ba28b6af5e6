package dev.brownout.importing.resilience4j;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.system.CommentedYaml;
import dev.brownout.importing.system.IdentifierSanitizer;
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
    private final Map<String, List<Policy>> policies = new LinkedHashMap<>();

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
                    + ": no policies are in it; Resilience4j has them below 'resilience4j', such as"
                    + " resilience4j.circuitbreaker.instances.NAME");
        }
        List<String> untold = untold();
        List<String> summary = new ArrayList<>(account.summary());
        summary.add("what could not be told, or is left out:");
        untold.forEach(line -> summary.add("  - " + line));
        return new ImportResult(text(untold), summary);
    }

    private void section(String key, Setting section) {
        sections.computeIfAbsent(Properties.plain(key), plain -> new ArrayList<>())
                .add(section);
        if (Properties.plain(key).endsWith("order")) {
            section.ignore("another order of the policies; here it is the usual one");
        } else if (Properties.plain(key).equals("threadpoolbulkhead")) {
            section.ignore("bulkheads with threads of their own; a bulkhead here has places");
        } else if (BESIDE.contains(Properties.plain(key).split("\\.", 2)[0])) {
            section.passOver();
        } else if (SECTIONS.contains(Properties.plain(key))) {
            section.entries().forEach((name, value) -> {
                if (Properties.plain(name).endsWith("order")) {
                    value.ignore("another order of the policies; here it is the usual one");
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
            Optional<Policy> policy = switch (kind) {
                case "retry" -> Optional.of(Policy.retry(from));
                case "circuitbreaker" -> Optional.of(Policy.circuitBreaker(from));
                case "ratelimiter" -> Policy.rateLimiter(from);
                case "timelimiter" -> Optional.of(Policy.timeLimiter(from));
                default -> Optional.of(Policy.bulkhead(from));
            };
            List<Policy> all = policies.computeIfAbsent(name, key -> new ArrayList<>());
            policy.ifPresent(all::add);
            if (policy.isEmpty()) {
                account.leftOut(instance.origin() + ": a limit of calls in a period of less than a millisecond, which"
                        + " limits nothing");
            }
        });
        section.get("configs").entries().forEach((name, config) -> {
            if (!used.contains(config.path())) {
                config.ignore("configurations", name, "no instance here is based on them");
            }
        });
        section.passOver(List.of("tags", "metrics"));
    }

    private List<String> untold() {
        Set<String> untold = new LinkedHashSet<>();
        untold.add("load, service times and cores of the caller and of those that it calls; all here are guesses");
        untold.add("which calls the policies stand around, and in which requests; here each instance is a server of its"
                + " own name, called once");
        untold.add("whether a retry follows a refusal of the circuit breaker: Resilience4j tries again unless that is"
                + " ignored, and here it does not");
        untold.addAll(account.leftOut());
        return List.copyOf(untold);
    }

    private String text(List<String> untold) {
        IdentifierSanitizer names = new IdentifierSanitizer();
        CommentedYaml yaml = new CommentedYaml();
        String files = String.join(", ", account.names());
        yaml.remark("Made by 'brownout import resilience4j' of " + files + ".");
        yaml.remark("What could not be told is a guess and is called one: put in what you know.");
        yaml.value("version", "1", "");
        yaml.value("scenario", "The policies of Resilience4j", "");
        yaml.blank();
        yaml.value("load", "10/s", "could not be told: A GUESS");
        yaml.blank();
        yaml.open("components", "");
        String caller = names.another("application");
        yaml.value(caller, "{ kind: server, service: 1ms }", "could not be told: PLACEHOLDERS");
        policies.forEach((name, all) -> component(yaml, names.of(name), all));
        yaml.close();
        yaml.blank();
        yaml.open("requests", "");
        yaml.open(names.another("request"), "");
        yaml.open("steps", "");
        yaml.item(caller, "");
        policies.keySet().forEach(name -> yaml.item("call: " + names.of(name), ""));
        yaml.close();
        yaml.close();
        yaml.close();
        yaml.blank();
        yaml.remark("What could not be told, or is left out:");
        untold.forEach(line -> yaml.remark("- " + line));
        return yaml.text();
    }

    private static void component(CommentedYaml yaml, String name, List<Policy> all) {
        yaml.open(name, "");
        yaml.value("kind", "server", "whatever the instance of that name stands before");
        yaml.value("service", "exp(10ms)", "could not be told: A PLACEHOLDER");
        if (!all.isEmpty()) {
            yaml.open("policies", "of its callers, from the outermost to the innermost");
            for (Policy policy : all) {
                yaml.item().open(policy.word(), "");
                policy.values().forEach((key, said) -> yaml.value(key, said.value(), said.origin()));
                yaml.close();
            }
            yaml.close();
        }
        yaml.close();
    }
}
